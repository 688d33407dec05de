"""一括検証: every signed file and certificate of a period looked at, as a run with a report (LW-14)."""

import contextlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.archive_check import Basis
from database.archive_check import ArchiveCheck, ArchiveCheckFile
from database.archive_check_desk import Asked, RunOfAnother, begin_check, counts_of, stop_check
from database.engine import now_of
from database.queries.archive_checks import (
    PAGE,
    check_of,
    checks_of,
    contracts_failing,
    contracts_seen,
    files_of,
    last_seen_at,
    protection_of_all,
)
from webapp.access.staff import staff, staff_origin
from webapp.compliance.blueprint import blueprint
from webapp.compliance.days import Days, days_from
from webapp.parts import parts
from webapp.texts.archive_checks import BASES, OUTCOMES, asked_words, found_words, kept_words
from workflows.door import EngineUnavailable, NotKnownYet

UNPROCESSABLE = 422
MOST_PAGES = 100_000
STALLED_AFTER = timedelta(minutes=30)
"""One file takes at most some twenty seconds."""


@dataclass(frozen=True, slots=True)
class FileShown:
    """`is_open`: the reader may see the contract; of another neither title nor number is told."""

    row: ArchiveCheckFile
    kind: str
    outcome: str
    tone: str
    reasons: list[str]
    is_open: bool


@blueprint.get("/archive-checks")
def archive_checks() -> ResponseReturnValue:
    return _list_page(Days("", "", None, None, {}), Basis.CONCLUDED, uuid.uuid4().hex)


@blueprint.post("/archive-checks")
def begin_archive_check() -> ResponseReturnValue:
    """Fix the files of the period and leave them to the worker; the key of the form is the run's."""
    days, basis = days_from(request.form), _basis(request.form.get("basis", ""))
    key = _key(request.form.get("key", ""))
    if days.faults or days.first is None or days.last is None:
        _say_what_is_missing(days)
        return _list_page(days, basis, key), UNPROCESSABLE
    asked = _asked(basis, days.first, days.last)
    try:
        with parts().database.writing() as session:
            run = begin_check(session, staff().organization.id, key, asked)
    except RunOfAnother:
        abort(404)
    _leave_to_worker(run.public_id)
    return redirect(url_for("compliance.archive_check", check=run.public_id), 303)


@blueprint.get("/archive-checks/<check>")
def archive_check(check: str) -> ResponseReturnValue:
    faults_only = request.args.get("only") == "faults"
    page = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    with parts().database.reading() as session:
        run = run_or_404(session, check)
        counts = counts_of(session, run)
        total = counts["doubt"] + counts["bad"] if faults_only else sum(counts.values())
        return render_template(
            "compliance/archive_check.html",
            **described(run),
            files=shown(session, files_of(session, run, page, faults_only=faults_only)),
            counts=counts,
            faults_only=faults_only,
            is_stalled=_is_stalled(session, run),
            page=page,
            pages=max(1, -(-total // PAGE)),
        )


@blueprint.post("/archive-checks/<check>/cancellation")
def stop_archive_check(check: str) -> ResponseReturnValue:
    """What was looked at so far stays, and can be exported; the rest is counted as not looked at."""
    origin = staff_origin()
    with parts().database.writing() as session:
        run = run_or_404(session, check)
        was_going = stop_check(session, run, origin.actor, staff().user.name, origin.address)
    flash(_("検証を中止しました。") if was_going else _("検証はすでに終わっています。"), "success")
    return redirect(url_for("compliance.archive_check", check=check), 303)


def described(run: ArchiveCheck) -> dict[str, object]:
    """Return what every page about a run says of it."""
    return {"run": run, "basis": BASES[run.basis], "asked_by": asked_words(run.asked_by, run.asked_name)}


def run_or_404(session: Session, check: str) -> ArchiveCheck:
    return check_of(session, staff().organization.id, check) or abort(404)


def shown(session: Session, rows: Sequence[ArchiveCheckFile]) -> list[FileShown]:
    seen = contracts_seen(session, staff(), rows)
    return [_shown(row, is_open=row.contract_id in seen) for row in rows]


def _shown(row: ArchiveCheckFile, *, is_open: bool) -> FileShown:
    outcome, tone = OUTCOMES[row.outcome]
    reasons = [found_words(code) for code in json.loads(row.reasons)]
    return FileShown(row, kept_words(row.kept, row.generation), str(outcome), tone, reasons, is_open)


def _list_page(days: Days, basis: Basis, key: str) -> str:
    with parts().database.reading() as session:
        organization = staff().organization.id
        runs = checks_of(session, organization)
        return render_template(
            "compliance/archive_checks.html",
            days=days,
            chosen=basis,
            bases=BASES,
            key=key,
            runs=[(described(run), counts_of(session, run)) for run in runs],
            protection=protection_of_all(session, organization),
            failing=contracts_failing(session, staff()),
        )


def _is_stalled(session: Session, run: ArchiveCheck) -> bool:
    return run.ended_at is None and now_of(session) - last_seen_at(session, run) > STALLED_AFTER


def _say_what_is_missing(days: Days) -> None:
    for name, day in (("from", days.first), ("to", days.last)):
        if day is None:
            days.faults.setdefault(name, _("日付を入力してください。"))


def _leave_to_worker(check: str) -> None:
    """While the engine is away the run waits: the worker takes up every run that is not over."""
    with contextlib.suppress(EngineUnavailable, NotKnownYet):
        parts().engine.check_archive(check)


def _asked(basis: Basis, first: date, last: date) -> Asked:
    origin = staff_origin()
    return Asked(basis, first, last, origin.actor, staff().user.name, origin.address)


def _basis(typed: str) -> Basis:
    return Basis(typed) if typed in set(Basis) else Basis.CONCLUDED


def _key(typed: str) -> str:
    try:
        return str(uuid.UUID(typed))
    except ValueError:
        abort(400)
