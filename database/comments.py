"""Writing a 社内コメント: who is called in it is told of it, if they may see the contract (MK-40)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.audit import Told, append_audit
from database.commenting import CommentMention, InternalComment
from database.contract import Contract
from database.document import DocumentVersion
from database.engine import now_of
from database.people import User
from database.queries.colleagues import called_in, colleagues_of
from database.queries.levels import sees


@dataclass(frozen=True, slots=True)
class NewComment:
    """`key` is the form's own and becomes the public id; `notified` are public ids that were ticked."""

    key: str
    body: str
    notified: tuple[str, ...] = ()


def write_comment(
    session: Session, contract: Contract, version: DocumentVersion, user: User, new: NewComment
) -> list[str]:
    """Keep the comment once and return the public ids of the mentions that are to be mailed."""
    known = session.scalars(select(InternalComment).where(InternalComment.public_id == new.key)).first()
    if known is not None:
        return [one.public_id for one in known.mentions]
    now = now_of(session)
    row = InternalComment(
        public_id=new.key,
        organization_id=contract.organization_id,
        contract_id=contract.id,
        version_id=version.id,
        user_id=user.id,
        body=new.body,
        at=now,
    )
    session.add(row)
    session.flush()
    mentions = [_mention(row, one) for one in _told_of(session, contract, user, new)]
    session.add_all(mentions)
    session.flush()
    facts: dict[str, str | int] = {"version": version.number, "mentions": len(mentions)}
    told = Told("comment_written", user.public_id, contract.public_id, facts)
    append_audit(session, contract.organization_id, told, now)
    return [one.public_id for one in mentions]


def _told_of(session: Session, contract: Contract, author: User, new: NewComment) -> Sequence[User]:
    """Only who may see the contract hears of what is said about it; to others nothing is said at all."""
    people = [one for one in colleagues_of(session, contract.organization_id) if one.id != author.id]
    called = {one.id for one in called_in(new.body, people)}
    wanted = [one for one in people if one.id in called or one.public_id in new.notified]
    return [one for one in wanted if sees(session, one, contract)]


def _mention(comment: InternalComment, user: User) -> CommentMention:
    return CommentMention(organization_id=comment.organization_id, comment_id=comment.id, user_id=user.id)
