"""最終プレビュー: the exact bytes with the party's own seal in place, and what will be recorded (CS-26)."""

from dataclasses import dataclass

from flask import Response, abort, request

from adapters.confinement import ConfinedTaskFailed
from adapters.filling import Filling, filled
from adapters.pictures import NoSuchPage, page_picture
from contracts.standing import Standing
from contracts.told_statements import told_standing
from database.agreed import mark_of
from database.contract import Contract
from database.dossiers import party_key, put_name
from database.evidence import ImprintRow, Revision
from database.queries.agreement import counts_are_shown, still_to_agree
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.envelope import envelope_of, picture_urls
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.freezing import frozen_form, frozen_values
from webapp.counterparty.indicator import Step, labels_for
from webapp.counterparty.pages import page
from webapp.counterparty.steps import given_by, refusal_to_preview
from webapp.counterparty.telling import tell_shown
from webapp.parts import parts
from webapp.pdf_answer import PDF, PICTURE_WIDTH
from webapp.shell.languages import reading_language
from webapp.texts.factors import factor_told


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person agrees to: the round's document, the revision on screen, own seal and values."""

    round: int
    digest: str
    revision: int
    imprint: str
    form: str


@blueprint.get("/preview")
def preview() -> Response:
    found = guard.visit()
    return refusal_to_preview(found, given_by(found)) or preview_page(found)


def preview_page(found: Visit, status: int = 200, trouble: str = "") -> Response:
    envelope, imprint = envelope_of(found), own_imprint(found)
    tabs = envelope.tabs("counterparty.preview")
    labels, now = labels_for(found.party, Step.PREVIEW)
    return page(
        "preview",
        found,
        status,
        form=VisitForm().drawn_for(found),
        shown=_shown(found, envelope.revision, imprint),
        tabs=tabs,
        reads_only=envelope.reads_only,
        divided=envelope.divided,
        factors=[factor_told(passed) for passed in found.passed],
        pictures=picture_urls("counterparty.preview_picture", envelope.open.file, tabs),
        show_all=request.args.get("pages") == "all",
        remaining=still_to_agree(found.contract, found.party),
        counts_shown=counts_are_shown(found.contract),
        trouble=trouble,
        signature_kind=signature_kind(found.contract),
        step_labels=labels,
        step_now=now,
    )


@blueprint.get("/preview/document.pdf")
def preview_pdf() -> Response:
    found = guard.visit()
    return refusal_to_preview(found, given_by(found)) or Response(_previewed(found), mimetype=PDF)


@blueprint.get("/preview/pages/<int:number>.png")
def preview_picture(number: int) -> Response:
    found = guard.visit()
    refusal = refusal_to_preview(found, given_by(found))
    return refusal or _picture(_previewed(found), number)


def own_imprint(found: Visit) -> ImprintRow | None:
    return given_by(found).imprint if found.party.imprint else None


def signature_kind(contract: Contract) -> str:
    owns = any(party.own for party in contract.parties)
    standing = Standing(contract.standing)
    return told_standing(reading_language(), standing, contract.organization.name, owns=owns)


def _previewed(found: Visit) -> bytes:
    """Return the standing revision with this party's seal and values drawn by the code that will sign it."""
    envelope, row = envelope_of(found), own_imprint(found)
    tell_shown(found, envelope.open.file.digest)
    parent, values = parts().files.read(envelope.open.file), frozen_values(found, envelope.position)
    mark, name = mark_of(row) if row else None, put_name(found.party)
    if envelope.reads_only:
        return parent
    if mark is None and not values and not name:
        return parent
    return filled(parent, Filling(party_key(found.party), "", mark, values, name))


def _picture(data: bytes, number: int) -> Response:
    try:
        return Response(page_picture(data, number - 1, PICTURE_WIDTH), mimetype="image/png")
    except NoSuchPage:
        abort(404)
    except ConfinedTaskFailed:
        abort(503)


def _shown(found: Visit, revision: Revision, imprint: ImprintRow | None) -> Shown:
    contract, form = found.contract, frozen_form(found)
    return Shown(
        round=contract.round,
        digest=contract.sent_digest,
        revision=revision.number,
        imprint=imprint.public_id if imprint else "",
        form=form.public_id if form else "",
    )
