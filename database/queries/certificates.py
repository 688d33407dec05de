"""合意証明書 as compliance looks for them: every one of the organisation's, by day and by words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy import Row as SQLRow
from sqlalchemy.orm import Session, aliased, selectinload

from contracts.certificate import Audience
from contracts.signing import RevisionKind
from database.contract import Contract
from database.evidence import Certificate, Revision
from database.party import Party
from database.queries.contracts import PAGE_SIZES, may_see
from database.sessions import Staff

BATCH = 500
_Found = Select[Contract, Certificate, Certificate, Revision]


@dataclass(frozen=True, slots=True)
class CertificatesWanted:
    """Concluded from `since` until before `until`; `page` counts from 1."""

    since: datetime | None = None
    until: datetime | None = None
    words: str = ""
    page: int = 1
    size: int = PAGE_SIZES[0]


@dataclass(frozen=True, slots=True)
class Certified:
    """A concluded contract, its two certificates and its last signed revision; `own` is 社内控."""

    contract: Contract
    own: Certificate
    party: Certificate | None
    final: Revision | None


@dataclass(frozen=True, slots=True)
class CertificatePage:
    rows: Sequence[Certified]
    total: int


def certificate_page(session: Session, staff: Staff, wanted: CertificatesWanted) -> CertificatePage:
    """Return one page, newest conclusion first."""
    query = _wanted(staff, wanted)
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    rows = session.execute(query.limit(wanted.size).offset((wanted.page - 1) * wanted.size))
    return CertificatePage([_certified_by(row) for row in rows], total)


def certificates_after(
    session: Session, staff: Staff, wanted: CertificatesWanted, after: int
) -> Sequence[Certified]:
    """Return the next rows of the whole list in the order of issue; `after` is the last certificate's id."""
    query = _wanted(staff, wanted).where(Certificate.id > after)
    rows = session.execute(query.order_by(None).order_by(Certificate.id).limit(BATCH))
    return [_certified_by(row) for row in rows]


def _certified_by(row: SQLRow[Contract, Certificate, Certificate, Revision]) -> Certified:
    """Outer joined: the other copy and the signature may be None, whatever the query's type says."""
    return Certified(row[0], row[1], row[2], row[3])


def _wanted(staff: Staff, wanted: CertificatesWanted) -> _Found:
    query = _certified().where(may_see(staff), Certificate.audience == Audience.OWN)
    if wanted.since:
        query = query.where(Contract.concluded_at >= wanted.since)
    if wanted.until:
        query = query.where(Contract.concluded_at < wanted.until)
    for word in wanted.words.split():
        query = query.where(_holds(word))
    return query.order_by(Contract.concluded_at.desc(), Certificate.id.desc())


def _certified() -> _Found:
    other = aliased(Certificate)
    their_copy = (other.contract_id == Contract.id) & (other.audience == Audience.PARTY)
    last_signature = (
        (Revision.contract_id == Contract.id)
        & (Revision.round == Certificate.round)
        & (Revision.kind == RevisionKind.FINAL)
    )
    return (
        select(Contract, Certificate, other, Revision)
        .join(Certificate, Certificate.contract_id == Contract.id)
        .outerjoin(other, their_copy)
        .outerjoin(Revision, last_signature)
        .options(selectinload(Contract.parties))
    )


def _holds(word: str) -> ColumnElement[bool]:
    named = select(Party.contract_id).where(
        or_(Party.company.contains(word, autoescape=True), Party.name.contains(word, autoescape=True))
    )
    return or_(
        Contract.title.contains(word, autoescape=True),
        Contract.number.contains(word, autoescape=True),
        Certificate.certificate_id.contains(word, autoescape=True),
        Contract.id.in_(named),
    )
