"""One-time codes: issued within the hour's share, counted before they are compared, used once (T15-T17).

    issue_code(session, CodeAsked(party, binding, channel, address, remote, facts), minted) -> OneTimeCode
        raises CodesUsedUp(cap); then `engine.notify(NoticeRequest(NoticeKind.AUTH_CODE, code.public_id))`.
    try_code(session, CodeTried(party, binding, remote), proof) -> Trial(outcome, left, code)

`minted` and `proof` come from `adapters.secrets.CodeMaker`, which holds the key. Both append to the audit log
and need `contract` loaded on the party.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session

from contracts.claiming import is_same_person
from contracts.locking import MOST_CODE_TRIES
from contracts.one_time_codes import (
    CAP_WINDOW,
    LIFE,
    Cap,
    CodeBinding,
    CodeChannel,
    CodePurpose,
    MintedCode,
    cap_reached,
)
from database.audit import Told, append_audit
from database.engine import now_of
from database.factors import OneTimeCode
from database.party import Party
from database.party_sessions import count_code_try, give_try_back
from database.queries.people import mail_key

_AT_SIGNING_URL = CodePurpose.SIGNING_URL, CodePurpose.UNSENT
_SENT, _WITHHELD = "one_time_code_sent", "one_time_code_withheld"


class CodesUsedUp(Exception):
    """No code is sent: this hour's share of the address or of the network is used up."""

    def __init__(self, cap: Cap) -> None:
        self.cap = cap
        super().__init__(cap.value)


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """`address` is a mail address or phone number, `remote` the IP address that asks.

    `facts` is what was typed besides (company, name) and the mail's `language`; it comes back with the row.
    """

    party: Party
    binding: CodeBinding
    channel: CodeChannel
    address: str
    remote: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CodeTried:
    party: Party
    binding: CodeBinding
    remote: str


