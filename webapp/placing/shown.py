"""The page as it is handed to its template and, as JSON, to its modules."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask import render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.boxes import SIGNS, SIZES, Box, BoxKind
from webapp.drafting import names_lacking_boxes
from webapp.placing.desk import Desk
from webapp.placing.rows import TypedRow, shown_rows
from webapp.placing.spelling import spelled
from webapp.shell.languages import answers_for
from webapp.texts.boxes import BOX_MARKS, KINDS, called

MARKS = 8
"""Colours with their patterns; the letter tells parties apart beyond them."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the page is shown again; `changed` when another page was quicker."""

    sentences: tuple[str, ...]
    status: int = 422
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A party as the page shows it: `mark` is the number of its colour and pattern, `letter` beside it."""

    id: str
    name: str
    letter: str
    mark: int
    kinds: tuple[BoxKind, ...]


def page(
    session: Session, desk: Desk, rows: Sequence[TypedRow] | None = None, trouble: Trouble | None = None
) -> tuple[str, int]:
    boxes = desk.boxes(session) if rows is None else [row.box for row in rows]
    answers_for(desk.url())
    documents = desk.shown(session)
    parties = marked(desk)
    now = documents.tabs.now if documents else 1
    text = render_template(
        "placing/revision.html" if desk.fixed else "placing/placement.html",
        desk=desk,
        contract=desk.contract,
        parties=parties,
        by_id={one.id: one for one in parties},
        shared=[called(one) for one in desk.parties if not one.signs],
        shown=documents,
        pages=desk.pages[now - 1] if desk.pages else (),
        now=now,
        boxes=[box for box in boxes if box.document == now],
        elsewhere=sum(1 for box in boxes if box.document != now),
        rows=[row for row in rows or shown_rows(boxes) if row.box.document == now],
        kinds=KINDS,
        signs=SIGNS,
        all_kinds=[kind for kind in BoxKind if kind in SIGNS or not desk.fixed],
        edition=desk.edition(session),
        given=handed(session, desk, boxes, now),
        trouble=trouble,
        lacking=names_lacking_boxes(session, desk.contract) if "missing" in request.args else (),
        revised=desk.revised(session),
    )
    return text, trouble.status if trouble else 200


def marked(desk: Desk) -> list[Marked]:
    return [
        Marked(
            party.public_id, called(party), chr(ord("A") + at % 26), at % MARKS + 1, desk.new_kinds(placer)
        )
        for at, (party, placer) in enumerate(zip(desk.parties, desk.placers, strict=True))
        if placer.kinds
    ]


def handed(session: Session, desk: Desk, boxes: Sequence[Box], now: int) -> str:
    """Return what the modules start from."""
    names = {party.id: party.public_id for party in desk.parties}
    return json.dumps(
        {
            "document": now,
            "fixed": desk.fixed,
            "pages": [[asdict(size) for size in pages] for pages in desk.pages],
            "boxes": [spelled(box) for box in boxes],
            "sizes": {kind: asdict(sizes) for kind, sizes in SIZES.items()},
            "parties": [asdict(one) for one in marked(desk)],
            "waiting": [
                {
                    "id": row.public_id,
                    "party": names[row.party_id],
                    "kind": row.kind,
                    "label": row.label,
                    "required": row.required,
                }
                for row in desk.waiting(session)
            ],
            "kinds": {kind: str(name) for kind, name in KINDS.items()},
            "marks": {kind: str(mark) for kind, mark in BOX_MARKS.items()},
            "words": words(),
        }
    )


def words() -> dict[str, str]:
    return {
        "box": _("{party}の{kind} {page}ページ 左から{left} mm 上から{top} mm"),
        "short": _("{party}の{kind}"),
        "size": _("幅{width} mm 高さ{height} mm"),
        "added": _("置きました。{name}"),
        "moved": _("{page}ページ 左から{left} mm 上から{top} mm"),
        "removed": _("{name}を削除しました。"),
        "undone": _("元に戻しました。"),
        "redone": _("やり直しました。"),
        "copied": _("ほかの{count}ページにコピーしました。"),
        "full": _("これ以上は置けません。ページに収まる大きさにしてください。"),
        "saving": _("保存しています…"),
        "saved": _("保存しました"),
        "unsaved": _("保存できませんでした。通信を確認しています。"),
        "page": _("{n}ページ"),
        "failed": _("文書を画像で表示しています。"),
    }
