"""Places of somebody of our own: the account, how it was used, and what they wrote at work (LW-39)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from contracts.person_requests import ERASABLE, Verdict, Why, verdict_on_record
from contracts.stage import ENDED
from database.account import AccountLetter
from database.approval import ApprovalTurn
from database.archive_check import ArchiveCheck
from database.audit import AuditEvent
from database.commenting import InternalComment
from database.contract import Contract
from database.password_reset import PasswordReset
from database.people import ApiToken, StaffSession, User
from database.persons.person import Item, Person, Place, always, at_once, given
from database.queries.retention import kept_of
from database.review_intake import ReviewIntake, SlackMember
from database.reviews import ReviewMessage, ReviewRequest
from database.searchable import make_searchable
from database.sign_on import SignOnLink
from database.staff_factor import RecoveryCode, StaffChallenge, StaffFactor
from database.watched import CalendarFeed

ACCOUNT = "mail name role language phone created_at disabled_at"
SIGNING_IN = (
    StaffSession,
    ApiToken,
    StaffFactor,
    RecoveryCode,
    SignOnLink,
    SlackMember,
    CalendarFeed,
    PasswordReset,
    StaffChallenge,
)
ERASED_NAME = "-"
"""What stands where a name has to stand."""
NO_ADDRESS = "erased.invalid"
"""RFC 2606: no mail ever goes there."""
WORST = (Why.UNDERWAY, Why.HELD, Why.NO_DAY, Why.RETENTION, Why.DISPOSAL)


def _accounts(session: Session, person: Person) -> Iterator[Item]:
    for user in _users(session, person):
        yield Item("app_user", user, given(user, ACCOUNT))


def _users(session: Session, person: Person) -> list[User]:
    theirs = person.is_at(User.mail_key) | User.id.in_(person.rows_ticked("app_user"))
    here = User.organization_id == person.organization_id
    return list(session.scalars(select(User).where(here, theirs)))


def _of_account(session: Session, item: Item, today: date) -> Verdict:
    """A name that stands in the record of contracts is kept with them; the longest says until when."""
    if item.row.disabled_at is None:
        return Verdict(Why.ACTIVE)
    verdicts = [one for one in _of_contracts(session, item.row, today) if one.why]
    found = sorted(verdicts, key=lambda one: (WORST.index(one.why), -(one.until or date.min).toordinal()))
    return found[0] if found else ERASABLE


def _of_contracts(session: Session, user: User, today: date) -> Iterator[Verdict]:
    asked = select(ApprovalTurn.contract_id).where(ApprovalTurn.person == user.public_id)
    is_theirs = or_(Contract.owner_id == user.id, Contract.id.in_(asked))
    here = Contract.organization_id == user.organization_id
    contracts = session.scalars(select(Contract).where(here, is_theirs, Contract.sequence > 0)).all()
    for some in at_once(contracts):
        kept = kept_of(session, some)
        for one in some:
            yield verdict_on_record(kept[one.id], today, sent=True, ended=one.stage in ENDED)


def _empty_account(session: Session, item: Item) -> None:
    """The id stays: the log names people by it alone, and it then leads to nobody."""
    user = item.row
    _empty_snapshots(session, user)
    user.name, user.phone, user.password_hash = ERASED_NAME, "", ""
    user.mail = user.mail_key = f"{user.public_id}@{NO_ADDRESS}"
    for table in SIGNING_IN:
        session.execute(delete(table).where(table.user_id == user.id))
    for letter in session.scalars(select(AccountLetter).where(AccountLetter.user_id == user.id)):
        letter.address = letter.about = ""
    session.flush()
    for draft in session.scalars(select(Contract).where(Contract.owner_id == user.id)):
        make_searchable(session, draft)


def _empty_snapshots(session: Session, user: User) -> None:
    """Where the name was written down beside an act, without the id in two of three."""
    here = ArchiveCheck.organization_id == user.organization_id
    asked = update(ArchiveCheck).where(here, ArchiveCheck.asked_by == user.public_id)
    session.execute(asked.values(asked_name=""))
    stopped = update(ArchiveCheck).where(here, ArchiveCheck.stopped_name == user.name)
    session.execute(stopped.where(ArchiveCheck.stopped_name != "").values(stopped_name=ERASED_NAME))
    told = update(AccountLetter).where(AccountLetter.organization_id == user.organization_id)
    session.execute(told.where(AccountLetter.by_name == user.name).values(by_name=""))


def _sessions(session: Session, person: Person) -> Iterator[Item]:
    for user in _users(session, person):
        for row in session.scalars(select(StaffSession).where(StaffSession.user_id == user.id)):
            yield Item("staff_session", row, given(row, "created_at ended_at last_seen_at came_by"))


def _written(session: Session, person: Person) -> Iterator[Item]:
    for user in _users(session, person):
        query = select(InternalComment, Contract).join(Contract, Contract.id == InternalComment.contract_id)
        for row, contract in session.execute(query.where(InternalComment.user_id == user.id)):
            yield Item("internal_comment", row, given(row, "body at"), contract)


def _reviews(session: Session, person: Person) -> Iterator[Item]:
    for user in _users(session, person):
        sources: tuple[tuple[Any, Any, str], ...] = (
            (ReviewRequest, ReviewRequest.requester_id, "number title body created_at"),
            (ReviewMessage, ReviewMessage.user_id, "body at"),
            (ReviewIntake, ReviewIntake.user_id, "way at"),
        )
        for table, whose, columns in sources:
            for row in session.scalars(select(table).where(whose == user.id)):
                yield Item("review", row, given(row, columns))


def _acts(session: Session, person: Person) -> Iterator[Item]:
    """What the log says they did, without what it was done to: that may be about others."""
    for user in _users(session, person):
        query = select(AuditEvent).where(AuditEvent.organization_id == person.organization_id)
        for row in session.scalars(query.where(AuditEvent.actor == user.public_id)):
            yield Item("audit_event", row, given(row, "at code"))


def _in_log(session: Session, person: Person) -> Iterator[Item]:
    query = select(AuditEvent).where(AuditEvent.organization_id == person.organization_id)
    for row in session.scalars(query.where(person.is_in(AuditEvent.facts))):
        yield Item("audit_mention", row, {**given(row, "at code"), "mentions": _named(person, row.facts)})


def _letters(session: Session, person: Person) -> Iterator[Item]:
    query = select(AccountLetter).where(AccountLetter.organization_id == person.organization_id)
    for row in session.scalars(query.where(person.is_at(AccountLetter.address))):
        yield Item("account_letter", row, given(row, "kind address created_at fate"))


def _empty_letter(_session: Session, item: Item) -> None:
    item.row.address = ""


def _of_letter(_session: Session, item: Item, _today: Any) -> Verdict:  # noqa: ANN401 -- a date, not asked
    return ERASABLE if item.row.told_at else Verdict(Why.LIVE)


def _named(person: Person, text: str) -> str:
    return ", ".join(sorted(key for key in person.keys if key in text.casefold()))


PLACES = (
    Place(
        "app_user",
        _accounts,
        [f"app_user.{name}" for name in ("mail", "mail_key", "name", "phone")]
        + [
            "archive_check.asked_name",
            "archive_check.stopped_name",
            "sign_on_link.subject",
            "sign_on_link.issuer",
            "slack_member.member_id",
            "password_reset.asked_from",
        ],
        _of_account,
        _empty_account,
    ),
    Place(
        "account_letter",
        _letters,
        [f"account_letter.{name}" for name in ("address", "by_name", "about")],
        _of_letter,
        _empty_letter,
    ),
    Place("staff_session", _sessions, [], always(Why.DUTY)),
    Place("internal_comment", _written, ["internal_comment.body"], always(Why.DUTY)),
    Place(
        "review",
        _reviews,
        [
            *("review_request.title", "review_request.body", "review_message.body"),
            *("review_intake.proof", "review_intake.quoted"),
        ],
        always(Why.DUTY),
    ),
    Place("audit_event", _acts, ["audit_event.actor"], always(Why.EVIDENCE)),
    Place("audit_mention", _in_log, ["audit_event.facts"], always(Why.EVIDENCE)),
)
