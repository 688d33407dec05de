from flask import Blueprint, abort, request

from contracts.roles import Permission
from webapp.access.staff import guard, require

GIVING = "/overview/grants"

blueprint = Blueprint("overview", __name__)
guard(blueprint)


@blueprint.before_request
def _require_one_side() -> None:
    """Who gives and who looks are two people; whoever looks asks for pages and changes nothing."""
    if str(request.url_rule).startswith(GIVING):
        require(Permission.OPEN_TO_OTHERS)
        return
    require(Permission.READ_ACROSS)
    if request.method not in {"GET", "HEAD"}:
        abort(405)
