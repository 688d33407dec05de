"""送信前シミュレーション: every mail, SMS, reminder and the end, if it were sent now (NX-01)."""

from dataclasses import dataclass
from uuid import uuid4

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.acts import Submit
from contracts.refusals import Refused
from contracts.schedule import LONGEST_DAYS
from contracts.simulation import Assumptions, foreseen
from database.engine import now_of
from database.party import Party
from database.queries.draft_parties import parties_of
from webapp.access.finding import draft_or_404
from webapp.access.staff import staff, staff_origin
from webapp.drafting import DraftIncomplete
from webapp.drafting.submitting import plan_submission
from webapp.legal.blueprint import blueprint
from webapp.legal.deadlines_card import label_of
from webapp.legal.foreseeing import days_of, outcome_of, period_of
from webapp.legal.foreseen_approval import Known
from webapp.parts import parts
from webapp.texts.refusals import sentence_for


@dataclass(frozen=True, slots=True)
class Assumed:
    """After how many days this party is taken to agree, or this step to be approved; empty: see the page."""

    name: str
    label: str
    days: str


@blueprint.get("/drafts/<public_id>/simulation")
def simulation(public_id: str) -> ResponseReturnValue:
    with parts().database.reading() as session, session.no_autoflush:
        contract = draft_or_404(session, public_id)
        parties = parties_of(session, contract)
        assumed = [_assumed(party) for party in parties if party.signs]
        steps, named = list[Assumed](), list[str]()
        try:
            submit = plan_submission(session, contract, uuid4().hex, staff_origin())
            steps = _steps(submit)
            named = [one.label for one in steps] if submit.route else []
            told, refusal = foreseen(contract.public_id, submit, now_of(session), _all(assumed, steps)), ""
        except DraftIncomplete:
            return redirect(url_for("legal.confirmation", public_id=public_id))
        except Refused as refused:
            told, refusal = [], sentence_for(refused)
        return render_template(
            "legal/simulation.html",
            contract=contract,
            days=days_of(told, contract, Known(session, parties, named, staff().user.public_id)),
            assumed=assumed,
            steps=steps,
            period=period_of(told),
            outcome=outcome_of(told),
            refusal=refusal,
            most=LONGEST_DAYS,
        )


def _all(agreeing: list[Assumed], approving: list[Assumed]) -> Assumptions:
    return Assumptions(
        {one.name: int(one.days) for one in agreeing if one.days},
        {number: int(one.days) for number, one in enumerate(approving, 1) if one.days},
    )


def _steps(submit: Submit) -> list[Assumed]:
    """Return the steps of the approval; a type that asks for one without a route has a single one."""
    if not submit.route:
        return [_days("approval-1", str(_("社内承認")))] if submit.needs_approval else []
    named = (step.name or str(_("第%(n)s段階", n=n)) for n, step in enumerate(submit.route, 1))
    return [_days(f"approval-{n}", name) for n, name in enumerate(named, 1)]


def _assumed(party: Party) -> Assumed:
    return _days(party.public_id, label_of(party))


def _days(name: str, label: str) -> Assumed:
    typed = request.args.get(name, "").strip()
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(LONGEST_DAYS))
    return Assumed(name, label, typed if is_number else "")
