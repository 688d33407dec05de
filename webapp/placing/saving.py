"""What the page sends: the whole set, by its modules as JSON or with the form."""

from typing import Any

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.boxes import Box, BoxFault
from webapp.drafting.placed import BoxesChanged, BoxesUnfit, Wanted, keep
from webapp.placing.desk import Desk
from webapp.placing.rows import TypedRow, added, copies, shown_rows, typed_rows
from webapp.placing.shown import Trouble, page
from webapp.placing.spelling import Unreadable, boxes_from, boxes_in
from webapp.tabs import opened
from webapp.texts.boxes import fault_sentence


def told_boxes() -> dict[str, Any]:
    """Return what the modules say; anything else than an edition and boxes is 400."""
    told = request.get_json(silent=True)
    if not isinstance(told, dict) or not isinstance(told.get("edition"), int):
        abort(400)
    return told


def saved_boxes(session: Session, desk: Desk, told: dict[str, Any]) -> ResponseReturnValue:
    try:
        wanted = Wanted(told["edition"], tuple(boxes_from(told.get("boxes"))))
        return jsonify(edition=keep(session, desk, wanted))
    except Unreadable:
        abort(400)
    except BoxesChanged:
        return _told(409, desk.edition(session), [_changed()])
    except BoxesUnfit as unfit:
        sentences = sorted({fault_sentence(fault.code) for fault in unfit.faults})
        return _told(422, desk.edition(session), sentences)


def saved_form(session: Session, desk: Desk) -> ResponseReturnValue | None:
    """Keep what the form says, or return the page with what is wrong in it."""
    rows, trouble = _saved(session, desk)
    return page(session, desk, rows, trouble) if trouble is not None else None


def _told(status: int, edition: int, sentences: list[str]) -> Response:
    answer = jsonify(edition=edition, sentences=sentences)
    answer.status_code = status
    return answer


def _changed() -> str:
    return str(_("別の画面で署名位置が変更されています。"))


def _saved(session: Session, desk: Desk) -> tuple[list[TypedRow], Trouble | None]:
    """Keep what the form says; return its rows and what is wrong with them."""
    rows, faults = _read(session, desk)
    boxes = _acted(desk, [row.box for row in rows])
    try:
        _require_readable(faults)
        keep(session, desk, Wanted(_edition(), tuple(boxes)))
    except BoxesChanged:
        sentence = _("内容を確認し、このまま上書きするときはもう一度保存してください。")
        return rows, Trouble((_changed(), sentence), 409, changed=True)
    except BoxesUnfit as unfit:
        wrong = {fault.box: fault_sentence(fault.code) for fault in unfit.faults}
        shown = [
            TypedRow(row.box, row.typed, (wrong[row.box.id],)) if row.box.id in wrong else row for row in rows
        ]
        return shown, Trouble(tuple(sorted(set(wrong.values()))))
    return rows, None


def _require_readable(faults: list[BoxFault]) -> None:
    if faults:
        raise BoxesUnfit(faults)


def _read(session: Session, desk: Desk) -> tuple[list[TypedRow], list[BoxFault]]:
    """The modules put the whole set into `boxes`; without them there is a row of fields for each."""
    if request.form.get("boxes"):
        try:
            return shown_rows(boxes_in(request.form["boxes"])), []
        except Unreadable:
            abort(400)
    return typed_rows(request.form, desk.boxes(session))


def _acted(desk: Desk, boxes: list[Box]) -> list[Box]:
    """Return the boxes after the one act that a button of the form names."""
    form = request.form
    if "remove" in form:
        return [box for box in boxes if box.id != form["remove"]]
    if "copy" in form:
        return [
            *boxes,
            *(copy for box in boxes if box.id == form["copy"] for copy in copies(box, desk.pages)),
        ]
    new = added(form, desk.placers, desk.pages, _document(desk)) if "add" in form else None
    return [*boxes, new] if new else boxes


def _document(desk: Desk) -> int:
    return opened(request.args, len(desk.pages))


LONGEST_NUMBER = 9


def _edition() -> int:
    text = request.form.get("edition", "")
    return int(text[:LONGEST_NUMBER]) if text.isascii() and text.isdecimal() else -1
