"""保存した表示 and 表示する列: the list as one person, or everybody, likes to see it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired, Length

from contracts.roles import Permission
from database.listing import SavedView
from database.queries.saved_views import (
    Naming,
    ViewNameTaken,
    choose_columns,
    delete_view,
    open_with,
    opening_view,
    own_view,
    rename_view,
    save_view,
    view_seen_by,
    views_of,
)
from webapp.access.address_parts import stripped
from webapp.access.staff import by, require, staff
from webapp.casefile.forms import KeyForm, fresh
from webapp.management.blueprint import blueprint
from webapp.management.columns import COLUMNS, columns_in, placed
from webapp.management.seeking import EVERYTHING, Sought, sought_in
from webapp.parts import parts

LONGEST_NAME = 60
LONGEST_QUERY = 4000
PLACE_DIGITS = 2


class ViewForm(KeyForm):
    name = StringField(
        _l("表示の名前"),
        [
            DataRequired(_l("表示の名前を入力してください。")),
            Length(max=LONGEST_NAME, message=_l("%(max)d文字以内で入力してください。")),
        ],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )
    shared = BooleanField(_l("組織の全員に共有する"))
    here = HiddenField()


@dataclass(frozen=True, slots=True)
class ShownView:
    """`here` is what its address asks for; `is_current` when the list shows exactly that."""

    view: SavedView
    here: str
    is_current: bool
    is_own: bool


def encoded(sought: Sought) -> str:
    """Return everything that is sought as the query of an address, without its page."""
    return urlencode(sought.query(), doseq=True)


def read_again(here: str) -> Sought:
    """Return what an address asks for; nothing of it is trusted, it is read as if it came by GET."""
    return sought_in(MultiDict(parse_qsl(here[:LONGEST_QUERY])))


def shown_views(views: Sequence[SavedView], sought: Sought) -> list[ShownView]:
    now, everything = encoded(sought), urlencode(EVERYTHING)
    mine = staff().user.id
    return [
        ShownView(one, one.query or everything, (one.query or everything) == now, one.owner_id == mine)
        for one in views
    ]


def list_url(here: str) -> str:
    return f"{url_for('management.contracts')}?{encoded(read_again(here))}".rstrip("?")


@blueprint.post("/contracts/columns")
def save_columns() -> ResponseReturnValue:
    """Keep the ticked columns by the numbers beside them; `usual` goes back to what everybody sees first."""
    require(Permission.READ)
    typed = {key: request.form.get(f"place-{key}", "").strip()[:PLACE_DIGITS] for key in COLUMNS}
    places = {key: int(place) for key, place in typed.items() if place.isascii() and place.isdigit()}
    chosen = placed(request.form.getlist("column"), places)
    columns = () if "usual" in request.form else columns_in(chosen)
    with parts().database.writing() as session:
        choose_columns(session, by(), columns)
    flash(_("表示する列を保存しました。"), "success")
    sought = replace(read_again(request.form.get("here", "")), columns=())
    return redirect(list_url(encoded(sought)), 303)


@blueprint.get("/contracts/views")
def views() -> ResponseReturnValue:
    require(Permission.READ)
    form = fresh(ViewForm, "")
    form.here.data = encoded(read_again(request.args.get("here", "")))
    return _page(form), 200


@blueprint.post("/contracts/views")
def add_view() -> ResponseReturnValue:
    require(Permission.READ)
    form = ViewForm()
    if not form.validate():
        return _page(form), 422
    with parts().database.writing() as session:
        try:
            save_view(session, by(), _naming(form), encoded(read_again(form.here.data or "")))
        except ViewNameTaken:
            return _taken(form), 422
    flash(_("表示を保存しました。"), "success")
    return redirect(list_url(form.here.data or ""), 303)


@blueprint.get("/contracts/views/<view_id>")
def view(view_id: str) -> ResponseReturnValue:
    require(Permission.READ)
    found = _view_or_404(view_id)
    form = ViewForm(None, data={"key": view_id.replace("-", ""), "name": found.name, "shared": found.shared})
    return _page(form, found), 200


@blueprint.post("/contracts/views/<view_id>")
def change_view(view_id: str) -> ResponseReturnValue:
    require(Permission.READ)
    found, form = _view_or_404(view_id), ViewForm()
    if not form.validate():
        return _page(form, found), 422
    with parts().database.writing() as session:
        try:
            rename_view(session, by(), own_view(session, staff(), view_id) or abort(404), _naming(form))
        except ViewNameTaken:
            return _taken(form, found), 422
    flash(_("表示を保存しました。"), "success")
    return redirect(url_for("management.views"), 303)


@blueprint.get("/contracts/views/<view_id>/deletion")
def view_deletion(view_id: str) -> ResponseReturnValue:
    require(Permission.READ)
    found = _view_or_404(view_id)
    return render_template(
        "base/confirm.html",
        title=_("この表示を削除しますか"),
        object_name=found.name,
        consequence=_("保存した条件と列がなくなります。文書はそのまま残ります。"),
        action_url=url_for("management.delete_saved_view", view_id=view_id),
        action_label=_("削除する"),
        back_url=url_for("management.views"),
        danger=True,
    )


@blueprint.post("/contracts/views/<view_id>/deletion")
def delete_saved_view(view_id: str) -> ResponseReturnValue:
    require(Permission.READ)
    with parts().database.writing() as session:
        delete_view(session, by(), own_view(session, staff(), view_id) or abort(404))
    flash(_("表示を削除しました。"), "success")
    return redirect(url_for("management.views"), 303)


@blueprint.post("/contracts/views/<view_id>/opening")
def open_view_first(view_id: str) -> ResponseReturnValue:
    """Open the list with this view from now on, or, pressed on the one it opens with, with everything."""
    require(Permission.READ)
    with parts().database.writing() as session:
        found = view_seen_by(session, staff(), view_id) or abort(404)
        is_given_up = "everything" in request.form
        open_with(session, by(), None if is_given_up else found)
    told = _("文書管理は、すべての文書で開きます。") if is_given_up else _("文書管理は、この表示で開きます。")
    flash(told, "success")
    return redirect(url_for("management.views"), 303)


def _view_or_404(view_id: str) -> SavedView:
    with parts().database.reading() as session:
        return own_view(session, staff(), view_id) or abort(404)


def _naming(form: ViewForm) -> Naming:
    """Only who keeps documents in order lays a view on everybody's list."""
    shares = bool(form.shared.data) and staff().may(Permission.FILE)
    return Naming(form.key.data, form.name.data, shares)


def _taken(form: ViewForm, changed: SavedView | None = None) -> str:
    form.name.errors = [_("同じ名前の表示があります。別の名前を入力してください。")]
    return _page(form, changed)


def _page(form: ViewForm, changed: SavedView | None = None) -> str:
    with parts().database.reading() as session:
        first = opening_view(session, staff())
        return render_template(
            "management/views.html",
            opens_with=first.public_id if first else "",
            form=form,
            changed=changed,
            views=shown_views(views_of(session, staff()), read_again(form.here.data or "")),
            may_share=staff().may(Permission.FILE),
        )
