from flask import Blueprint

from webapp.access.staff import guard
from webapp.texts.acts import act_title
from webapp.texts.reviews import kind_name, state_badge_of
from webapp.texts.versions import place_of, why

blueprint = Blueprint("review", __name__)
guard(blueprint)
blueprint.add_app_template_filter(act_title, "act_title")
blueprint.add_app_template_filter(why, "version_why")
blueprint.add_app_template_filter(place_of, "change_place")
blueprint.add_app_template_filter(state_badge_of, "review_state")
blueprint.add_app_template_filter(kind_name, "review_kind")
