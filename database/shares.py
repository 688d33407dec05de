"""社外共有: made, opened with a counted code, written beside, revoked; each step with its audit line."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.letters import Minted
from contracts.locking import MOST_CODE_TRIES
from contracts.sharing import ExternalKind, ShareState, Standing, state_of
from database.audit import Told, append_audit
from database.contract import Contract
from database.document import DocumentVersion
from database.engine import now_of
from database.people import User
from database.queries.levels import sees
from database.sharing import ExternalComment, ShareSession, VersionShare

SHARE_SESSION = timedelta(hours=12)
HOUR = timedelta(hours=1)
MOST_WORDS_AN_HOUR = 20


class TooManyWords(Exception):
    """The reader outside has written as often as a link allows in an hour."""


@dataclass(frozen=True, slots=True)
class NewShare:
    """`key` is the form's own and becomes the public id; `recipient` and `mail` may be empty."""

    key: str
    display_name: str
    recipient: str
    mail: str
    message: str
    language: str
    code_hash: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewExternal:
    key: str
    author: str
    body: str
    kind: ExternalKind = ExternalKind.COMMENT


@dataclass(frozen=True, slots=True)
class Shared:
    """The contract and the version of it that a link opens."""

    contract: Contract
    version: DocumentVersion


def share_version(
    session: Session, shared: Shared, user: User, new: NewShare, minted: Minted
) -> VersionShare:
    known = session.scalars(select(VersionShare).where(VersionShare.public_id == new.key)).first()
    if known is not None:
        return known
    row = VersionShare(
        public_id=new.key,
        organization_id=shared.contract.organization_id,
        contract_id=shared.contract.id,
        version_id=shared.version.id,
        created_by_id=user.id,
        display_name=new.display_name,
        recipient=new.recipient,
        mail=new.mail,
        message=new.message,
        language=new.language,
        secret_id=minted.secret_id,
        token_digest=minted.token_digest,
        code_hash=new.code_hash,
        code_tries=0,
        created_at=now_of(session),
        expires_at=new.expires_at,
    )
    session.add(row)
    session.flush()
    _tell(session, row, user.public_id, "version_shared")
    return row


def state_now(session: Session, share: VersionShare) -> ShareState:
    """Return how the link stands; nobody lets others in where they may not go any more (NX-09, T07)."""
    is_ours = share.created_by.disabled_at is None and sees(session, share.created_by, share.contract)
    standing = Standing(share.expires_at, share.code_tries, share.revoked_at is not None or not is_ours)
    return state_of(standing, now_of(session))


def share_of_link(session: Session, token_digest: str) -> VersionShare | None:
    query = select(VersionShare).where(VersionShare.token_digest == token_digest)
    return session.scalars(query).first()


def share_of_session(session: Session, digest: str) -> VersionShare | None:
    """Return what this browser's session opens, while the session lives."""
    query = select(VersionShare).join(ShareSession, ShareSession.share_id == VersionShare.id)
    living = query.where(ShareSession.digest == digest, ShareSession.expires_at > now_of(session))
    return session.scalars(living).first()


def count_try(session: Session, share: VersionShare) -> bool:
    """Count a try before anything is compared; False if none is left (T15)."""
    counted = (
        update(VersionShare)
        .where(VersionShare.id == share.id, VersionShare.code_tries < MOST_CODE_TRIES)
        .values(code_tries=VersionShare.code_tries + 1)
        .returning(VersionShare.code_tries)
        .execution_options(synchronize_session=False)
    )
    tries = session.scalars(counted).one_or_none()
    if tries == MOST_CODE_TRIES:
        _tell(session, share, "", "share_code_last_try")
    return tries is not None


def open_share(session: Session, share: VersionShare, digest: str) -> None:
    """Let a browser in whose code was right: that try is taken back, the wrong ones count for good (T15)."""
    now = now_of(session)
    session.add(
        ShareSession(
            organization_id=share.organization_id,
            share_id=share.id,
            digest=digest,
            created_at=now,
            expires_at=min(now + SHARE_SESSION, share.expires_at),
        )
    )
    taken_back = update(VersionShare).where(VersionShare.id == share.id)
    session.execute(
        taken_back.values(code_tries=VersionShare.code_tries - 1, opened_at=share.opened_at or now)
    )
    _tell(session, share, "", "share_opened")


def revoke_share(session: Session, share: VersionShare, user: User) -> None:
    """End the link for everybody at once; a second time changes nothing."""
    if share.revoked_at is None:
        share.revoked_at = now_of(session)
        _tell(session, share, user.public_id, "share_revoked")


def write_external(session: Session, share: VersionShare, new: NewExternal, user: User | None = None) -> bool:
    """Keep what is written beside a shared version; `user` is who of ours writes. False: kept before.

    Raises TooManyWords.
    """
    if session.scalars(select(ExternalComment.id).where(ExternalComment.public_id == new.key)).first():
        return False
    if user is None:
        _require_few(session, share)
    session.add(
        ExternalComment(
            public_id=new.key,
            organization_id=share.organization_id,
            share_id=share.id,
            user_id=user.id if user else None,
            author=new.author,
            kind=new.kind,
            body=new.body,
            at=now_of(session),
        )
    )
    code = "share_agreed" if new.kind is ExternalKind.AGREED else "share_commented"
    _tell(session, share, user.public_id if user else "", code)
    return True


def _require_few(session: Session, share: VersionShare) -> None:
    """Each word from outside is a mail to one of ours (T17)."""
    lately = (
        ExternalComment.share_id == share.id,
        ExternalComment.user_id.is_(None),
        ExternalComment.at > now_of(session) - HOUR,
    )
    if (session.scalar(select(func.count()).where(*lately)) or 0) >= MOST_WORDS_AN_HOUR:
        raise TooManyWords


def comments_on(session: Session, share: VersionShare) -> list[ExternalComment]:
    query = select(ExternalComment).where(ExternalComment.share_id == share.id)
    return list(session.scalars(query.order_by(ExternalComment.at, ExternalComment.id)))


def _tell(session: Session, share: VersionShare, actor: str, code: str) -> None:
    facts: dict[str, str | int] = {"share": share.public_id, "version": share.version.number}
    told = Told(code, actor, share.contract.public_id, facts)
    append_audit(session, share.organization_id, told, now_of(session))
