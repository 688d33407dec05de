"""まとめてダウンロード: every record of a search in one act, for ダウンロードの求め (LW-24, MK-89)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from sqlalchemy import ColumnElement

from contracts.access import Level
from contracts.roles import Permission
from contracts.tax_keeping import chosen_measures
from database.audit import Told, append_audit
from database.contract import Contract
from database.disposal import Tombstone
from database.engine import now_of
from database.queries.archive import conditions_of
from database.queries.corrections import Scope
from database.queries.disposals import stones_readable
from database.queries.reaching import reaches
from database.queries.tax_records import IS_RECORD, found_count, record_ids
from webapp.access.staff import policies, require, staff, staff_origin
from webapp.csv_answer import CsvEncoding
from webapp.management.blueprint import blueprint
from webapp.management.chips import Chip, chips
from webapp.management.narrowing import offered, wanted_by
from webapp.management.seeking import Sought, sought_in
from webapp.parts import parts
from webapp.tax_export import Wanted, Wish, export_answer
from webapp.tax_export.readme import Cover
from webapp.texts.dates import civil_day
from webapp.texts.tax_keeping import MEASURES

MOST = 10_000
"""Records of one search; nothing is cut off in silence: who has more narrows the search by year."""
PART = 500
"""Records of one part, where a whole download is too long for a line."""
_TOLD = "このZIPの索引にある文書についての、すべての訂正と削除です。"
DISPOSED = f"{_TOLD}廃棄した契約は、検索の条件のうち取引年月日だけで選び、該当するものをすべて含みます。"
UNDISPOSED = (
    f"{_TOLD}廃棄した契約は含みません（分割したときは分割1に、廃棄を閲覧できる人の出力にだけ入ります）。"
)


@dataclass(frozen=True, slots=True)
class Found:
    """`ids` are the records this person may take away, `shut` those they may only read.

    `days` are the limits of 取引年月日 that were searched for, None where it is open.
    """

    ids: Sequence[int]
    days: tuple[date | None, date | None]
    others: int
    shut: int
    chips: Sequence[Chip]
    at: datetime

    @property
    def is_too_much(self) -> bool:
        return len(self.ids) > MOST

    @property
    def parts(self) -> int:
        return -(-len(self.ids) // PART)

    def of_part(self, part: int) -> Sequence[int]:
        """Return the records of a part from 1; 0 is the whole."""
        return self.ids[(part - 1) * PART : part * PART] if part else self.ids


@blueprint.get("/contracts/export")
def tax_export() -> ResponseReturnValue:
    require(Permission.DOWNLOAD)
    sought = sought_in(request.args)
    if not sought.is_readable:
        abort(404)
    return _page(sought, _found(sought))


@blueprint.post("/contracts/export")
def export_records() -> ResponseReturnValue:
    """Answer with the ZIP of all hits of the search in the address, as `part` and the ticks want it."""
    require(Permission.DOWNLOAD)
    sought = sought_in(request.args)
    found = _found(sought) if sought.is_readable else abort(404)
    part = _part(found)
    ids = found.of_part(part)
    if not ids or found.is_too_much:
        return _page(sought, found), 422
    wish = Wish(_cover(found, part), _history(found, part), "certificates" in request.form, _encoding())
    _tell(ids, wish, part)
    name = f"電帳法_{civil_day(found.at):%Y%m%d}{f'_分割{part}' if part else ''}.zip"
    return export_answer(name, ids, wish, found.at)


def _found(sought: Sought) -> Found:
    with parts().database.reading() as session:
        known, now = offered(session), now_of(session)
        wanted = wanted_by(session, sought, known, civil_day(now))
        conditions = [*conditions_of(staff(), wanted)]
        taken = record_ids(session, [*conditions, reaches(staff(), Level.VIEWER)], MOST + 1)
        records = found_count(session, [*conditions, IS_RECORD])
        others = found_count(session, conditions) - records
        with force_locale("ja"):
            words = [Chip(one.label, str(one.value), one.query) for one in chips(sought, known)]
    shut = max(records - len(taken), 0) if len(taken) <= MOST else 0
    days = wanted.filters.traded_from, wanted.filters.traded_to
    return Found(taken, days, others, shut, words, now)


def _page(sought: Sought, found: Found) -> str:
    return render_template(
        "management/tax_export.html",
        sought=sought,
        found=found,
        most=MOST,
        part=PART,
        encodings=[(CsvEncoding.UTF_8, "UTF-8"), (CsvEncoding.CP932, "Shift_JIS")],
    )


def _part(found: Found) -> int:
    typed = request.form.get("part", "0")
    part = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST)) else -1
    return part if 0 <= part <= found.parts else abort(404)


def _encoding() -> CsvEncoding:
    try:
        return CsvEncoding(request.form.get("encoding", CsvEncoding.UTF_8))
    except ValueError:
        abort(404)


def _cover(found: Found, part: int) -> Cover:
    with force_locale("ja"):
        sought = [f"{one.label}　{one.value}" for one in found.chips]
        measures = [str(MEASURES[one]) for one in chosen_measures(policies().truthfulness)]
        divided = f"{part}／{found.parts}" if part else ""
    return Cover(staff().organization.name, staff().user.name, found.at, sought, measures, divided)


def _history(found: Found, part: int) -> Wanted:
    """Each part has the history of its own records; what was disposed of is in none, so it comes once."""
    tells_stones = staff().may(Permission.DISPOSE) and part <= 1
    scope = Scope(
        staff().organization.id,
        [Contract.id.in_(found.of_part(part))],
        stones=_stones(found.days) if tells_stones else None,
    )
    return Wanted(scope, DISPOSED if tells_stones else UNDISPOSED)


def _stones(days: tuple[date | None, date | None]) -> list[ColumnElement[bool]]:
    first, last = days
    since = [Tombstone.traded_on >= first] if first else []
    until = [Tombstone.traded_on <= last] if last else []
    return [*stones_readable(staff()), *since, *until]


def _tell(ids: Sequence[int], wish: Wish, part: int) -> None:
    """One row tells of the whole: how many, what was sought, and the SHA-256 of their ids in this order."""
    facts: dict[str, str | int] = {
        "contracts": len(ids),
        "search": request.query_string.decode("ascii", "replace")[:1000],
        "certificates": int(wish.certificates),
        "encoding": wish.encoding.value,
        "part": part,
        "ids": hashlib.sha256(" ".join(map(str, ids)).encode()).hexdigest(),
        "address": staff_origin().address,
    }
    with parts().database.writing() as session:
        told = Told("tax_exported", staff().user.public_id, "", facts)
        append_audit(session, staff().organization.id, told, now_of(session))
