"""フォルダ: the tree, and one folder with what is given to each group (MK-78, MK-80)."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice

from contracts.refusals import Refused
from contracts.roles import Permission
from database.folders import Folder, Group
from database.queries.folders import SEPARATOR, folder_lines, grants_of, groups_listed
from database.shelves.folders import Place, create_folder, folder_in, give_folder, place_folder
from webapp.access.staff import by, require, staff
from webapp.folders.blueprint import blueprint
from webapp.folders.finding import folder_or_404
from webapp.folders.forms import FolderCreationForm, FolderForm
from webapp.folders.levels import LevelLine, levels_typed, lines_of
from webapp.parts import parts
from webapp.texts.levels import LEVELS
from webapp.texts.refusals import sentence_for

TOP, EVERYBODY = "top", "everybody"


@blueprint.get("/folders")
def folders() -> ResponseReturnValue:
    require(Permission.ORGANIZE)
    with parts().database.reading() as session:
        return _tree(session, _creation(session, FolderCreationForm(None, data={"parent": TOP}))), 200


@blueprint.post("/folders")
def add_folder() -> ResponseReturnValue:
    require(Permission.ORGANIZE)
    with parts().database.reading() as session:
        form = _creation(session, FolderCreationForm())
        if not form.validate():
            return _tree(session, form), 422
    try:
        with parts().database.writing() as session:
            place = Place(form.name.data, _parent(session, form.parent.data))
            public_id = create_folder(session, by(), form.public_id, place).public_id
    except Refused as refused:
        form.name.errors = [sentence_for(refused)]
        with parts().database.reading() as session:
            return _tree(session, form), 409
    flash(_("フォルダを作成しました。次に、だれに開くかを選んでください。"), "success")
    return redirect(url_for("folders.folder", public_id=public_id), 303)


@blueprint.get("/folders/<public_id>")
def folder(public_id: str) -> ResponseReturnValue:
    require(Permission.ORGANIZE)
    with parts().database.reading() as session:
        found = folder_or_404(session, public_id)
        return _page(session, found, _form(session, found, typed=False), typed=False), 200


@blueprint.post("/folders/<public_id>")
def save_folder(public_id: str) -> ResponseReturnValue:
    require(Permission.ORGANIZE)
    with parts().database.reading() as session:
        found = folder_or_404(session, public_id)
        form = _form(session, found, typed=True)
        if not form.validate():
            return _page(session, found, form, typed=True), 422
    try:
        _save(public_id, form)
    except Refused as refused:
        form.name.errors = [sentence_for(refused)]
        with parts().database.reading() as session:
            return _page(session, found, form, typed=True), 409
    flash(_("フォルダを保存しました。"), "success")
    return redirect(url_for("folders.folders"), 303)


def _save(public_id: str, form: FolderForm) -> None:
    with parts().database.writing() as session:
        found = folder_or_404(session, public_id)
        place_folder(session, by(), found, Place(form.name.data, _parent(session, form.parent.data)))
        groups = {one.public_id: one.id for one in _groups(session)}
        ids: dict[str, int | None] = {EVERYBODY: None, **groups}
        given = {ids[key]: level for key, level in levels_typed(ids).items()}
        give_folder(session, by(), found, given, inherits=form.inherits.data)


def _parent(session: Session, public_id: str) -> Folder | None:
    return folder_in(session, staff().organization.id, public_id) if public_id != TOP else None


def _groups(session: Session) -> Sequence[Group]:
    return [group for group, _count in groups_listed(session, staff().organization.id)]


def _creation(session: Session, form: FolderCreationForm) -> FolderCreationForm:
    form.parent.choices = _homes(session, None)
    return form


def _form(session: Session, found: Folder, *, typed: bool) -> FolderForm:
    parent = session.get(Folder, found.parent_id) if found.parent_id else None
    held = {"name": found.name, "inherits": found.inherits, "parent": parent.public_id if parent else TOP}
    form = FolderForm() if typed else FolderForm(None, data=held)
    form.parent.choices = _homes(session, found)
    return form


def _homes(session: Session, moved: Folder | None) -> list[SelectChoice]:
    """Return where a folder can stand: anywhere but in itself."""
    lines = folder_lines(session, staff())
    inside = next((line.path for line in lines if moved is not None and line.folder.id == moved.id), None)
    open_to = [line for line in lines if inside is None or line.path[: len(inside)] != inside]
    return [
        SelectChoice(TOP, _("一番上")),
        *(SelectChoice(line.folder.public_id, SEPARATOR.join(line.path)) for line in open_to),
    ]


def _tree(session: Session, form: FolderCreationForm) -> str:
    return render_template("folders/folders.html", form=form, lines=folder_lines(session, staff()))


def _page(session: Session, found: Folder, form: FolderForm, *, typed: bool) -> str:
    return render_template(
        "folders/folder.html",
        form=form,
        folder=found,
        lines=_level_lines(session, found, typed=typed),
        levels=LEVELS,
    )


def _level_lines(session: Session, found: Folder, *, typed: bool) -> list[LevelLine]:
    groups, held = _groups(session), grants_of(session, found)
    labels = {EVERYBODY: str(_("すべての利用者")), **{one.public_id: one.name for one in groups}}
    ids: dict[int | None, str] = {None: EVERYBODY, **{one.id: one.public_id for one in groups}}
    return lines_of(labels, {ids[key]: level for key, level in held.items()}, typed=typed)
