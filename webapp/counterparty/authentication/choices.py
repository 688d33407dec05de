"""認証の方法: what can be passed now, one line each; a single one is gone to at once."""

from flask import Response, url_for

from contracts.authentication import DEVICE, Factor
from database.queries.visits import Visit
from database.second_factors import factors_of
from webapp.counterparty import guard
from webapp.counterparty.authentication.stepping import shown
from webapp.counterparty.authentication.ways import ENDPOINTS, open_ways
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.pages import go_to
from webapp.parts import parts
from webapp.texts.factors import WAYS


@blueprint.get("/authentication")
def authentication() -> Response:
    found = guard.visit()
    if not found.needs_code:
        return go_to(url_for(guard.start_of(found)))
    ways = open_ways(found)
    if len(ways) == 1:
        return go_to(url_for(ENDPOINTS[ways[0]]))
    return shown("authentication", found, ways=lines_of(ways), is_known=_is_known(found, ways))


def lines_of(ways: tuple[Factor, ...] | list[Factor]) -> list[tuple[str, str, str]]:
    """Return title, hint and address of each way."""
    return [(str(WAYS[way][0]), str(WAYS[way][1]), url_for(ENDPOINTS[way])) for way in ways]


def _is_known(found: Visit, ways: tuple[Factor, ...]) -> bool:
    """Tell whether a way is offered that this person has registered before."""
    if not any(way.kind == DEVICE for way in ways):
        return False
    with parts().database.reading() as session:
        return bool(factors_of(session, found.party))
