"""内容を確認: the exact bytes that are agreed to, first page first, then all (CS-14)."""

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from database.evidence import Revision
from database.party_sessions import mark_read
from database.queries.agreement import newest_revision, shares_an_order
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.pages import page
from webapp.counterparty.serving import page_count, pdf_response, picture_response, stored_bytes
from webapp.counterparty.steps import Step, labels_for, url_after
from webapp.counterparty.telling import tell, tell_alone
from webapp.parts import parts


@blueprint.get("/contract")
def contract() -> Response:
    found = guard.visit()
    revision = standing(found)
    tell_alone(found, "document_viewed", revision=revision.number, digest=revision.digest)
    labels, now = labels_for(found.party, Step.CONTRACT)
    return page(
        "contract",
        found,
        form=VisitForm().drawn_for(found),
        step_labels=labels,
        step_now=now,
        pictures=picture_urls("counterparty.contract_picture", page_count(found.contract, revision.file)),
        show_all=request.args.get("pages") == "all",
        shares_order=shares_an_order(found.contract, found.party),
    )


@blueprint.get("/contract/document.pdf")
def contract_pdf() -> Response:
    return pdf_response(_bytes(guard.visit()))


@blueprint.get("/contract/pages/<int:number>.png")
def contract_picture(number: int) -> Response:
    return picture_response(_bytes(guard.visit()), number)


@blueprint.post("/contract/reading")
def read() -> Response:
    found = guard.visit()
    if found.session is not None:
        with parts().database.writing() as session:
            mark_read(session, found.session)
            tell(session, found, "document_read")
    return redirect(url_after(found, Step.CONTRACT), 303)


def standing(found: Visit) -> Revision:
    """Return the newest signed revision of the round; 404 should there be none."""
    with parts().database.reading() as session:
        revision = newest_revision(session, found.contract)
    if revision is None:
        abort(404)
    return revision


def picture_urls(endpoint: str, pages: int) -> list[str]:
    return [url_for(endpoint, number=number) for number in range(1, pages + 1)]


def _bytes(found: Visit) -> bytes:
    return stored_bytes(found.contract, standing(found).file)
