from typing import TYPE_CHECKING

from flask import Blueprint

from webapp.verification.turnstile import Turnstile

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState

TURNSTILE = "warifu.verification"

blueprint = Blueprint("verification", __name__, url_prefix="/verify")


@blueprint.record_once
def give_each_app_a_turnstile(state: "BlueprintSetupState") -> None:
    state.app.extensions[TURNSTILE] = Turnstile()
