"""How much of its limits an organisation uses (T52, IM-14, CL-47); no limit is set by default."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from contracts.policies import LIMITS, SUSPENDED, LimitReached, Policies, Usage
from contracts.reasons import JST
from contracts.signing import Purpose
from contracts.stage import Stage
from database.contract import Contract
from database.delivery import Delivery
from database.document import StoredFile
from database.engine import now_of
from database.policies import policies_of
from database.sharing import VersionShare
from database.suspension import standing_suspension

DOCUMENTS, DRAFTS, SENDINGS, MAILS, UPLOADS, MEGABYTES = LIMITS
TO_SEND = (DOCUMENTS, SENDINGS, MAILS)
BROUGHT = (Purpose.UPLOADED, Purpose.ATTACHED)
"""What people bring themselves; the row of a file stays when its draft is discarded."""

MEGABYTE = 1024 * 1024


def usage_of(session: Session, organization_id: int) -> Mapping[str, Usage]:
    """Return every limit with what is used of it, by the names of LIMITS."""
    policies = policies_of(session, organization_id)
    return {name: _usage(session, organization_id, policies, name) for name in LIMITS}


def storage_of(session: Session, organization_id: int) -> Usage:
    """Return 文書保管数 "n / limit" for the home page (IM-14); without a limit nothing is counted."""
    policies = policies_of(session, organization_id)
    if not policies.most_documents:
        return Usage(0, 0)
    return _usage(session, organization_id, policies, DOCUMENTS)


def require_room_to_send(session: Session, organization_id: int) -> None:
    """What waits for its approval has its place among the month's sendings. Raises LimitReached."""
    _require_not_suspended(session, organization_id)
    _require(session, organization_id, *TO_SEND)


def require_room_for_a_draft(session: Session, organization_id: int) -> None:
    """Raises LimitReached."""
    _require(session, organization_id, DRAFTS)


def require_room_to_write(session: Session, organization_id: int) -> None:
    """Raises LimitReached where the mails of today are used up, or nothing may be sent at all."""
    _require_not_suspended(session, organization_id)
    _require(session, organization_id, MAILS)


def require_room_for_files(session: Session, organization_id: int, sizes: Sequence[int]) -> None:
    """Ask before anything of `sizes` bytes is kept. Raises LimitReached."""
    policies = policies_of(session, organization_id)
    coming = {UPLOADS: len(sizes), MEGABYTES: -(-sum(sizes) // MEGABYTE)}
    for name, more in coming.items():
        most = getattr(policies, name)
        if most and _usage(session, organization_id, policies, name).used + more > most:
            raise LimitReached(what=name)


def has_no_room(session: Session, organization_id: int) -> bool:
    """Tell whether neither a draft may be begun nor anything be sent."""
    try:
        _require_not_suspended(session, organization_id)
        _require(session, organization_id, DRAFTS, *TO_SEND)
    except LimitReached:
        return True
    return False


def _require_not_suspended(session: Session, organization_id: int) -> None:
    """An organisation that was suspended for abuse sends nothing until it is resumed (T53)."""
    if standing_suspension(session, organization_id) is not None:
        raise LimitReached(what=SUSPENDED)


def _require(session: Session, organization_id: int, *names: str) -> None:
    """What is not limited is not counted."""
    policies = policies_of(session, organization_id)
    for name in names:
        if getattr(policies, name) and _usage(session, organization_id, policies, name).is_reached:
            raise LimitReached(what=name)


def _usage(session: Session, organization_id: int, policies: Policies, name: str) -> Usage:
    return Usage(_count(session, organization_id, name, now_of(session)), getattr(policies, name))


def _count(session: Session, organization_id: int, name: str, now: datetime) -> int:
    today = now.astimezone(JST).replace(hour=0, minute=0, second=0, microsecond=0)
    if name == MAILS:
        return _mails(session, organization_id, today)
    if name == MEGABYTES:
        query = select(func.sum(StoredFile.size)).where(StoredFile.organization_id == organization_id)
        return (session.scalar(query) or 0) // MEGABYTE
    counted: dict[str, ColumnElement[bool]] = {
        DOCUMENTS: Contract.sequence > 0,
        DRAFTS: Contract.sequence == 0,
        SENDINGS: (Contract.sequence > 0)
        & or_(Contract.submitted_at >= today.replace(day=1), Contract.stage == Stage.AWAITING_APPROVAL),
        UPLOADS: StoredFile.purpose.in_(BROUGHT) & (StoredFile.created_at >= today),
    }
    table = StoredFile if name == UPLOADS else Contract
    query = select(func.count()).select_from(table)
    return session.scalar(query.where(table.organization_id == organization_id, counted[name])) or 0


def _mails(session: Session, organization_id: int, today: datetime) -> int:
    """Return the mails about contracts and those that show a version to somebody outside."""
    sent = select(func.count()).select_from(Delivery)
    sent = sent.where(Delivery.organization_id == organization_id, Delivery.at >= today)
    shown = select(func.count()).select_from(VersionShare)
    shown = shown.where(
        VersionShare.organization_id == organization_id,
        VersionShare.created_at >= today,
        VersionShare.mail != "",
    )
    return (session.scalar(sent) or 0) + (session.scalar(shown) or 0)
