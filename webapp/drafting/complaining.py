"""What is wrong, beside the field it is about."""

from typing import Any


def complain(field: Any, sentence: str) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    """Say what is wrong beside the field."""
    field.errors = [*field.errors, sentence]
