"""What is said instead of a step when the request does not stand open."""

from flask import Response

from database.queries.agreement import own_agreement
from database.queries.retractions import retraction_of
from database.queries.visits import LinkState, Visit
from database.succession import successor_by_link
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.pages import CONFLICT, page
from webapp.counterparty.progress import shown_progress
from webapp.parts import parts

GONE = 410
GONE_STATES = frozenset({LinkState.REPLACED, LinkState.EXPIRED, LinkState.CLOSED, LinkState.SUSPENDED})


def state_page(visit: Visit, *, acting: bool = False) -> Response:
    """Say how the request stands now and what to do; `acting` answers an act that came too late."""
    status = CONFLICT if acting else 200
    if visit.state is LinkState.FINISHED:
        return agreed_page(visit, status)
    if visit.state in GONE_STATES:
        status = GONE
    with parts().database.reading() as session:
        successor = successor_by_link(session, visit.link) if visit.state is LinkState.HANDED_OVER else ""
        taken_back = retraction_of(session, visit.contract, visit.party)
    is_retracted = visit.state is LinkState.REVISING and taken_back is not None and taken_back.accepted
    state = "retracted" if is_retracted else visit.state.value
    return page("state", visit, status, state=state, successor=successor)


def agreed_page(visit: Visit, status: int = 200, trouble: str = "") -> Response:
    """Read-only: when this party agreed, and how far the contract is (AD-08, T67)."""
    with parts().database.reading() as session:
        agreement = own_agreement(session, visit.contract, visit.party)
        retraction = retraction_of(session, visit.contract, visit.party)
    progress = shown_progress(visit)
    is_early = (
        not visit.party.names_only and visit.state is LinkState.FINISHED and bool(progress["remaining"])
    )
    return page(
        "agreed",
        visit,
        status,
        agreement=agreement,
        retraction=retraction,
        may_retract=is_early and not (retraction and retraction.is_open),
        entry=None if visit.session else entry_form(visit),
        **progress,
        trouble=trouble,
    )


def entry_form(visit: Visit) -> VisitForm:
    """Return the form that opens a session by the link alone, drawn for that link (T20)."""
    form = VisitForm(formdata=None)
    form.visit.data = visit.link.public_id
    return form
