"""The names of the languages, each in itself."""

from contracts.languages import LANGUAGES


def language_label(code: str) -> str:
    return LANGUAGES.get(code, code)
