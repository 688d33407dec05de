"""What is said instead of a step when the request does not stand open."""

from flask import Response

from database.queries.agreement import counts_are_shown, own_agreement, still_to_agree
from database.queries.visits import LinkState, Visit
from webapp.counterparty.pages import CONFLICT, page
from webapp.parts import parts

GONE = 410
GONE_STATES = frozenset({LinkState.REPLACED, LinkState.EXPIRED, LinkState.CLOSED})


def state_page(visit: Visit, *, acting: bool = False) -> Response:
    """Say how the request stands now and what to do; `acting` answers an act that came too late."""
    status = CONFLICT if acting else 200
    if visit.state is LinkState.FINISHED:
        return agreed_page(visit, status)
    if visit.state in GONE_STATES:
        status = GONE
    return page("state", visit, status, state=visit.state.value)


def agreed_page(visit: Visit, status: int = 200, trouble: str = "") -> Response:
    """Read-only: when this party agreed, and how far the contract is (AD-08, T67)."""
    with parts().database.reading() as session:
        agreement = own_agreement(session, visit.contract, visit.party)
    return page(
        "agreed",
        visit,
        status,
        agreement=agreement,
        remaining=still_to_agree(visit.contract, visit.party),
        counts_shown=counts_are_shown(visit.contract),
        others=[one for one in visit.contract.parties if one.signs and one.id != visit.party.id],
        trouble=trouble,
    )
