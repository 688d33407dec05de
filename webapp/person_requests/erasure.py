"""消去: what would be erased and what not, a page that asks, and the act."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.person_requests import ERASED, RequestKind
from database.contract import Contract
from database.persons.erasing import carry_out
from database.persons.finding import findings_for
from database.persons.person import Findings, Judged, person_of
from webapp.access.staff import by, staff
from webapp.parts import parts
from webapp.person_requests.blueprint import blueprint
from webapp.person_requests.finding import open_request_or_404

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Line:
    """Rows of one place with one verdict, of one contract where they are of one."""

    place: str
    why: str
    until: date | None
    contract: Contract | None
    count: int

    @property
    def is_erased(self) -> bool:
        return self.why == ERASED


def lines_of(findings: Findings) -> list[Line]:
    found: list[Line] = []
    for place, items in findings.items.items():
        counts = Counter(_key(one) for one in items)
        contracts = {one.item.contract.id: one.item.contract for one in items if one.item.contract}
        for (why, until, contract), count in counts.items():
            found.append(Line(place, why, until, contracts.get(contract), count))
    return sorted(found, key=lambda line: not line.is_erased)


def _key(judged: Judged) -> tuple[str, date | None, int]:
    verdict, contract = judged.verdict, judged.item.contract
    return verdict.why or ERASED, verdict.until, contract.id if contract and verdict.why else 0


@blueprint.get("/person-requests/<public_id>/erasure")
def erasure_plan(public_id: str) -> str:
    return _page(public_id, "person_requests/erasure.html")


@blueprint.get("/person-requests/<public_id>/erasure/confirmation")
def confirm_erasure(public_id: str) -> str:
    return _page(public_id, "person_requests/confirm_erasure.html")


@blueprint.post("/person-requests/<public_id>/erasure")
def erase(public_id: str) -> ResponseReturnValue:
    """Erase what can be erased now; pressed again it goes on, and erases nothing twice."""
    if request.form.get("understood") != "yes":
        return _page(public_id, "person_requests/confirm_erasure.html", untold=True), UNPROCESSABLE
    with parts().database.reading() as session:
        open_request_or_404(session, public_id, RequestKind.ERASURE)
    carry_out(parts().database, by(), public_id)
    flash(_("消去を終えました。結果を確かめて、本人に回答してください。"), "success")
    return redirect(url_for("person_requests.person_request", public_id=public_id), 303)


def _page(public_id: str, template: str, *, untold: bool = False) -> str:
    with parts().database.reading() as session:
        row = open_request_or_404(session, public_id, RequestKind.ERASURE)
        findings = findings_for(session, staff(), person_of(session, row))
        lines = lines_of(findings)
        return render_template(
            template,
            request_row=row,
            lines=lines,
            erasable=sum(line.count for line in lines if line.is_erased),
            unseen=findings.unseen_contracts,
            untold=untold,
        )
