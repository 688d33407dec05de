"""設定と管理: what this person may set, each with what it is for."""

from flask import abort, render_template, url_for

from webapp.access.entries import ADMINISTRATION, open_to
from webapp.access.staff import staff
from webapp.office.blueprint import blueprint


@blueprint.get("/administration")
def administration() -> str:
    groups = open_to(ADMINISTRATION, staff()) or abort(404)
    return render_template(
        "office/administration.html",
        groups=[
            (
                group.heading,
                [(each.label, url_for(each.endpoint), each.icon, each.says) for each in group.entries],
            )
            for group in groups
        ],
    )
