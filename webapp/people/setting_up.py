"""初期設定: what is left to set, on the home page until it is done or put away (IM-10)."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contracts.policies import LimitReached
from contracts.roles import Permission
from database.policies import set_policies
from database.queries.setting_up import set_up_of
from webapp.access.staff import by, require, staff
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.texts.refusals import sentence_for


@blueprint.get("/setup")
def setup() -> str:
    """設定ガイド, to which the mail of a new account leads (IM-03)."""
    with parts().database.reading() as session:
        found = set_up_of(session, staff().organization)
    return render_template("people/setup.html", set_up=found, may_set_up=staff().may(Permission.CONFIGURE))


@blueprint.post("/setup/dismissal")
def dismiss_setup() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    with parts().database.writing() as session:
        set_policies(session, by(), {"setup_done": True})
    return redirect(url_for("management.home"), 303)


@blueprint.app_errorhandler(LimitReached)
def limit_reached(refused: LimitReached) -> ResponseReturnValue:
    return render_template("people/limit_reached.html", sentence=sentence_for(refused)), 409
