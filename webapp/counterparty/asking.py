"""Asking the engine for an act of the party; while nobody knows yet, the page offers to ask again."""

from flask import request

from contracts.acts import Act, Origin
from database.queries.visits import Visit
from webapp.access import origins
from webapp.access.asking import Setback, asked
from webapp.counterparty.pages import page, stop_with
from webapp.parts import parts

UNPROCESSABLE = 422
DRAWN_ANEW = frozenset({"csrf_token"})


def origin_of(found: Visit, session: str = "") -> Origin:
    """Return who asks: the link's party, whoever else is signed in in this browser (T20)."""
    visitor = found.session.public_id if found.session else ""
    return origins.origin_of(found.party.public_id, session or visitor)


def ask(found: Visit, act: Act, look_at: str = "") -> Setback | None:
    """Ask for `act`; None if it is done. `look_at` is where its result shows if the form cannot be resent."""
    setback = asked(lambda: parts().engine.ask(found.contract.public_id, act))
    if setback and setback.is_open:
        told = {"sentence": setback.sentence, "look_at": look_at, "sent": _sent_again()}
        stop_with(page("waiting", found, setback.status, **told))
    return setback


def _sent_again() -> list[tuple[str, str]]:
    """Return the same fields with the same key: asked twice is done once (T66)."""
    pairs = request.form.items(multi=True)
    return [(name, value) for name, value in pairs if name not in DRAWN_ANEW]
