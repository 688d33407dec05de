"""The comments on a contract, inside and outside each from its own table (MK-40)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from database.commenting import InternalComment
from database.contract import Contract
from database.document import DocumentVersion
from database.sharing import ExternalComment, VersionShare


def internal_comments(
    session: Session, contract: Contract, version: DocumentVersion | None = None
) -> Sequence[InternalComment]:
    """Return the comments on one version, or on all, oldest first."""
    query = select(InternalComment).where(InternalComment.contract_id == contract.id)
    if version is not None:
        query = query.where(InternalComment.version_id == version.id)
    loaded = query.options(joinedload(InternalComment.user), joinedload(InternalComment.version))
    return session.scalars(loaded.order_by(InternalComment.at, InternalComment.id)).all()


def external_comments(session: Session, contract: Contract) -> Sequence[ExternalComment]:
    query = select(ExternalComment).join(VersionShare, VersionShare.id == ExternalComment.share_id)
    written = query.where(VersionShare.contract_id == contract.id)
    return session.scalars(written.order_by(ExternalComment.at, ExternalComment.id)).all()
