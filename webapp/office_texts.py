"""The texts of an organisation as they are shown: its own, or ours where it has none."""

from sqlalchemy.orm import Session

from contracts.office_texts import OfficeText, paragraphs
from database.organization_texts import own_texts
from database.people import Organization
from webapp.texts.office_texts import default_text


def shown_texts(session: Session, organization: Organization, language: str) -> dict[OfficeText, list[str]]:
    """Return the paragraphs of every text."""
    own = own_texts(session, organization.id, language)
    return {
        name: paragraphs(own.get(name) or default_text(name, language, organization.name))
        for name in OfficeText
    }
