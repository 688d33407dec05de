"""内容を確認: the exact bytes that are agreed to, first page first, then all (CS-14)."""

from flask import Response, abort, request, url_for

from adapters.confinement import ConfinedTaskFailed
from contracts.signing import FileIdentity
from database.dossiers import identity_of
from database.evidence import Revision
from database.party_sessions import mark_read
from database.queries.agreement import newest_revision, shares_an_order
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.indicator import Step, labels_for
from webapp.counterparty.pages import go_to, page
from webapp.counterparty.steps import url_after
from webapp.counterparty.telling import tell, tell_alone
from webapp.parts import parts
from webapp.pdf_answer import page_count, pdf_answer, picture_answer, safe_name


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
        pictures=picture_urls("counterparty.contract_picture", file_of(found, revision)),
        show_all=request.args.get("pages") == "all",
        shares_order=shares_an_order(found.contract, found.party),
    )


@blueprint.get("/contract/document.pdf")
def contract_pdf() -> Response:
    found = guard.visit()
    return pdf_answer(_shown(found), f"{safe_name(found.contract.title)}.pdf", inline=True)


@blueprint.get("/contract/pages/<int:number>.png")
def contract_picture(number: int) -> Response:
    return picture_answer(_shown(guard.visit()), number)


@blueprint.post("/contract/reading")
def read() -> Response:
    found = guard.visit()
    if found.session is not None:
        with parts().database.writing() as session:
            mark_read(session, found.session)
            tell(session, found, "document_read")
    return go_to(url_after(found, Step.CONTRACT))


def standing(found: Visit) -> Revision:
    """Return the newest signed revision of the round; 404 should there be none."""
    with parts().database.reading() as session:
        revision = newest_revision(session, found.contract)
    if revision is None:
        abort(404)
    return revision


def file_of(found: Visit, revision: Revision) -> FileIdentity:
    return identity_of(found.contract, revision.file)


def picture_urls(endpoint: str, file: FileIdentity) -> list[str]:
    """Return the pictures for a browser without JavaScript; one if the pages cannot be counted now."""
    try:
        pages = page_count(parts().files, file)
    except ConfinedTaskFailed:
        pages = 1
    return [url_for(endpoint, number=number) for number in range(1, pages + 1)]


def _shown(found: Visit) -> FileIdentity:
    return file_of(found, standing(found))
