"""What the guide of an organisation tells, read once for the page and for the PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, url_for

from contracts.office_texts import FAQ, OfficeText
from contracts.signing import FileIdentity
from database.organization_texts import logo_of, organization_by
from database.people import Organization
from database.queries.preferences import preferences_of
from webapp.office_texts import shown_texts
from webapp.parts import parts
from webapp.texts.office_texts import LABELS


@dataclass(frozen=True, slots=True)
class Guide:
    organization: Organization
    texts: Mapping[OfficeText, list[str]]
    phone: str
    logo: FileIdentity | None

    @property
    def shown(self) -> dict[str, Any]:
        """What the templates are given, in a page as in the PDF."""
        settings = parts().settings
        return {
            "organization": self.organization.name,
            "organization_id": self.organization.public_id,
            "texts": self.texts,
            "faq": FAQ,
            "labels": LABELS,
            "phone": self.phone,
            "mail_from": settings.mail_from,
            "verify_url": f"{settings.base_url}{url_for('verification.form')}",
        }


def guide_of(organization: UUID, language: str) -> Guide:
    """Return the guide in this language; nobody's is 404."""
    with parts().database.reading() as session:
        found = organization_by(session, str(organization))
        if found is None:
            abort(404)
        return Guide(
            organization=found,
            texts=shown_texts(session, found, language),
            phone=preferences_of(session, found.id).contact_phone,
            logo=logo_of(session, found),
        )
