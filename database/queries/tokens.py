"""API tokens: bearer of a person's own rights, known only by their digest."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.engine import now_of
from database.people import ApiToken, Organization, User
from database.sessions import Staff, rights_of


def bearer_of(session: Session, digest: str) -> Staff | None:
    """Return whose token this is, unless it was revoked or the account disabled (T07)."""
    query = (
        select(ApiToken, User, Organization)
        .join(User, User.id == ApiToken.user_id)
        .join(Organization, Organization.id == User.organization_id)
        .where(ApiToken.digest == digest, ApiToken.revoked_at.is_(None), User.disabled_at.is_(None))
    )
    found = session.execute(query).first()
    if found is None:
        return None
    return Staff(f"api-token-{found[0].id}", found[1], found[2], rights_of(session, found[1]))


def file_token(session: Session, user: User, digest: str) -> ApiToken:
    row = ApiToken(
        organization_id=user.organization_id, user_id=user.id, digest=digest, created_at=now_of(session)
    )
    session.add(row)
    session.flush()
    return row
