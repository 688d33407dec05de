"""The codes behind a verdict in the reader's language; their Japanese is that of the command line."""

from flask_babel import gettext as _

from contracts.verdict_reasons import REASONS


def reason_words(reason: str) -> str:
    """A reason is a code, with the field it was found in after a colon."""
    code, _colon, where = reason.partition(":")
    sentence = _(REASONS[code]) if code in REASONS else code
    return str(_("%(sentence)s（%(where)s）", sentence=sentence, where=where)) if where else sentence
