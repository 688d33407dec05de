"""一括操作: フォルダへ移す, タグ, 担当者 of the ticked rows, with a result for each (MK-77, MK-78)."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.access.tags import LONGEST_TAG, MOST_TAGS, tag_key, tags_typed
from contracts.roles import Permission
from database.shelves import By
from database.shelves.many import (
    Outcome,
    change_id,
    change_kept,
    file_many,
    give_many,
    keep_change,
    outcomes_of,
    read_many,
    tag_many,
    untag_many,
)
from webapp.access.shelf_choices import NOWHERE
from webapp.access.staff import by, require, staff
from webapp.casefile.forms import KeyForm
from webapp.management.blueprint import blueprint
from webapp.management.bulk_forms import ticked
from webapp.management.contracts import list_again
from webapp.management.views import list_url
from webapp.parts import parts

Change = Callable[[Session, By], list[Outcome]]
TITLES: dict[str, LazyString] = {
    "folder": _l("フォルダへの移動の結果"),
    "tag": _l("タグの追加の結果"),
    "untag": _l("タグの取り外しの結果"),
    "owner": _l("担当者の変更の結果"),
    "reading": _l("文書からの読み取りを依頼した結果"),
}
RESULTS: dict[str, tuple[LazyString, str]] = {
    "done": (_l("完了"), "done"),
    "not_allowed": (_l("権限がないため変更していません"), "stopped"),
    "not_found": (_l("見つからないため変更していません"), "stopped"),
}


@dataclass(frozen=True, slots=True)
class ShownOutcome:
    public_id: str
    title: str
    label: LazyString
    tone: str


@blueprint.post("/contracts/bulk/folder")
def file_ticked() -> ResponseReturnValue:
    folder = request.form.get("folder", "")
    if not folder:
        return _back(_("移す先のフォルダを選んでください。"))
    home = "" if folder == NOWHERE else folder
    return _changed("folder", lambda session, by: file_many(session, by, ticked(), home))


@blueprint.post("/contracts/bulk/tags")
def tag_ticked() -> ResponseReturnValue:
    names = tags_typed(request.form.get("tags", ""))
    if not names or len(names) > MOST_TAGS or any(len(name) > LONGEST_TAG for name in names):
        return _back(_("タグを1つ30文字以内、20個までで入力してください。"))
    if request.form.get("act") == "remove":
        keys = [tag_key(name) for name in names]
        return _changed("untag", lambda session, by: untag_many(session, by, ticked(), keys))
    return _changed("tag", lambda session, by: tag_many(session, by, ticked(), names))


@blueprint.post("/contracts/bulk/owner")
def give_ticked() -> ResponseReturnValue:
    owner = request.form.get("new_owner", "")
    if not owner:
        return _back(_("新しい担当者を選んでください。"))
    return _changed("owner", lambda session, by: give_many(session, by, ticked(), owner))


@blueprint.post("/contracts/bulk/reading")
def read_ticked() -> ResponseReturnValue:
    return _changed("reading", lambda session, by: read_many(session, by, ticked()))


@blueprint.get("/contracts/bulk/<change>")
def bulk_result(change: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.reading() as session:
        kept = change_kept(session, staff(), change) or abort(404)
        rows = outcomes_of(session, staff(), kept)
    lines = [
        ShownOutcome(row.public_id if seen else "", seen.title if seen else "", *RESULTS[row.code])
        for row, seen in rows
    ]
    done = sum(row.code == "done" for row, _seen in rows)
    here = request.args.get("here", "")
    return render_template(
        "management/bulk_result.html", title=TITLES[kept.kind], lines=lines, done=done, back=list_url(here)
    )


def _changed(kind: str, change: Change) -> ResponseReturnValue:
    """Do it once for a form's key, however often it is sent, and show what became of each row."""
    require(Permission.FILE)
    form = KeyForm()
    if not form.validate():
        abort(400)
    if not ticked():
        return _back(_("文書に印を付けてください。"))
    with parts().database.writing() as session:
        public_id = change_id(staff(), f"{kind}|{form.key.data}")
        if change_kept(session, staff(), public_id) is None:
            keep_change(session, by(), f"{kind}|{form.key.data}", kind, change(session, by()))
    here = request.form.get("here", "")
    return redirect(url_for("management.bulk_result", change=public_id, here=here), 303)


def _back(told: str) -> ResponseReturnValue:
    require(Permission.FILE)
    return list_again(told)
