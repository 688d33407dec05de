"""Reports of the services taken over: each once, onto its letter, and to the owner (MK-73, T72)."""

from collections.abc import Callable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.letters import Fate, Letter, Outcome
from contracts.messages import NoticeKind, NoticeRequest
from contracts.reports import Report, ReportKind
from database.chasing import DeliveryEvent
from database.contract import Contract
from database.delivery import Delivery
from database.engine import Database, now_of
from database.letters.forwarding import outgoing
from database.letters.of_failures import failure_notice, notice_id
from database.mailed import is_mailed, keep_delivery
from database.party import Party


def take_reports(session: Session, reports: Sequence[Report]) -> list[NoticeRequest]:
    """Keep what is new of letters we sent, and return what their owners are to be told."""
    told = [_taken(session, report) for report in reports]
    return [notice for notice in told if notice is not None]


def _taken(session: Session, report: Report) -> NoticeRequest | None:
    letter = session.scalars(select(Delivery).where(Delivery.message_id == report.message_id)).first()
    if letter is None or _is_known(session, report):
        return None
    session.add(
        DeliveryEvent(
            organization_id=letter.organization_id,
            service=report.service,
            event_id=report.event_id,
            message_id=report.message_id,
            kind=report.kind,
            reason=report.reason,
            happened_at=report.at,
            received_at=now_of(session),
        )
    )
    session.flush()
    _APPLY[report.kind](session, letter, report)
    is_failure = report.kind is ReportKind.UNDELIVERED and bool(letter.party)
    return NoticeRequest(NoticeKind.UNDELIVERED, letter.message_id) if is_failure else None


def _is_known(session: Session, report: Report) -> bool:
    query = select(DeliveryEvent.id).where(
        DeliveryEvent.service == report.service, DeliveryEvent.event_id == report.event_id
    )
    return session.scalars(query).first() is not None


def _arrived(_session: Session, letter: Delivery, report: Report) -> None:
    """A letter that came back stays undelivered, also where this report was on its way longer."""
    letter.arrived_at = letter.arrived_at or report.at


def _delayed(_session: Session, letter: Delivery, report: Report) -> None:
    letter.delayed_at = report.at


def _undelivered(session: Session, letter: Delivery, report: Report) -> None:
    letter.fate, letter.reason, letter.at = Fate.UNDELIVERED, report.reason, report.at
    party = session.scalars(select(Party).where(Party.public_id == letter.party)).first()
    if party is not None and letter.address in {party.mail, party.phone} and _is_newest(session, letter):
        party.undelivered_at = report.at


def _is_newest(session: Session, letter: Delivery) -> bool:
    newest = select(func.max(Delivery.id)).where(
        Delivery.contract_id == letter.contract_id,
        Delivery.party == letter.party,
        Delivery.channel == letter.channel,
    )
    return session.scalar(newest) == letter.id


_APPLY: dict[ReportKind, Callable[[Session, Delivery, Report], None]] = {
    ReportKind.ARRIVED: _arrived,
    ReportKind.DELAYED: _delayed,
    ReportKind.UNDELIVERED: _undelivered,
}


class ReportDesk:
    """The alert to the owner of a contract, as its post is handed it: once for each letter that came back."""

    def __init__(self, database: Database, base_url: str) -> None:
        self._database = database
        self._base_url = base_url

    def letter(self, message_id: str) -> Letter | None:
        with self._database.reading() as session:
            failed = session.scalars(select(Delivery).where(Delivery.message_id == message_id)).first()
            if failed is None or failed.fate == Fate.SENT or is_mailed(session, notice_id(failed)):
                return None
            contract = session.get_one(Contract, failed.contract_id)
            url = f"{self._base_url}/contracts/{contract.public_id}"
            letter = failure_notice(session, contract, failed, url)
            return next(iter(outgoing(session, contract.organization_id, [letter])), None)

    def sent(self, message_id: str, letter: Letter, outcome: Outcome) -> None:
        with self._database.writing() as session:
            failed = session.scalars(select(Delivery).where(Delivery.message_id == message_id)).one()
            if not is_mailed(session, letter.message_id):
                keep_delivery(session, session.get_one(Contract, failed.contract_id), letter, outcome, "")

    def untold(self) -> list[NoticeRequest]:
        """Return what could not be said while the engine was away."""
        with self._database.reading() as session:
            reported = select(DeliveryEvent.message_id).where(DeliveryEvent.kind == ReportKind.UNDELIVERED)
            query = select(Delivery).where(Delivery.message_id.in_(reported), Delivery.party != "")
            failed = [row for row in session.scalars(query) if not is_mailed(session, notice_id(row))]
            return [NoticeRequest(NoticeKind.UNDELIVERED, row.message_id) for row in failed]
