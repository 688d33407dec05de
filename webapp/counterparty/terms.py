"""The terms of use, versioned: which text somebody accepted stays known (CL-07)."""


def terms_template(version: str, language: str) -> str:
    """Return the text for the reader; the version is that of the Japanese, which prevails."""
    ending = "en.html" if language == "en" else "html"
    return f"counterparty/terms/{version}.{ending}"


def purpose_template(version: str, language: str) -> str:
    """Return the 利用目的 of 本人確認書類 for the reader (LW-37)."""
    ending = "en.html" if language == "en" else "html"
    return f"counterparty/purposes/{version}.{ending}"
