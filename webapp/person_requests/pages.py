"""The list of requests, one request with what was found of the person, and its end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.life import civil_day
from contracts.person_requests import RequestKind, Standing
from contracts.refusals import Refused
from database.engine import now_of
from database.person_request import PersonOutcome, PersonRequest
from database.person_requests import PAGE, close, outcomes_of, requests_page
from database.persons.finding import findings_for
from database.persons.hints import hints_for
from database.persons.person import Findings, person_of
from webapp.access.staff import by, staff
from webapp.parts import parts
from webapp.person_requests.blueprint import blueprint
from webapp.person_requests.finding import open_request_or_404, request_or_404
from webapp.texts.person_requests import KINDS, STANDINGS, place_label, why_words
from webapp.texts.refusals import sentence_for

MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Described:
    """A request in words; `is_late` where the guide for the answer is over."""

    row: PersonRequest
    kind: str
    standing: str
    tone: str
    is_late: bool

    @property
    def is_open(self) -> bool:
        return self.row.standing == Standing.OPEN

    @property
    def is_erasure(self) -> bool:
        return self.row.kind == RequestKind.ERASURE


@dataclass(frozen=True, slots=True)
class Summary:
    """One place of a request: how many, how many of them can be erased, and why the others cannot."""

    place: str
    count: int
    erasable: int
    whys: tuple[str, ...]


def summaries(findings: Findings) -> list[Summary]:
    return [
        Summary(
            place,
            len(items),
            sum(1 for one in items if one.verdict.why is None),
            tuple(
                dict.fromkeys(
                    why_words(one.verdict.why, one.verdict.until) for one in items if one.verdict.why
                )
            ),
        )
        for place, items in findings.items.items()
    ]


def _became(outcomes: Sequence[PersonOutcome]) -> Counter[tuple[str, str]]:
    """Return how many rows of each place were erased, or stayed for which reason."""
    found: Counter[tuple[str, str]] = Counter()
    for one in outcomes:
        found[place_label(one.place), why_words(one.why, one.until)] += one.count
    return found


def described(row: PersonRequest, today: date) -> Described:
    words, tone = STANDINGS[row.standing]
    is_late = row.standing == Standing.OPEN and row.answer_by < today
    return Described(row, str(KINDS[row.kind]), str(words), tone, is_late)


@blueprint.get("/person-requests")
def requests() -> str:
    page = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    with parts().database.reading() as session:
        rows, total = requests_page(session, staff().organization.id, page)
        today = civil_day(now_of(session))
        return render_template(
            "person_requests/list.html",
            requests=[described(row, today) for row in rows],
            total_found=total,
            page=page,
            pages=max(1, -(-total // PAGE)),
        )


@blueprint.get("/person-requests/<public_id>")
def person_request(public_id: str) -> str:
    with parts().database.reading() as session:
        return _page(session, request_or_404(session, public_id))


@blueprint.post("/person-requests/<public_id>/answer")
def answer_request(public_id: str) -> ResponseReturnValue:
    """Say that the person was answered; a refusal says on the page what is to be done before."""
    try:
        with parts().database.writing() as session:
            close(session, by(), request_or_404(session, public_id), Standing.ANSWERED)
    except Refused as refused:
        flash(sentence_for(refused), "error")
    else:
        flash(_("回答済みにしました。"), "success")
    return redirect(url_for("person_requests.person_request", public_id=public_id), 303)


@blueprint.get("/person-requests/<public_id>/withdrawal")
def withdrawal(public_id: str) -> str:
    with parts().database.reading() as session:
        found = open_request_or_404(session, public_id)
        return render_template("person_requests/withdrawal.html", request_row=found)


@blueprint.post("/person-requests/<public_id>/withdrawal")
def withdraw_request(public_id: str) -> ResponseReturnValue:
    try:
        with parts().database.writing() as session:
            close(session, by(), request_or_404(session, public_id), Standing.WITHDRAWN)
    except Refused as refused:
        flash(sentence_for(refused), "error")
    else:
        flash(_("請求を取り下げとしました。"), "success")
    return redirect(url_for("person_requests.person_request", public_id=public_id), 303)


def _page(session: Session, row: PersonRequest) -> str:
    shown = described(row, civil_day(now_of(session)))
    person = person_of(session, row)
    findings = findings_for(session, staff(), person) if shown.is_open else Findings()
    return render_template(
        "person_requests/request.html",
        asked=shown,
        findings=findings,
        summaries=summaries(findings),
        hints=hints_for(session, staff(), person) if shown.is_open else [],
        became=_became(outcomes_of(session, row)),
    )
