"""What was said about a contract, as its page and the pages of its versions show it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contracts.sharing import ExternalKind
from database.contract import Contract
from database.document import DocumentVersion
from database.queries.comments import external_comments, internal_comments


@dataclass(frozen=True, slots=True)
class SeenComment:
    """`mentions` are names; `share` is the public id of the shared link that a word from outside came by."""

    at: datetime
    who: str
    body: str
    version: int
    mentions: tuple[str, ...] = ()
    share: str = ""
    is_ours: bool = True
    is_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Comments:
    """Inside and outside are two lists, never one."""

    inside: tuple[SeenComment, ...]
    outside: tuple[SeenComment, ...]


def comments_seen(session: Session, contract: Contract, version: DocumentVersion | None = None) -> Comments:
    """Return the comments on the contract, or on one version of it, oldest first."""
    inside = tuple(
        SeenComment(
            at=one.at,
            who=one.user.name,
            body=one.body,
            version=one.version.number,
            mentions=tuple(each.user.name for each in one.mentions),
        )
        for one in internal_comments(session, contract, version)
    )
    outside = tuple(
        SeenComment(
            at=one.at,
            who=one.author,
            body=one.body,
            version=one.share.version.number,
            share=one.share.public_id,
            is_ours=one.user_id is not None,
            is_agreed=one.kind == ExternalKind.AGREED,
        )
        for one in external_comments(session, contract)
        if version is None or one.share.version_id == version.id
    )
    return Comments(inside, outside)
