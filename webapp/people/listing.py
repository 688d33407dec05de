"""利用者: everybody with an account, searched and narrowed."""

from typing import Any

from flask import render_template, request

from contracts.accounts import UserState
from contracts.roles import Permission, Role
from database.queries.users import PAGE, Wanted, user_page
from webapp.access.staff import require, staff
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.texts.accounts import STATES, TONES
from webapp.texts.roles import ROLES, role_label

LONGEST_WORDS, MOST_PAGES = 200, 100_000


@blueprint.get("/users")
def users() -> str:
    require(Permission.MANAGE_USERS)
    wanted = _wanted()
    with parts().database.reading() as session:
        found = user_page(session, staff().organization, wanted)
    return render_template("people/users.html", found=found, wanted=wanted, **_words(found.total))


def _words(total: int) -> dict[str, Any]:
    return {
        "roles": ROLES,
        "states": STATES,
        "tones": TONES,
        "role_label": role_label,
        "pages": max(1, -(-total // PAGE)),
    }


def _wanted() -> Wanted:
    role, state = request.args.get("role", ""), request.args.get("state", "")
    return Wanted(
        request.args.get("q", "").strip()[:LONGEST_WORDS],
        role if role in set(Role) else "",
        state if state in set(UserState) else "",
        min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES),
    )
