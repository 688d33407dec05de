"""操作ログ: who did what and when, and the check that nothing in it was changed (GM-34, MK-83)."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from database.queries.anchors import newest_anchored
from database.queries.audit_log import LogWanted, Slice, head_of, rows_before, rows_newer
from database.queries.audit_reading import acts_logged
from database.queries.contracts import PAGE_SIZES
from webapp.access.staff import staff
from webapp.compliance.blueprint import blueprint
from webapp.compliance.days import Days, days_asked
from webapp.parts import parts
from webapp.texts.audit import GROUPS, audit_sentence, machine_name

LONGEST_WORDS = 200
HIGHEST_SEQUENCE = 2**31 - 1
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Asked:
    days: Days
    wanted: LogWanted
    kind: str
    size: int

    @property
    def query(self) -> dict[str, str | int | None]:
        """Return what addresses of this list carry on."""
        days, wanted = self.days, self.wanted
        typed = {"from": days.typed_first or None, "to": days.typed_last or None, "kind": self.kind or None}
        return {**typed, "person": wanted.person or None, "number": wanted.number or None, "size": self.size}


@blueprint.get("/audit")
def audit() -> ResponseReturnValue:
    asked = asked_log()
    with parts().database.reading() as session:
        organization = staff().organization.id
        head = head_of(session, organization)
        total = head.sequence if head else 0
        found = Slice([], older=False, newer=False) if asked.days.faults else _slice(session, asked)
        page = render_template(
            "compliance/audit.html",
            acts=acts_logged(session, staff(), found.rows),
            found=found,
            asked=asked,
            total=total,
            checked=min(_sequence("checked") or 0, total),
            anchored=newest_anchored(session, organization),
            groups=list(GROUPS),
            sizes=PAGE_SIZES,
            sentence=audit_sentence,
            machine=machine_name,
        )
    return page, UNPROCESSABLE if asked.days.faults else 200


def _slice(session: Session, asked: Asked) -> Slice:
    wanted = asked.wanted
    after, before = _sequence("after"), _sequence("before")
    if after is not None:
        return rows_newer(session, staff(), wanted, after, asked.size)
    return rows_before(session, staff(), wanted, before, asked.size)


def _sequence(name: str) -> int | None:
    asked = request.args.get(name, type=int)
    return None if asked is None else min(max(0, asked), HIGHEST_SEQUENCE)


def asked_log() -> Asked:
    days = days_asked()
    kind, size = request.args.get("kind", ""), request.args.get("size", PAGE_SIZES[0], type=int)
    wanted = LogWanted(
        since=days.since,
        until=days.until,
        codes=GROUPS[kind][1] if kind in GROUPS else frozenset(),
        person=request.args.get("person", "").strip()[:LONGEST_WORDS],
        number=request.args.get("number", "").strip()[:LONGEST_WORDS],
    )
    known = size if size in PAGE_SIZES else PAGE_SIZES[0]
    return Asked(days, wanted, kind if kind in GROUPS else "", known)
