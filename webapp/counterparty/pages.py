"""How every page of the counterparty is made: under the sender's name, with the facts of the visit."""

from typing import NoReturn

from flask import Response, abort, make_response, redirect, render_template, url_for

from database.contract import Contract
from database.queries.visits import Visit
from webapp.counterparty.deadline import days_left

SEE_OTHER, CONFLICT = 303, 409


def page(template: str, visit: Visit | None, status: int = 200, **shown: object) -> Response:
    """Render `templates/counterparty/<template>.html` for the visit."""
    contract = visit.contract if visit else None
    text = render_template(
        f"counterparty/{template}.html",
        visit=visit,
        contract=contract,
        party=visit.party if visit else None,
        days_left=days_left(visit) if visit else None,
        sender_company=contract.organization.name if contract else None,
        sender_person=contract.owner.name if contract else None,
        guide_url=_guide(contract) if contract else None,
        report_url=url_for("abuse.report_form", reference=visit.party.public_id if visit else None),
        **shown,
    )
    return make_response(text, status)


def _guide(contract: Contract) -> str:
    return url_for("guide.guide", organization=contract.organization.public_id)


def go_to(url: str) -> Response:
    """See other: after a POST, and to the step that is next."""
    return make_response(redirect(url, SEE_OTHER))


def stop_with(response: Response) -> NoReturn:
    """End the request here with this answer."""
    abort(response)
