"""更新の試算: 「12/20に通知すると？」 of a contract or of clauses that somebody types (NX-08)."""

from dataclasses import dataclass, field
from datetime import date

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.day_input import day_from
from contracts.life import civil_day
from contracts.periods import Period, PeriodUnreadable, period_from
from contracts.renewal import Clause
from contracts.renewal_trial import Plan, Trial, plan_from, tried
from contracts.roles import Permission
from database.contract import Contract
from database.engine import now_of
from database.queries.contracts import contract_seen_by
from webapp.access.staff import require, staff
from webapp.deadlines.blueprint import blueprint
from webapp.deadlines.house import house_calendar
from webapp.parts import parts
from webapp.texts.deadlines import ARTICLES

LONGEST = 30
NAMES = ("begins", "first", "ends", "renews", "notice", "day")


@dataclass(slots=True)
class Typed:
    """What stands in the address, as it was typed, and what of it cannot be read."""

    words: dict[str, str]
    counts: bool
    faults: dict[str, str] = field(default_factory=dict)

    def day(self, name: str) -> date | None:
        try:
            return day_from(self.words[name])
        except ValueError:
            self.faults[name] = str(_("日付を 2026/4/1 のように入力してください。"))
            return None

    def period(self, name: str) -> Period | None:
        try:
            return period_from(self.words[name]) if self.words[name] else None
        except PeriodUnreadable:
            self.faults[name] = str(_("「3か月」「90日」「1年」のように入力してください。"))
            return None

    @property
    def is_asked(self) -> bool:
        return bool(self.words["begins"] or self.words["ends"])


@blueprint.get("/deadlines/trial")
def trial() -> ResponseReturnValue:
    """Everything is in the address, and nothing is kept: a trial can be shared and changes nothing."""
    require(Permission.READ)
    with parts().database.reading() as session:
        today, is_day_off = civil_day(now_of(session)), house_calendar(session)
        contract = _contract(session, request.args.get("contract", ""))
    typed = _typed(contract)
    plan, day = _plan(typed, today), typed.day("day")
    found: Trial | None = tried(plan, day, is_day_off) if plan and not typed.faults else None
    page = render_template(
        "deadlines/trial.html",
        typed=typed,
        contract=contract,
        plan=plan,
        day=day,
        trial=found,
        articles=[ARTICLES[one] for one in plan.articles] if plan else [],
        is_day_off=is_day_off,
        today=today,
    )
    return page, 422 if typed.faults else 200


def _contract(session: Session, public_id: str) -> Contract | None:
    if not public_id:
        return None
    return contract_seen_by(session, staff(), public_id) or abort(404)


def _typed(contract: Contract | None) -> Typed:
    """Return the address's own words; where it has none, those of the contract it names."""
    args = request.args
    own = {} if contract is None or "ends" in args else _words_of(contract)
    words = {name: (own.get(name) or args.get(name, "")).strip()[:LONGEST] for name in NAMES}
    return Typed(words, args.get("counts", "yes" if "begins" not in args else "") == "yes")


def _words_of(contract: Contract) -> dict[str, str]:
    return {
        "begins": contract.starts_on.isoformat() if contract.starts_on else "",
        "ends": contract.ends_on.isoformat() if contract.ends_on else "",
        "renews": contract.renews_for if contract.auto_renews else "",
        "notice": contract.notice_period,
    }


def _plan(typed: Typed, today: date) -> Plan | None:
    """An end that is known goes before one that is reckoned; faults are kept beside what was typed."""
    begins, ends = typed.day("begins"), typed.day("ends")
    first, renews, notice = (typed.period(name) for name in ("first", "renews", "notice"))
    if typed.faults or not typed.is_asked:
        return None
    clause = Clause(bool(renews), renews, notice)
    if ends is not None:
        return _known(typed, begins or min(today, ends), ends, clause)
    if begins is None or first is None:
        typed.faults["first"] = str(_("初回の期間か、契約終了日を入力してください。"))
        return None
    return plan_from(begins, first, clause, first_day_counts=typed.counts)


def _known(typed: Typed, begins: date, ends: date, clause: Clause) -> Plan | None:
    if ends < begins:
        typed.faults["ends"] = str(_("契約終了日が、契約開始日より前です。"))
        return None
    return Plan(begins, ends, clause)
