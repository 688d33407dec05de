"""Names of the PDF fields. None holds a full stop: it would end a partial name (ISO 32000-1, 12.7.3.2)."""

CREATION_SIGNATURE = "Sig-create"
FINAL_SIGNATURE = "Sig-final"
DOCUMENT_TIMESTAMP = "DocTS-1"
TAKEN_KEYS = frozenset({"create", "final"})


def signature_field(key: str) -> str:
    return f"Sig-{key}"


def seal_field(key: str, number: int = 1) -> str:
    """Return the name of the party's seal box of this number; the first is named as ever."""
    return f"{key}_seal" if number == 1 else f"{key}_seal{number}"


def naming_field(key: str, number: int = 1) -> str:
    return f"{key}_naming{number}"


def agreed_field(key: str) -> str:
    return f"{key}_agreed"


def input_field(key: str, kind: str, number: int) -> str:
    return f"{key}_{kind}{number}"
