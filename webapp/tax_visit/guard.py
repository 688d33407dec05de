"""The deny-by-default guard: without a session of a visit that still stands nothing opens; all is told."""

from dataclasses import dataclass
from typing import cast

from flask import abort, g, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from adapters.secrets import token_digest
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.policies import policies_of
from database.queries.tax_visits import record_shown
from database.tax_visit import TaxVisit
from database.tax_visiting import visit_by
from webapp.parts import parts
from webapp.shell.cookies import cookie_name
from webapp.tax_visit.blueprint import blueprint

COOKIE = "tax-visit"
OPEN = frozenset({"tax_visit.sign_in", "tax_visit.sign_in_again", "tax_visit.sign_out"})


@dataclass(frozen=True, slots=True)
class Visiting:
    visit: TaxVisit
    session: str


def visiting() -> Visiting:
    """Return who is signed in, whom the guard has let in."""
    return cast("Visiting", g.tax_visit)


@blueprint.before_request
def require_visit() -> Response | None:
    if request.endpoint in OPEN:
        return None
    found = signed_in_visit()
    if found is None:
        return redirect(url_for("tax_visit.sign_in"))
    g.tax_visit = found
    return None


def signed_in_visit() -> Visiting | None:
    """Return who holds this browser's session of a visit that stands today, from a network that is let in."""
    value = request.cookies.get(cookie_name(COOKIE))
    if not value:
        return None
    with parts().database.reading() as session:
        found = visit_by(session, token_digest(value))
        if found is None or not is_let_in(session, found[0]):
            return None
        _ = found[0].organization.name
    return Visiting(*found)


def is_let_in(session: Session, visit: TaxVisit) -> bool:
    """The organisation's networks hold for visitors too (MK-82)."""
    return policies_of(session, visit.organization_id).lets_in(request.remote_addr or "")


def record_or_404(session: Session, public_id: str) -> Contract:
    """What lies outside the year is not said to exist."""
    return record_shown(session, visiting().visit, public_id) or abort(404)


def tell(session: Session, visit: TaxVisit, code: str, subject: str = "", **facts: str | int) -> None:
    """Write into the organisation's chain who looked at what, and from where."""
    who: dict[str, str | int] = {"visitor": visit.visitor, "visit": visit.public_id}
    address = request.remote_addr or ""
    told = Told(code, visit.public_id, subject or visit.public_id, {**facts, **who, "address": address})
    append_audit(session, visit.organization_id, told, now_of(session))
