"""The terms of use, versioned: which text somebody accepted stays known (CL-07)."""

TERMS_VERSION = "2026-11"


def terms_template(version: str) -> str:
    return f"counterparty/terms/{version}.html"
