"""What hangs on a version or a draft goes with it: only what was never sent is ever discarded."""

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from database.commenting import CommentMention, InternalComment
from database.contract import Contract
from database.document_template import DraftOrigin
from database.placing import VersionPlacement
from database.reviews import ReviewRequest
from database.sharing import ExternalComment, ShareSession, VersionShare
from database.versioning import VersionMark, VersionView


def forget_what_hangs_on(session: Session, versions: Select[int]) -> None:
    comments = select(InternalComment.id).where(InternalComment.version_id.in_(versions))
    shares = select(VersionShare.id).where(VersionShare.version_id.in_(versions))
    session.execute(delete(CommentMention).where(CommentMention.comment_id.in_(comments)))
    session.execute(delete(InternalComment).where(InternalComment.version_id.in_(versions)))
    for of_share in (ExternalComment, ShareSession):
        session.execute(delete(of_share).where(of_share.share_id.in_(shares)))
    session.execute(delete(VersionShare).where(VersionShare.version_id.in_(versions)))
    for of_version in (VersionView, VersionMark, VersionPlacement):
        session.execute(delete(of_version).where(of_version.version_id.in_(versions)))


def let_go_of_draft(session: Session, contract: Contract) -> None:
    """A request that became this draft stands on its own again."""
    session.execute(delete(DraftOrigin).where(DraftOrigin.contract_id == contract.id))
    linked = update(ReviewRequest).where(ReviewRequest.contract_id == contract.id)
    session.execute(linked.values(contract_id=None))