class Outcome(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"
    NONE_LIVE = "none_live"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class Trial:
    """`left` tries remain; `code` is the row of a right one. LOCKED: tell the engine (`lock_of`).

    OVERTAKEN: since the code was sent somebody else has taken the place; nothing was counted or compared.
    """

    outcome: Outcome
    left: int = 0
    code: OneTimeCode | None = None


def issue_code(session: Session, asked: CodeAsked, minted: MintedCode) -> OneTimeCode:
    """Write the row of a new code; earlier ones of the same binding count no longer. Raises CodesUsedUp."""
    party, now, key = asked.party, now_of(session), mail_key(asked.address)
    cap = _cap_of(session, asked, key)
    if cap is not None:
        raise CodesUsedUp(cap)
    told = _WITHHELD if asked.binding.purpose is CodePurpose.UNSENT else _SENT
    _tell(session, CodeTried(party, asked.binding, asked.remote), told, channel=asked.channel)
    row = OneTimeCode(
        organization_id=party.organization_id,
        party_id=party.id,
        purpose=asked.binding.purpose,
        channel=asked.channel,
        address_key=key,
        remote=asked.remote,
        browser=asked.binding.browser,
        salt=minted.salt,
        digest=minted.digest,
        secret_id=minted.secret_id,
        facts=json.dumps({**asked.facts, "address": asked.address.strip()}, ensure_ascii=False),
        created_at=now,
        expires_at=now + LIFE,
    )
    session.add(row)
    session.flush()
    return row


def try_code(session: Session, tried: CodeTried, proof: Callable[[bytes], str]) -> Trial:
    """Count the try on the party, then compare; where no code lives there is nothing to guess or to count."""
    live = live_code(session, tried.party, tried.binding)
    if live is None:
        return Trial(Outcome.NONE_LIVE)
    if _is_overtaken(session, live):
        return Trial(Outcome.OVERTAKEN)
    tries = count_code_try(session, tried.party)
    _tell(session, tried, "one_time_code_tried", tries=tries or MOST_CODE_TRIES + 1)
    if tries is None:
        return Trial(Outcome.LOCKED)
    row = live_code(session, tried.party, tried.binding)
    if row is None or not hmac.compare_digest(row.digest, proof(row.salt)) or not _taken(session, row):
        left = MOST_CODE_TRIES - tries
        return Trial(Outcome.WRONG if left else Outcome.LOCKED, left)
    give_try_back(session, tried.party, tries)
    _tell(session, tried, "one_time_code_passed", channel=row.channel)
    return Trial(Outcome.RIGHT, MOST_CODE_TRIES, row)


def live_code(session: Session, party: Party, binding: CodeBinding) -> OneTimeCode | None:
    """Return the newest code of this binding if it can still be used."""
    row = newest_code(session, party, binding)
    return row if row is not None and row.used_at is None and _counts(session, row) else None


def proved_code(session: Session, party: Party, binding: CodeBinding) -> OneTimeCode | None:
    """Return the newest code if this very browser has passed it and its ten minutes are not over."""
    row = newest_code(session, party, binding)
    return row if row is not None and row.used_at is not None and _counts(session, row) else None


def newest_code(session: Session, party: Party, binding: CodeBinding) -> OneTimeCode | None:
    """Return what this browser asked for last, a code or one that was not sent."""
    query = (
        select(OneTimeCode)
        .where(
            OneTimeCode.party_id == party.id,
            OneTimeCode.purpose.in_((binding.purpose, CodePurpose.UNSENT)),
            OneTimeCode.browser == binding.browser,
        )
        .order_by(OneTimeCode.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).first()


def _counts(session: Session, row: OneTimeCode) -> bool:
    return row.purpose != CodePurpose.UNSENT and row.expires_at > now_of(session)


def _is_overtaken(session: Session, row: OneTimeCode) -> bool:
    """Tell whether a code of the 締結用URL went to somebody else than who holds the place now."""
    if row.purpose != CodePurpose.SIGNING_URL:
        return False
    holder, mail = session.execute(select(Party.holder, Party.mail).where(Party.id == row.party_id)).one()
    return bool(holder) and not is_same_person(mail, row.address_key)


def _cap_of(session: Session, asked: CodeAsked, key: str) -> Cap | None:
    """Codes asked for by strangers take nothing from the share of those whose link asks for a code (T17)."""
    if asked.binding.purpose is CodePurpose.FACTOR:
        kind: tuple[CodePurpose, ...] = (CodePurpose.FACTOR,)
        whose = OneTimeCode.party_id == asked.party.id
    else:
        is_of_office = OneTimeCode.organization_id == asked.party.organization_id
        kind, whose = _AT_SIGNING_URL, and_(is_of_office, OneTimeCode.address_key == key)
    of_kind = OneTimeCode.purpose.in_(kind)
    from_remote = OneTimeCode.remote == asked.remote
    return cap_reached(_asked_lately(session, of_kind, whose), _asked_lately(session, of_kind, from_remote))


def _asked_lately(session: Session, *whose: ColumnElement[bool]) -> int:
    since = now_of(session) - CAP_WINDOW
    query = select(func.count()).select_from(OneTimeCode).where(*whose, OneTimeCode.created_at > since)
    return session.scalars(query).one()


def _taken(session: Session, row: OneTimeCode) -> bool:
    """Of two at once, one takes it: the row is changed only while it is unused."""
    unused = update(OneTimeCode).where(OneTimeCode.id == row.id, OneTimeCode.used_at.is_(None))
    taken = session.execute(unused.values(used_at=now_of(session)).returning(OneTimeCode.id))
    return taken.first() is not None


def _tell(session: Session, tried: CodeTried, code: str, **facts: str | int) -> None:
    party, where = tried.party, {"address": tried.remote, "purpose": tried.binding.purpose.value}
    told = Told(code, party.public_id, party.contract.public_id, {**where, **facts})
    append_audit(session, party.organization_id, told, now_of(session))
