"""最終プレビュー: the exact bytes with the party's own seal in place, and what will be recorded (CS-26)."""

from dataclasses import dataclass

from flask import Response, request

from adapters.filling import Filling, filled
from adapters.imprint import ImprintMark
from contracts.agreement import ACCESS_CODE
from database.contract import Contract
from database.dossiers import party_key
from database.evidence import ImprintRow, Revision
from database.queries.agreement import counts_are_shown, still_to_agree
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.contract import picture_urls, standing
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.pages import page
from webapp.counterparty.serving import page_count, pdf_response, picture_response, stored_bytes
from webapp.counterparty.steps import Step, given_by, labels_for, refusal_to_skip

MAIL_LINK = "mail_link"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person agrees to: the round's document, the revision on screen, and the own seal."""

    round: int
    digest: str
    revision: int
    imprint: str


@blueprint.get("/preview")
def preview() -> Response:
    found = guard.visit()
    return refusal_to_skip(found, given_by(found), Step.PREVIEW) or preview_page(found)


def preview_page(found: Visit, status: int = 200, trouble: str = "") -> Response:
    revision, imprint = standing(found), own_imprint(found)
    labels, now = labels_for(found.party, Step.PREVIEW)
    return page(
        "preview",
        found,
        status,
        form=VisitForm(formdata=None).drawn_for(found),
        shown=_shown(found.contract, revision, imprint),
        authenticated=authenticated(found),
        pictures=picture_urls("counterparty.preview_picture", page_count(found.contract, revision.file)),
        show_all=request.args.get("pages") == "all",
        remaining=still_to_agree(found.contract, found.party),
        counts_shown=counts_are_shown(found.contract),
        trouble=trouble,
        step_labels=labels,
        step_now=now,
    )


@blueprint.get("/preview/document.pdf")
def preview_pdf() -> Response:
    found = guard.visit()
    return refusal_to_skip(found, given_by(found), Step.PREVIEW) or pdf_response(_previewed(found))


@blueprint.get("/preview/pages/<int:number>.png")
def preview_picture(number: int) -> Response:
    found = guard.visit()
    refusal = refusal_to_skip(found, given_by(found), Step.PREVIEW)
    return refusal or picture_response(_previewed(found), number)


def own_imprint(found: Visit) -> ImprintRow | None:
    return given_by(found).imprint if found.party.imprint else None


def authenticated(found: Visit) -> list[str]:
    """Return the factors this visit has passed, as the certificate names them (CL-30)."""
    passed = found.session is not None and found.session.code_passed_at is not None
    return [MAIL_LINK, ACCESS_CODE] if passed else [MAIL_LINK]


def _previewed(found: Visit) -> bytes:
    """Return the standing revision with this party's seal drawn by the code that will sign it."""
    parent, row = stored_bytes(found.contract, standing(found).file), own_imprint(found)
    if row is None:
        return parent
    mark = ImprintMark(row.text, row.operators, row.size_mm)
    return filled(parent, Filling(key=party_key(found.party), agreed_text="", imprint=mark))


def _shown(contract: Contract, revision: Revision, imprint: ImprintRow | None) -> Shown:
    return Shown(
        contract.round, contract.sent_digest, revision.number, imprint.public_id if imprint else ""
    )
