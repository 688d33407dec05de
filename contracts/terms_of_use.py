"""Which text of the terms of use a party is asked to accept (CL-07)."""

TERMS_VERSION = "2026-11"
"""That of the Japanese text, which prevails; templates/counterparty/terms has the texts under this name."""
