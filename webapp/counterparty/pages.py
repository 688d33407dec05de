"""How every page of the counterparty is made: under the sender's name, with the facts of the visit."""

from flask import Response, abort, make_response, render_template

from database.queries.visits import Visit

CONFLICT = 409


def page(template: str, visit: Visit | None, status: int = 200, **shown: object) -> Response:
    """Render `templates/counterparty/<template>.html` for the visit."""
    contract = visit.contract if visit else None
    text = render_template(
        f"counterparty/{template}.html",
        visit=visit,
        contract=contract,
        party=visit.party if visit else None,
        sender_company=contract.organization.name if contract else None,
        sender_person=contract.owner.name if contract else None,
        **shown,
    )
    return make_response(text, status)


def stop_with(response: Response) -> None:
    """End the request here with this answer."""
    abort(response)
