"""The page of a contract that was disposed of: what is left of it, for who may know (LW-27)."""

import json

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.retention import Ground
from contracts.verdict import IssuedKind
from database.disposal import Disposal
from database.queries.disposals import stone_seen
from database.queries.people import names_of_people
from database.tombstones import IMPORTED
from webapp.access.staff import staff
from webapp.texts.retention import GROUNDS

GONE = 410
KINDS: dict[str, LazyString] = {
    IssuedKind.CONCLUDED.value: _l("締結したファイル"),
    IssuedKind.CERTIFICATE.value: _l("合意証明書"),
    IssuedKind.RENEWED.value: _l("保管用タイムスタンプを追加したファイル"),
    IssuedKind.RENEWED_CERTIFICATE.value: _l("保管用タイムスタンプを追加した合意証明書"),
    IMPORTED: _l("登録したファイル"),
}


def tombstone_page(session: Session, public_id: str) -> ResponseReturnValue:
    """Answer 410 with what is left of the contract; to everybody else it is nothing that ever was (404)."""
    stone = stone_seen(session, staff(), public_id) or abort(404)
    page = render_template(
        "compliance/tombstone.html",
        stone=stone,
        disposal=session.get_one(Disposal, stone.disposal_id),
        counterparties=json.loads(stone.counterparties),
        certificates=json.loads(stone.certificates),
        grounds=[GROUNDS[Ground(one)] for one in json.loads(stone.grounds)],
        people=names_of_people(session, stone.organization_id, {stone.proposed_by, stone.approved_by}),
        kinds=KINDS,
    )
    return page, GONE
