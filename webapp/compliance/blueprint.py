from flask import Blueprint

from contracts.roles import Permission
from webapp.access.staff import guard, require
from webapp.texts.audit import group_label

blueprint = Blueprint("compliance", __name__)
guard(blueprint)
blueprint.add_app_template_filter(group_label)
blueprint.add_app_template_filter(ord, "code_point")


@blueprint.before_request
def _require_audit() -> None:
    """Every page of this audience needs the one permission; to everybody else none of them exists."""
    require(Permission.AUDIT)
