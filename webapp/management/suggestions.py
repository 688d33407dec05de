"""相手方 while it is typed: names to choose from, for a page that runs scripts (domain.md E.3)."""

from flask import Response, jsonify, request

from contracts.finding import counterparty_words
from contracts.roles import Permission
from database.queries.archive import Wanted
from database.queries.suggesting import suggested
from webapp.access.staff import require, staff
from webapp.archive import with_words
from webapp.management.blueprint import blueprint
from webapp.management.seeking import LONGEST_WORDS
from webapp.parts import parts


@blueprint.get("/contracts/suggestions")
def suggestions() -> Response:
    """Answer with the counterparties of contracts that the person may see, and of no others (SR-19)."""
    require(Permission.READ)
    typed = request.args.get("q", "").strip()[:LONGEST_WORDS]
    words = counterparty_words(typed)
    if not words:
        return jsonify(names=[])
    with parts().database.reading() as session:
        conditions = with_words(session, Wanted(), "", typed).conditions
        return jsonify(names=suggested(session, staff(), typed, words, conditions))
