"""The text of an SMS: one segment, and the sender's name gives way before anything else (M-03)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.sms.shortening import SEGMENT, SHORTEST_NAME, one_line, shortened, units
from contracts.languages import ENGLISH_MONTHS

SMS_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "sms"
SMS_NAMES = (
    "agreed",
    "auth_code",
    "closed",
    "concluded",
    "expired",
    "extended",
    "news",
    "reminder",
    "sign_request",
    "superseded",
    "withdrawn",
)
LONG, BRIEF = "text", "brief"


class SmsRenderer:
    """Each SMS has a long and a brief wording; the first that fits into a segment is sent.

    Where neither does, the name is shortened in the brief one; where not even its beginning finds room, the
    brief one goes whole, in two segments: a link is never cut.
    """

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(SMS_TEMPLATES),
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701 -- an SMS is plain text
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(short_day=_short_day, english_day=_english_day)

    def render(self, name: str, facts: Mapping[str, object], language: str = "ja") -> str:
        """Return the text; a fact that is missing raises jinja2.UndefinedError, never an empty place."""

        def worded(wording: str, sender: str) -> str:
            template = self._environment.get_template(f"{name}/{wording}.{language}.txt")
            return template.render(facts, sender=sender).strip()

        sender = one_line(str(facts["sender_organization"]))
        for wording in (LONG, BRIEF):
            text = worded(wording, sender)
            if units(text) <= SEGMENT:
                return text
        room = SEGMENT - units(worded(BRIEF, ""))
        return worded(BRIEF, shortened(sender, room) if room >= SHORTEST_NAME else sender)


def _short_day(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.month}/{day.day}"


def _english_day(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1][:3]}"
