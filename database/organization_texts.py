"""Texts and logo of an organisation: every version is kept, the newest holds (AD-18, CL-51)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.office_texts import OfficeText
from contracts.signing import FileIdentity
from database.audit import Told, append_audit
from database.document import StoredFile
from database.engine import now_of
from database.filing import file_stored
from database.office import OrganizationLogo, OrganizationText
from database.people import Organization, User


@dataclass(frozen=True, slots=True)
class TextVersion:
    """What held since `changed_at`; an empty `body` stands for the default."""

    language: str
    version: int
    body: str
    changed_by: str
    changed_at: datetime


def organization_by(session: Session, public_id: str) -> Organization | None:
    return session.scalars(select(Organization).where(Organization.public_id == public_id)).first()


def own_texts(session: Session, organization_id: int, language: str) -> dict[str, str]:
    """Return the texts that stand in the place of a default, by name."""
    query = select(OrganizationText.name, OrganizationText.body).where(
        OrganizationText.organization_id == organization_id, OrganizationText.language == language
    )
    newest = {row.name: row.body for row in session.execute(query.order_by(OrganizationText.version))}
    return {name: body for name, body in newest.items() if body}


def history_of(session: Session, organization_id: int, name: OfficeText) -> Sequence[TextVersion]:
    """Return all versions in all languages, the newest first."""
    query = (
        select(OrganizationText, User.name)
        .join(User, User.id == OrganizationText.changed_by_id)
        .where(OrganizationText.organization_id == organization_id, OrganizationText.name == name)
        .order_by(OrganizationText.id.desc())
    )
    return [
        TextVersion(row.language, row.version, row.body, person, row.changed_at)
        for row, person in session.execute(query)
    ]


def keep_text(session: Session, user: User, name: OfficeText, language: str, body: str) -> None:
    """Add a version and tell the audit log; an empty `body` brings the default back."""
    at = now_of(session)
    row = OrganizationText(
        organization_id=user.organization_id,
        name=name,
        language=language,
        version=_next_version(session, user.organization_id, name, language),
        body=body,
        changed_by_id=user.id,
        changed_at=at,
    )
    session.add(row)
    code = "office_text_changed" if body else "office_text_reset"
    facts: dict[str, str | int] = {"name": str(name), "language": language, "version": row.version}
    append_audit(session, user.organization_id, Told(code, user.public_id, "", facts), at)


def logo_of(session: Session, organization: Organization) -> FileIdentity | None:
    query = (
        select(OrganizationLogo.file_id)
        .where(OrganizationLogo.organization_id == organization.id)
        .order_by(OrganizationLogo.version.desc())
        .limit(1)
    )
    file_id = session.scalars(query).first()
    if file_id is None:
        return None
    file = session.get_one(StoredFile, file_id)
    return FileIdentity(organization.public_id, file.public_id, file.purpose, file.digest)


def keep_logo(session: Session, user: User, file: FileIdentity | None, size: int = 0) -> None:
    """Show this PNG of `size` bytes, which stands in the store already; None takes the logo away."""
    at, organization = now_of(session), user.organization_id
    stored = file_stored(session, organization, file, size) if file else None
    highest = select(func.max(OrganizationLogo.version)).where(
        OrganizationLogo.organization_id == organization
    )
    row = OrganizationLogo(
        organization_id=organization,
        version=(session.scalar(highest) or 0) + 1,
        file_id=stored.id if stored else None,
        changed_by_id=user.id,
        changed_at=at,
    )
    session.add(row)
    facts: dict[str, str | int] = {"version": row.version, **({"digest": file.digest} if file else {})}
    code = "logo_changed" if file else "logo_removed"
    append_audit(session, organization, Told(code, user.public_id, "", facts), at)


def _next_version(session: Session, organization_id: int, name: str, language: str) -> int:
    highest = select(func.max(OrganizationText.version)).where(
        OrganizationText.organization_id == organization_id,
        OrganizationText.name == name,
        OrganizationText.language == language,
    )
    return (session.scalar(highest) or 0) + 1
