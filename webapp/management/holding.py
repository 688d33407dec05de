"""Putting one contract, the ticked ones or all hits of a search under a legal hold (LW-26)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.legal_holds import MOST_AT_ONCE, HoldReleased
from contracts.roles import Permission
from database.contract import Contract
from database.engine import now_of
from database.legal_holds import Put, hold_of, put_under_hold
from database.queries.archive import listed_ids, rows_shown
from database.queries.contracts import contracts_seen_among
from database.queries.disposals import count_at_rest_among
from database.queries.holds import standing_holds
from webapp.access.staff import by, require, staff
from webapp.management.blueprint import blueprint
from webapp.management.bulk_forms import MOST_ROWS, ticked
from webapp.management.contracts import list_again
from webapp.management.narrowing import offered, wanted_by
from webapp.management.seeking import sought_in
from webapp.management.views import encoded, read_again
from webapp.parts import parts
from webapp.texts.dates import civil_day
from webapp.texts.refusals import sentence_for

SHOWN = 20
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Chosen:
    """`public_ids` are those named one by one, `here` the search whose hits are meant where none is."""

    public_ids: Sequence[str]
    here: str

    def ids(self, session: Session) -> Sequence[int]:
        """Return the row ids of what was sent and the person may see, one beyond what one act may take."""
        if self.public_ids:
            return [one.id for one in contracts_seen_among(session, staff(), self.public_ids).values()]
        sought = read_again(self.here)
        if not (self.here and sought.is_readable):
            return []
        wanted = wanted_by(session, sought, offered(session), civil_day(now_of(session)))
        found = listed_ids(session, staff(), wanted, MOST_AT_ONCE + 1)
        return _sent(session, found)

    def gone(self, session: Session) -> int:
        """Count those named one by one that were disposed of, and that the person may know of."""
        return count_at_rest_among(session, staff(), self.public_ids)


@dataclass(frozen=True, slots=True)
class Done:
    """`known` were held already, `gone` are disposed of."""

    put: Put
    known: int
    gone: int


@blueprint.get("/contracts/holding")
def holding() -> ResponseReturnValue:
    """`contract` names what is to be held; without one it is what the rest of the address finds."""
    require(Permission.HOLD)
    named = request.args.getlist("contract")[:MOST_ROWS]
    return _page(Chosen(named, "" if named else encoded(sought_in(request.args))))


@blueprint.post("/contracts/holding")
def hold_chosen() -> ResponseReturnValue:
    """Twice is once: what is in the hold already stays in it, and leaves no second trace."""
    require(Permission.HOLD)
    chosen = Chosen(request.form.getlist("contract")[:MOST_ROWS], request.form.get("here", ""))
    named = request.form.get("hold", "")
    if not named:
        return _page(chosen, _("廃棄の停止を選んでください。")), 422
    try:
        done = _held(chosen, named)
    except HoldReleased as refused:
        return _page(chosen, sentence_for(refused)), 409
    if done is None:
        return _page(chosen), 422
    _say(done)
    return redirect(url_for("compliance.hold", hold=named), 303)


@blueprint.post("/contracts/bulk/holding")
def hold_ticked() -> ResponseReturnValue:
    require(Permission.HOLD)
    if not ticked():
        return list_again(_("文書に印を付けてください。"))
    return redirect(url_for("management.holding", contract=ticked()), 303)


def _held(chosen: Chosen, named: str) -> Done | None:
    """Return what became of them; None where nothing is there to be held, and for too many."""
    with parts().database.writing() as session:
        hold = hold_of(session, staff().organization.id, named) or abort(404)
        ids = chosen.ids(session)
        if not 0 < len(ids) <= MOST_AT_ONCE:
            return None
        put = put_under_hold(session, by(), hold, _rows(session, ids), parts().files.is_shredded)
        return Done(put, len(ids) - put.fresh - put.late, chosen.gone(session))


def _page(chosen: Chosen, fault: str = "") -> str:
    with parts().database.reading() as session:
        ids = chosen.ids(session)
        return render_template(
            "management/holding.html",
            chosen=chosen,
            count=len(ids),
            gone=chosen.gone(session),
            most=MOST_AT_ONCE,
            contracts=rows_shown(session, staff(), ids[:SHOWN]),
            holds=standing_holds(session, staff().organization.id),
            typed=request.form.get("hold", ""),
            fault=fault,
        )


def _say(done: Done) -> None:
    if done.put.fresh:
        flash(_("%(count)s件の契約の廃棄を停止しました。", count=done.put.fresh), "success")
    if done.known:
        flash(_("%(count)s件は、すでに入っていました。", count=done.known), "info")
    if done.put.late:
        flash(
            _(
                "%(count)s件は、停止できませんでした。承認された廃棄が進んでいて、文書の鍵がすでに破棄されています。"
                "経過は「契約の廃棄」で確かめてください。",
                count=done.put.late,
            ),
            "warning",
        )
    if done.gone:
        flash(_("%(count)s件は、すでに廃棄されているため、停止できません。", count=done.gone), "warning")


def _sent(session: Session, ids: Sequence[int]) -> list[int]:
    """Leave the drafts out: they are nobody's record yet."""
    found: set[int] = set()
    for begin in range(0, len(ids), AT_ONCE):
        among = Contract.id.in_(ids[begin : begin + AT_ONCE])
        found |= set(session.scalars(select(Contract.id).where(among, Contract.sequence > 0)))
    return [one for one in ids if one in found]


def _rows(session: Session, ids: Sequence[int]) -> list[Contract]:
    found: list[Contract] = []
    for begin in range(0, len(ids), AT_ONCE):
        found += session.scalars(select(Contract).where(Contract.id.in_(ids[begin : begin + AT_ONCE])))
    return found
