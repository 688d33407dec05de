from flask import Blueprint

from contracts.roles import Permission
from webapp.access.staff import guard, require
from webapp.texts.person_requests import place_label, why_words

blueprint = Blueprint("person_requests", __name__)
guard(blueprint)
blueprint.add_app_template_filter(place_label)
blueprint.add_app_template_filter(why_words)


@blueprint.before_request
def _require_answering() -> None:
    """To everybody else there are no such requests: who asked is itself the data of a person."""
    require(Permission.ANSWER_PERSONS)
