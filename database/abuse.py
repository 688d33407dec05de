"""What recipients and strangers report of requests that came in our name: kept as it was told (T53)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from contracts.abuse import CAP_WINDOW, AbuseKind, takes_no_more
from database.audit import Told, append_audit
from database.base import BigKey, Key, PublicId, Row
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.people import Organization
from database.sharing import VersionShare


class AbuseReport(Row):
    """Append-only; of no organisation where the link did not say whose request it was."""

    __tablename__ = "abuse_report"
    __table_args__ = (Index(None, "remote", "reported_at"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[int | None] = mapped_column(BigKey, ForeignKey("organization.id"))
    contract: Mapped[str] = mapped_column(String(36))
    kind: Mapped[str] = mapped_column(String(20))
    details: Mapped[str] = mapped_column(Text)
    mail: Mapped[str] = mapped_column(String(320))
    remote: Mapped[str] = mapped_column(String(64))
    reported_at: Mapped[datetime]
    organization: Mapped[Organization | None] = relationship()


@dataclass(frozen=True, slots=True)
class Reported:
    """`reference` is what the link said: a party, a share, a company, nothing, or nonsense."""

    key: str
    reference: str
    kind: AbuseKind
    details: str
    mail: str
    remote: str


def reports_too_often(session: Session, remote: str) -> bool:
    return takes_no_more(_of_the_hour(session, AbuseReport.remote == remote))


def keep_report(session: Session, reported: Reported) -> None:
    """Keep the report, once for each key; the log tells that there is one and never who reports."""
    if report_of(session, reported.key) is not None:
        return
    now, (organization_id, contract) = now_of(session), _meant(session, reported.reference)
    session.add(
        AbuseReport(
            public_id=reported.key,
            organization_id=organization_id,
            contract=contract,
            kind=reported.kind,
            details=reported.details,
            mail=reported.mail,
            remote=reported.remote,
            reported_at=now,
        )
    )
    if organization_id is not None:
        told = Told("abuse_reported", "", reported.key, {"kind": reported.kind, "contract": contract})
        append_audit(session, organization_id, told, now)


def report_of(session: Session, key: str) -> AbuseReport | None:
    return session.scalars(select(AbuseReport).where(AbuseReport.public_id == key)).first()


def newest_reports(session: Session, most: int) -> Sequence[AbuseReport]:
    return session.scalars(select(AbuseReport).order_by(AbuseReport.id.desc()).limit(most)).all()


def reports_since(session: Session, since: datetime) -> Sequence[AbuseReport]:
    query = select(AbuseReport).where(AbuseReport.reported_at > since)
    return session.scalars(query.order_by(AbuseReport.id)).all()


def reports_of_the_hour(session: Session) -> int:
    return _of_the_hour(session)


def _of_the_hour(session: Session, *whose: ColumnElement[bool]) -> int:
    since = now_of(session) - CAP_WINDOW
    query = select(func.count()).select_from(AbuseReport).where(AbuseReport.reported_at > since, *whose)
    return session.scalars(query).one()


def _meant(session: Session, reference: str) -> tuple[int | None, str]:
    """Return whose request is meant, and the public id of the contract if the link was of one."""
    for asked in (Party, VersionShare):
        of_contract = select(Contract.organization_id, Contract.public_id).join(
            asked, asked.contract_id == Contract.id
        )
        found = session.execute(of_contract.where(asked.public_id == reference)).first()
        if found is not None:
            return found[0], found[1]
    return session.scalar(select(Organization.id).where(Organization.public_id == reference)), ""
