"""Filing an address, confirming it, and what staff decide on it; each step with its line in the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from contracts.filed_addresses import (
    CONFIRMATION_LIFE,
    DECLARATION_VERSION,
    EntryState,
    Verdict,
    require_decidable,
    state_on,
)
from contracts.finding import company_key
from contracts.letters import Minted
from contracts.one_time_codes import CAP_WINDOW, Cap, cap_reached
from database.audit import Told, append_audit
from database.engine import now_of
from database.office import AddressDecision, AddressEntry, AddressInvitation
from database.people import Organization, User
from database.queries.filed_addresses import today_in_japan
from database.queries.people import mail_key

FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Filed:
    """What was typed and ticked; `key` is the form's own and becomes the public id of the entry."""

    key: str
    company: str
    title: str
    name: str
    mail: str
    previous_mail: str
    language: str
    expires_on: date | None
    remote: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`reason` is what the person who filed is told."""

    user: User
    reason: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    key: str
    company: str
    name: str
    mail: str
    language: str


def files_too_often(session: Session, remote: str) -> bool:
    """Tell whether this network address has had its share of the hour (T17)."""
    return cap_reached(0, _lately(session, AddressEntry.remote == remote)) is Cap.REMOTE


def file_address(
    session: Session, organization: Organization, filed: Filed, code: tuple[str, Minted]
) -> bool:
    """Keep what was filed; `code` is the hash of the access code and the link of the mail.

    False: the address has had its share of mails, so that nothing is kept and nobody is written to (T17).
    """
    if session.scalar(select(AddressEntry.id).where(AddressEntry.public_id == filed.key)) is not None:
        return True
    now, key, (code_hash, minted) = now_of(session), mail_key(filed.mail), code
    # The chain's lock comes before the count, so that two requests at once are counted one after the other.
    told = Told("address_filed", "", filed.key, {"address": filed.remote})
    append_audit(session, organization.id, told, now)
    if cap_reached(_lately(session, AddressEntry.mail_key == key), 0) is Cap.ADDRESS:
        return False
    session.add(
        AddressEntry(
            public_id=filed.key,
            organization_id=organization.id,
            company=filed.company,
            company_key=company_key(filed.company)[:200],
            title=filed.title,
            name=filed.name,
            mail=filed.mail,
            mail_key=key,
            previous_mail=filed.previous_mail,
            language=filed.language,
            code_hash=code_hash,
            declaration=DECLARATION_VERSION,
            state=EntryState.UNCONFIRMED,
            remote=filed.remote,
            secret_id=minted.secret_id,
            token_digest=minted.token_digest,
            filed_at=now,
            expires_on=filed.expires_on,
        )
    )
    return True


def forget_unconfirmed(session: Session) -> int:
    """Delete what nobody confirmed, a day after its link ended, and return how much that was."""
    filed_before = now_of(session) - CONFIRMATION_LIFE - FORGOTTEN_AFTER
    gone = delete(AddressEntry).where(
        AddressEntry.state == EntryState.UNCONFIRMED, AddressEntry.filed_at < filed_before
    )
    return len(session.scalars(gone.returning(AddressEntry.id)).all())


def entry_of_link(session: Session, token_digest: str) -> AddressEntry | None:
    """Return what the link of the mail confirms; confirmed already, it goes on saying so."""
    query = select(AddressEntry).where(AddressEntry.token_digest == token_digest)
    entry = session.scalars(query).first()
    if entry is None or entry.confirmed_at is not None:
        return entry
    return entry if entry.filed_at + CONFIRMATION_LIFE > now_of(session) else None


def confirm_address(session: Session, entry: AddressEntry, remote: str) -> None:
    """From now on the entry counts; a second press changes nothing."""
    unconfirmed = update(AddressEntry).where(
        AddressEntry.id == entry.id, AddressEntry.state == EntryState.UNCONFIRMED
    )
    now = now_of(session)
    changed = session.execute(
        unconfirmed.values(state=EntryState.PENDING, confirmed_at=now).returning(AddressEntry.id)
    )
    if changed.first() is not None:
        told = Told("address_confirmed", "", entry.public_id, {"address": remote})
        append_audit(session, entry.organization_id, told, now)


def approve_address(
    session: Session, entry: AddressEntry, decision: Decision, older: Sequence[AddressEntry]
) -> AddressDecision:
    """Approve, and put the entry in the place of `older` ones. Raises AddressAlreadyDecided."""
    row = _decided(session, entry, Verdict.APPROVED, decision)
    entry.expires_on = decision.expires_on
    for one in older:
        _decided(session, one, Verdict.REPLACED, Decision(decision.user), successor=entry.public_id)
    return row


def reject_address(session: Session, entry: AddressEntry, decision: Decision) -> AddressDecision:
    """Raises AddressAlreadyDecided."""
    return _decided(session, entry, Verdict.REJECTED, decision)


def expire_address(session: Session, entry: AddressEntry, decision: Decision) -> AddressDecision:
    """Raises AddressAlreadyDecided."""
    return _decided(session, entry, Verdict.EXPIRED, decision)


def invite_to_file(session: Session, user: User, invited: Invited) -> AddressInvitation:
    query = select(AddressInvitation).where(AddressInvitation.public_id == invited.key)
    known = session.scalars(query).first()
    if known is not None:
        return known
    row = AddressInvitation(
        public_id=invited.key,
        organization_id=user.organization_id,
        company=invited.company,
        name=invited.name,
        mail=invited.mail,
        language=invited.language,
        invited_by_id=user.id,
        created_at=now_of(session),
    )
    session.add(row)
    told = Told("address_invited", user.public_id, invited.key, {"mail": invited.mail})
    append_audit(session, user.organization_id, told, row.created_at)
    return row


def _decided(
    session: Session, entry: AddressEntry, verdict: Verdict, decision: Decision, *, successor: str = ""
) -> AddressDecision:
    """Append the decision and its audit line; `state` follows. What has run out can still be replaced."""
    today = today_in_japan(session)
    stands = EntryState(entry.state) if verdict is Verdict.REPLACED else _state(entry, today)
    require_decidable(stands, verdict)
    now = now_of(session)
    row = AddressDecision(
        organization_id=entry.organization_id,
        address_entry_id=entry.id,
        verdict=verdict,
        reason=decision.reason,
        expires_on=decision.expires_on,
        successor=successor,
        decided_by_id=decision.user.id,
        at=now,
    )
    session.add(row)
    entry.state = EntryState(verdict.value)
    facts: dict[str, str | int] = {"mail": entry.mail}
    told = Told(f"address_{verdict}", decision.user.public_id, entry.public_id, facts)
    append_audit(session, entry.organization_id, told, now)
    return row


def _state(entry: AddressEntry, today: date) -> EntryState:
    return state_on(today, entry.state, entry.expires_on)


def _lately(session: Session, whose: ColumnElement[bool]) -> int:
    since = now_of(session) - CAP_WINDOW
    query = select(func.count()).select_from(AddressEntry).where(whose, AddressEntry.filed_at > since)
    return session.scalars(query).one()
