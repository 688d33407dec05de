"""Texts an organisation keeps for itself: the 定型文 of hints (IM-41)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.languages import SOURCE
from database.engine import now_of
from database.office import OrganizationText
from database.people import User

HINT = "hint"
BETWEEN = "\n\n"


def hint_snippets(session: Session, organization_id: int) -> Sequence[str]:
    """Return the snippets in the order in which they were typed."""
    newest = _newest(session, organization_id)
    return newest.body.split(BETWEEN) if newest and newest.body else []


def set_hint_snippets(session: Session, user: User, snippets: Sequence[str]) -> None:
    """Let exactly these hold from now on, as the next version of the one text."""
    newest = _newest(session, user.organization_id)
    session.add(
        OrganizationText(
            organization_id=user.organization_id,
            name=HINT,
            language=SOURCE,
            version=newest.version + 1 if newest else 1,
            body=BETWEEN.join(one for one in dict.fromkeys(snippets) if one),
            changed_by_id=user.id,
            changed_at=now_of(session),
        )
    )
    session.flush()


def _newest(session: Session, organization_id: int) -> OrganizationText | None:
    query = select(OrganizationText).where(
        OrganizationText.organization_id == organization_id, OrganizationText.name == HINT
    )
    return session.scalars(query.order_by(OrganizationText.version.desc()).limit(1)).first()
