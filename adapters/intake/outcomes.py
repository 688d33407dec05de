from dataclasses import dataclass
from enum import StrEnum


class RefusalCode(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_PDF = "not_pdf"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_MANY_PAGES = "too_many_pages"
    PAGE_TOO_LARGE = "page_too_large"
    ALREADY_SIGNED = "already_signed"
    TOO_COMPLEX = "too_complex"
    BUSY = "busy"
    OFFICE_NOT_INSTALLED = "office_not_installed"
    OFFICE_NOT_CONVERTED = "office_not_converted"
    OFFICE_OUTSIDE = "office_outside"
    OFFICE_TOO_SLOW = "office_too_slow"
    OFFICE_TOO_MANY = "office_too_many"
    ZIP_EMPTY = "zip_empty"
    ZIP_DAMAGED = "zip_damaged"
    ZIP_TOO_MANY = "zip_too_many"
    ZIP_TOO_HEAVY = "zip_too_heavy"
    ZIP_ENCRYPTED = "zip_encrypted"
    ZIP_NESTED = "zip_nested"
    ZIP_LINK = "zip_link"
    ZIP_ESCAPE = "zip_escape"


class IntakeWarning(StrEnum):
    REPAIRED = "repaired"
    ACTIVE_CONTENT_REMOVED = "active_content_removed"
    FORM_FLATTENED = "form_flattened"
    LAYERS_FLATTENED = "layers_flattened"
    ATTACHMENTS_REMOVED = "attachments_removed"
    FONTS_NOT_EMBEDDED = "fonts_not_embedded"
    LOOKS_CHANGED = "looks_changed"
    ID_PLACE_TAKEN = "id_place_taken"
    CONVERTED = "converted"


class UploadRefused(Exception):
    """The upload cannot become the file to sign; `facts` are numbers and codes for the sentence shown."""

    def __init__(self, code: RefusalCode, **facts: int | str) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Intake:
    """Digests are SHA-256 in lower-case hex; `working` is the only copy that is shown, hashed and signed."""

    uploaded_digest: str
    working: bytes
    working_digest: str
    page_count: int
    warnings: tuple[IntakeWarning, ...]
