from enum import StrEnum


class NotKeptCode(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_PDF = "not_pdf"
    NEEDS_PASSWORD = "needs_password"  # noqa: S105 -- a code, no secret
    DAMAGED = "damaged"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_COMPLEX = "too_complex"


class NotKept(Exception):
    """The file cannot be registered; `facts` are numbers for the sentence shown."""

    def __init__(self, code: NotKeptCode, **facts: int) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


class InspectionBusy(Exception):
    """No child was free for it: the same file may be asked about again."""
