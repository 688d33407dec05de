"""What came to a reader's proved address: what is kept, and what waits or is too late (GM-23, GM-27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from contracts.authentication import Factor, is_enough
from contracts.keeping import Keeping, last_day_to_keep, may_keep
from contracts.letters import LinkPurpose
from contracts.stage import Stage
from database.audit import Told, append_audit
from database.contract import Contract
from database.delivery import PartyLink
from database.engine import now_of
from database.party import Party
from database.queries.preferences import preferences_of
from database.readers import Reader, ReaderClaim, ReaderPaper


@dataclass(frozen=True, slots=True)
class Waiting:
    """A concluded contract of the reader's address that is on no shelf; `last_day` to keep it, in Japan.

    Where its link asks for more than the address, not even its title is shown without that (IM-37).
    """

    party: Party
    keeping: Keeping
    last_day: date

    @property
    def shows_title(self) -> bool:
        return _opens_by_mail(self.party)


def keep_due(session: Session, reader: Reader) -> int:
    """Put on the shelf what may be kept by now, and return how much that was."""
    now = now_of(session)
    due = [one.party for one in waiting_for(session, reader) if one.keeping is Keeping.OPEN]
    for party in due:
        session.add(
            ReaderPaper(
                organization_id=reader.organization_id,
                reader_id=reader.id,
                party_id=party.id,
                note="",
                kept_at=now,
            )
        )
        told = Told("paper_kept", reader.public_id, party.contract.public_id, {"party": party.public_id})
        append_audit(session, reader.organization_id, told, now)
    return len(due)


def waiting_for(session: Session, reader: Reader) -> list[Waiting]:
    """Return what came to the address and is not kept, each contract once, newest first."""
    kept = (
        select(Party.contract_id)
        .join(ReaderPaper, ReaderPaper.party_id == Party.id)
        .where(ReaderPaper.reader_id == reader.id)
    )
    query = (
        select(Party)
        .join(Contract, Contract.id == Party.contract_id)
        .where(
            Party.organization_id == reader.organization_id,
            func.lower(Party.mail) == reader.mail_key,
            Party.own.is_(False),
            Contract.stage == Stage.CONCLUDED,
            Contract.concluded_at.is_not(None),
            Contract.id.not_in(kept),
        )
        .order_by(Contract.concluded_at.desc(), Party.id)
        .options(joinedload(Party.contract))
    )
    return _waiting(session, reader, session.scalars(query).all())


def claim_paper(session: Session, party: Party) -> None:
    """Let the account of the party's address keep its papers, today or whenever it is opened (GM-40)."""
    if session.scalar(select(ReaderClaim.id).where(ReaderClaim.party_id == party.id)) is None:
        claimed_at = now_of(session)
        session.add(
            ReaderClaim(organization_id=party.organization_id, party_id=party.id, claimed_at=claimed_at)
        )


def mailed_at(session: Session, party: Party) -> datetime:
    """Return when the newest link to the papers was made: the days to keep them count from its mail."""
    query = select(func.max(PartyLink.created_at)).where(
        PartyLink.party_id == party.id, PartyLink.purpose == LinkPurpose.CONCLUDED
    )
    return session.scalar(query) or party.contract.concluded_at or now_of(session)


def _waiting(session: Session, reader: Reader, parties: Sequence[Party]) -> list[Waiting]:
    if not parties:
        return []
    days = preferences_of(session, reader.organization_id).claim_into_account_days
    are_theirs = ReaderClaim.party_id.in_([party.id for party in parties])
    claimed = set(session.scalars(select(ReaderClaim.party_id).where(are_theirs)))
    found: dict[int, Waiting] = {}
    for party in parties:
        since = mailed_at(session, party)
        keeping = _keeping(party, since, reader, _Moment(days, now_of(session), party.id in claimed))
        if party.contract_id not in found or keeping is Keeping.OPEN:
            found[party.contract_id] = Waiting(party, keeping, last_day_to_keep(since, days))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Moment:
    days: int
    now: datetime
    is_claimed: bool


def _keeping(party: Party, since: datetime, reader: Reader, moment: _Moment) -> Keeping:
    """A proved address opens what its link alone opens; what asks for more is opened by its own page (IM-37).

    An account that was there in time keeps everything by itself, however late its owner looks (CL-46).
    """
    if moment.is_claimed:
        return Keeping.OPEN
    if _opens_by_mail(party) and may_keep(since, moment.days, reader.created_at):
        return Keeping.OPEN
    in_time = may_keep(since, moment.days, moment.now)
    return Keeping.NEEDS_VISIT if in_time else Keeping.TOO_LATE


def _opens_by_mail(party: Party) -> bool:
    return is_enough(party.profile, [Factor.MAIL_LINK], access_code=bool(party.access_code_hash))
