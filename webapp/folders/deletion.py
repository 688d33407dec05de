"""Taking away a group, a folder or a tag, after a question that says what becomes of the rest (UX-24)."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.refusals import Refused
from contracts.roles import Permission
from database.shelves.folders import contracts_in, delete_folder, folders_in
from database.shelves.groups import delete_group
from database.shelves.tags import delete_tag
from webapp.access.staff import by, require
from webapp.folders.blueprint import blueprint
from webapp.folders.finding import folder_or_404, group_or_404, tag_or_404
from webapp.folders.forms import FolderDeletionForm
from webapp.parts import parts
from webapp.texts.names import listed
from webapp.texts.refusals import sentence_for


@blueprint.get("/groups/<public_id>/deletion")
def group_deletion(public_id: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    with parts().database.reading() as session:
        found = group_or_404(session, public_id)
    return render_template(
        "base/confirm.html",
        title=_("グループを削除しますか"),
        object_name=found.name,
        consequence=_(
            "このグループに与えたフォルダと文書の権限もなくなります。利用者と文書は残ります。元には戻せません。"
        ),
        action_url=url_for("folders.remove_group", public_id=public_id),
        action_label=_("グループを削除"),
        back_url=url_for("folders.group", public_id=public_id),
    )


@blueprint.post("/groups/<public_id>/deletion")
def remove_group(public_id: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    with parts().database.writing() as session:
        delete_group(session, by(), group_or_404(session, public_id))
    flash(_("グループを削除しました。"), "success")
    return redirect(url_for("folders.groups"), 303)


@blueprint.get("/folders/<public_id>/deletion")
def folder_deletion(public_id: str) -> ResponseReturnValue:
    require(Permission.ORGANIZE)
    return _folder_question(public_id, FolderDeletionForm(None, data={"move_up": True}), 200)


@blueprint.post("/folders/<public_id>/deletion")
def remove_folder(public_id: str) -> ResponseReturnValue:
    require(Permission.ORGANIZE)
    form = FolderDeletionForm()
    try:
        with parts().database.writing() as session:
            found = folder_or_404(session, public_id)
            delete_folder(session, by(), found, move_up=form.move_up.data)
    except Refused as refused:
        form.move_up.errors = [sentence_for(refused)]
        return _folder_question(public_id, form, 409)
    flash(_("フォルダを削除しました。"), "success")
    return redirect(url_for("folders.folders"), 303)


@blueprint.get("/tags/<public_id>/deletion")
def tag_deletion(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.reading() as session:
        found = tag_or_404(session, public_id)
    return render_template(
        "base/confirm.html",
        title=_("タグを削除しますか"),
        object_name=found.name,
        consequence=_("すべての文書からこのタグが外れます。文書は残ります。元には戻せません。"),
        action_url=url_for("folders.remove_tag", public_id=public_id),
        action_label=_("タグを削除"),
        back_url=url_for("folders.tag", public_id=public_id),
    )


@blueprint.post("/tags/<public_id>/deletion")
def remove_tag(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.writing() as session:
        delete_tag(session, by(), tag_or_404(session, public_id))
    flash(_("タグを削除しました。"), "success")
    return redirect(url_for("folders.tags"), 303)


def _folder_question(public_id: str, form: FolderDeletionForm, status: int) -> ResponseReturnValue:
    with parts().database.reading() as session:
        found = folder_or_404(session, public_id)
        contracts, folders = contracts_in(session, found), folders_in(session, found)
    gone = _("フォルダがなくなり、このフォルダの権限も消えます。")
    counted = {_("文書%(n)s件", n=contracts): contracts, _("フォルダ%(n)s件", n=folders): folders}
    inside = _(
        "中に%(what)sがあります。削除されずに、一つ上に移ります。",
        what=listed(words for words, count in counted.items() if count),
    )
    is_empty = not contracts and not folders
    facts: dict[str, Any] = {
        "title": _("フォルダを削除しますか"),
        "object_name": found.name,
        "consequence": gone if is_empty else gone + inside,
        "action_url": url_for("folders.remove_folder", public_id=public_id),
        "action_label": _("フォルダを削除"),
        "back_url": url_for("folders.folder", public_id=public_id),
    }
    return render_template("folders/deletion.html", form=form, is_empty=is_empty, **facts), status
