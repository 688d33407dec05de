"""相手方 while it is typed: names to choose from, for a page that runs scripts (domain.md E.3)."""

import time
from typing import cast

from flask import Response, current_app, jsonify, request

from contracts.finding import counterparty_words
from contracts.roles import Permission
from database.queries.archive import Wanted
from database.queries.suggesting import suggested
from webapp.access.staff import require, staff
from webapp.archive import with_words
from webapp.management.blueprint import blueprint
from webapp.management.seeking import LONGEST_WORDS
from webapp.parts import parts
from webapp.verification.turnstile import Turnstile

TURNSTILE = "suggestions-turnstile"
BURST, SECONDS_A_TOKEN = 60, 0.5
"""More than anybody types: what asks faster is a program, and the list has pages and an API for it."""


@blueprint.get("/contracts/suggestions")
def suggestions() -> Response:
    """Answer with the counterparties of contracts that the person may see, and of no others (SR-19)."""
    require(Permission.READ)
    wait = _turnstile().seconds_to_wait(staff().user.public_id, time.monotonic())
    if wait:
        return Response(status=429, headers={"Retry-After": str(wait)})
    typed = request.args.get("q", "").strip()[:LONGEST_WORDS]
    words = counterparty_words(typed)
    if not words:
        return jsonify(names=[])
    with parts().database.reading() as session:
        conditions = with_words(session, Wanted(), "", typed).conditions
        return jsonify(names=suggested(session, staff(), typed, words, conditions))


def _turnstile() -> Turnstile:
    made = current_app.extensions.setdefault(TURNSTILE, Turnstile(BURST, SECONDS_A_TOKEN))
    return cast("Turnstile", made)
