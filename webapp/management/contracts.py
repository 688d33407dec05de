"""文書管理: the archive, and the page of one contract (IM-15, IM-70 to IM-73, UX-23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.finding import NOTHING, Words, words_from
from contracts.finding.marking import pieces
from contracts.life import Life
from contracts.roles import Permission
from contracts.tax_keeping import KeptAs
from contracts.tax_keys import Lacking
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.queries.archive import ContractPage, Order, contract_page
from database.queries.archive_filters import FOUND_BY
from database.queries.contracts import PAGE_SIZES, contract_seen_by, waits_for_address
from database.queries.metadata_proposals import unconfirmed_among
from database.queries.saved_views import columns_of, opening_view, views_of
from database.queries.unstamped import unstamped_among
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile import case_page
from webapp.casefile.forms import KeyForm, fresh
from webapp.management.blueprint import blueprint
from webapp.management.bulk_forms import bulk_choices, ticked
from webapp.management.chips import chips
from webapp.management.columns import COLUMNS, USUAL, columns_in
from webapp.management.facets import facet_groups
from webapp.management.lines import beside, days_until, signed_of
from webapp.management.narrowing import Offered, offered, wanted_by
from webapp.management.passages import Passage, passages_for
from webapp.management.presets import presets
from webapp.management.seeking import WAITING_DAYS, Sought, sought_in
from webapp.management.spans import limit_label
from webapp.management.stage_tabs import stage_tabs
from webapp.management.tombstone import tombstone_page
from webapp.management.views import encoded, list_url, read_again, shown_views
from webapp.management.ways_out import ways_out
from webapp.parts import parts
from webapp.texts.dates import civil_day, days_since
from webapp.texts.renewing import RENEWING

ORDERS = {
    Order.RELEVANCE: _l("関連度順"),
    Order.CHANGED: _l("更新が新しい順"),
    Order.SUBMITTED: _l("送信が新しい順"),
    Order.ENDS: _l("契約終了日が早い順"),
    Order.NOTICE: _l("更新拒絶期限が早い順"),
    Order.TRADED: _l("取引年月日が新しい順"),
    Order.AMOUNT: _l("金額が大きい順"),
    Order.DUE: _l("署名の期限が早い順"),
    Order.TITLE: _l("文書名順"),
}


@dataclass(frozen=True, slots=True)
class Around:
    """What a list is shown with: what it can be narrowed to, the day in Japan, and the words to be marked."""

    offered: Offered
    today: date
    words: Words


@blueprint.get("/contracts")
def contracts() -> ResponseReturnValue:
    """Show what is sought; a day that cannot be read is shown again with what is wrong, and no list.

    An address that asks for nothing opens the view that the person has chosen for it.
    """
    require(Permission.READ)
    if not request.args and (first := _opening()):
        return redirect(list_url(first))
    return _found(sought_in(request.args))


def list_again(told: str) -> ResponseReturnValue:
    """Show the same page of the list with what was ticked and typed, and why nothing was done."""
    require(Permission.READ)
    flash(told, "warning")
    page, _status = _found(read_again(request.form.get("here", "")))
    return page, 422


def _opening() -> str:
    with parts().database.reading() as session:
        first = opening_view(session, staff())
        return first.query if first else ""


def _found(sought: Sought) -> tuple[str, int]:
    with parts().database.reading() as session:
        known, today = offered(session), civil_day(now_of(session))
        wanted = wanted_by(session, sought, known, today) if sought.is_readable else None
        found = contract_page(session, staff(), wanted) if wanted else None
        words = wanted.words if wanted else NOTHING
        return _list(session, sought, found, Around(known, today, words)), 200 if found else 422


@blueprint.get("/contracts/<public_id>")
def contract(public_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        found = contract_seen_by(session, staff(), public_id)
        if found is None:
            return tombstone_page(session, public_id)
        if found.sequence == 0:
            return redirect(url_for("legal.draft", public_id=public_id))
        facts: dict[str, str | int] = {"stage": found.stage, "address": staff_origin().address}
        told = Told("contract_viewed", staff().user.public_id, public_id, facts)
        append_audit(session, found.organization_id, told, now_of(session))
    return case_page(public_id)


def _list(session: Session, sought: Sought, found: ContractPage | None, around: Around) -> str:
    known, today = around.offered, around.today
    own = columns_in(columns_of(session, staff()))
    columns = sought.columns or own or USUAL
    rows = found.contracts if found else []
    return render_template(
        "management/contracts.html",
        **_looking(sought, today),
        found=found,
        pages=max(1, -(-found.total // sought.size)) if found else 1,
        offered=known,
        tabs=stage_tabs(session, sought),
        chips=chips(sought, known),
        facets=facet_groups(session, sought, found, known, today),
        pieces=partial(pieces, words=around.words),
        passages_of=_passages(session, sought, rows),
        ways_out=ways_out(sought, known) if found and not found.contracts else (),
        columns=[COLUMNS[key] for key in columns],
        columns_chosen=columns,
        columns_are_own=bool(own),
        views=shown_views(views_of(session, staff()), sought),
        beside=beside(session, rows, columns, known.folders),
        unstamped=unstamped_among(session, [row.id for row in rows]),
        unconfirmed=unconfirmed_among(session, [row.id for row in rows]),
        bulk=bulk_choices(session),
        ticked=ticked(),
        typed=request.form,
        key_form=fresh(KeyForm, ""),
    )


def _passages(session: Session, sought: Sought, rows: Sequence[Contract]) -> dict[int, list[Passage]]:
    if not (sought.words and sought.bodies):
        return {}
    return passages_for(session, staff(), rows, words_from(sought.words))


def _looking(sought: Sought, today: date) -> dict[str, Any]:
    return {
        "sought": sought,
        "here": encoded(sought),
        "orders": ORDERS,
        "by_title": Order.TITLE,
        "sizes": PAGE_SIZES,
        "presets": presets(sought, today, "expires"),
        "notice_presets": presets(sought, today, "notice"),
        "by_relevance": Order.RELEVANCE,
        "renewing": RENEWING,
        "searches_bodies": parts().settings.search_bodies,
        "party_statuses": [status.value for status in FOUND_BY],
        "waiting_days": WAITING_DAYS,
        "keepings": [one.value for one in KeptAs],
        "lives": [one.value for one in Life],
        "values": [one.value for one in Lacking],
        "limit_label": limit_label,
        "all_columns": list(COLUMNS.values()),
        "today": today,
        "days_since": days_since,
        "days_until": days_until,
        "waits_for_address": waits_for_address,
        "signed_of": signed_of,
    }
