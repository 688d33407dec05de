from flask import Blueprint

from webapp.access.staff import guard
from webapp.management.others import others
from webapp.texts.deadlines import anchor_label
from webapp.texts.relations import relation_label
from webapp.texts.standings import kind_label, standing_label

blueprint = Blueprint("management", __name__)
guard(blueprint)
blueprint.add_app_template_filter(others)
blueprint.add_app_template_filter(kind_label)
blueprint.add_app_template_filter(relation_label)
blueprint.add_app_template_filter(standing_label)
blueprint.add_app_template_filter(anchor_label)
