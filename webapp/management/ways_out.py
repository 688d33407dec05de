"""What to try where nothing was found: each a link to another search (domain.md E.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.management.chips import Chip, chips
from webapp.management.narrowing import Offered
from webapp.management.seeking import Query, Sought

MOST_WAYS = 3
NARROWEST = (
    "item",
    "number",
    "company",
    "amount",
    "party",
    "waiting",
    "unstamped",
    "flagged",
    "unconfirmed",
    "confidential",
)
"""Conditions that few contracts meet, the rarest first; any other is as good as the next."""


@dataclass(frozen=True, slots=True)
class Way:
    label: str
    query: Query


def ways_out(sought: Sought, known: Offered) -> Sequence[Way]:
    """Return at most MOST_WAYS: the documents too, the words as 相手方, and what narrows most left out."""
    given = chips(sought, known)
    if not given:
        return ()
    found = []
    if sought.words and not sought.bodies:
        found.append(Way(str(_("文書の本文からも探す")), sought.query(body="")))
    if sought.company:
        typed = sought.query(company="", counterparty=sought.company)
        found.append(Way(str(_("似た名前の相手方も探す")), typed))
    if len(given) > 1:
        dropped = _narrowest(sought, given)
        label = _("「%(label)s：%(value)s」を外す", label=dropped.label, value=dropped.value)
        found.append(Way(str(label), dropped.query))
    return found[:MOST_WAYS]


def _narrowest(sought: Sought, given: Sequence[Chip]) -> Chip:
    """The last condition of the page was added on top of what came before it."""
    by_name = dict(zip(sought.conditions(), given, strict=True))
    named = [by_name[name] for name in NARROWEST if name in by_name]
    return (named or [given[-1]])[0]
