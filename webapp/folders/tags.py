"""タグ: every tag with how many contracts carry it; renaming one to the name of another merges them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.roles import Permission
from database.folders import Tag
from database.queries.folders import tags_listed
from database.shelves.tags import rename_tag
from webapp.access.staff import by, require, staff
from webapp.folders.blueprint import blueprint
from webapp.folders.finding import tag_or_404
from webapp.folders.forms import TagForm
from webapp.parts import parts


@blueprint.get("/tags")
def tags() -> str:
    require(Permission.FILE)
    with parts().database.reading() as session:
        return render_template("folders/tags.html", listed=tags_listed(session, staff()))


@blueprint.get("/tags/<public_id>")
def tag(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.reading() as session:
        found = tag_or_404(session, public_id)
    return _page(found, TagForm(None, data={"name": found.name}))


@blueprint.post("/tags/<public_id>")
def save_tag(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    form = TagForm()
    with parts().database.writing() as session:
        found = tag_or_404(session, public_id)
        if not form.validate():
            return _page(found, form), 422
        kept = rename_tag(session, by(), found, form.name.data)
    told = (
        _("「%(name)s」とまとめました。", name=kept.name) if kept is not found else _("タグを保存しました。")
    )
    flash(told, "success")
    return redirect(url_for("folders.tags"), 303)


def _page(found: Tag, form: TagForm) -> str:
    return render_template("folders/tag.html", tag=found, form=form)
