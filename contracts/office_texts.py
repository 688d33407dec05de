"""The texts that an organisation may put in the place of ours: guide, FAQ, notices (AD-18, CL-51, CS-40)."""

from enum import StrEnum

LONGEST_TEXT = 4_000


class OfficeText(StrEnum):
    ABOUT = "about"
    CONTACT = "contact"
    SECURITY = "security"
    AUTHORITY_NOTICE = "authority_notice"
    VALIDITY = "faq_validity"
    EVIDENCE = "faq_evidence"
    IDENTITY = "faq_identity"
    TAMPERING = "faq_tampering"
    STAMP_DUTY = "faq_stamp_duty"
    AUTHORITY = "faq_authority"


FAQ = (
    OfficeText.VALIDITY,
    OfficeText.EVIDENCE,
    OfficeText.IDENTITY,
    OfficeText.TAMPERING,
    OfficeText.STAMP_DUTY,
    OfficeText.AUTHORITY,
)
GUIDE = (OfficeText.ABOUT, OfficeText.CONTACT, OfficeText.SECURITY, OfficeText.AUTHORITY_NOTICE)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a plain text: an empty line stands between two, other line ends are kept."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [part.strip() for part in parts if part.strip()]
