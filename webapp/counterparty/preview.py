"""最終プレビュー: the exact bytes with the party's own seal in place, and what will be recorded (CS-26)."""

from dataclasses import dataclass

from flask import Response, abort, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from adapters.confinement import ConfinedTaskFailed
from adapters.filling import Filling, filled
from adapters.pictures import NoSuchPage, page_picture
from contracts.agreement import ACCESS_CODE
from contracts.signing import ImprintMark
from contracts.standing import Standing
from contracts.told_statements import told_standing
from database.contract import Contract
from database.dossiers import party_key
from database.evidence import ImprintRow, Revision
from database.queries.agreement import counts_are_shown, still_to_agree
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.contract import file_of, picture_urls, standing
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.indicator import Step, labels_for
from webapp.counterparty.pages import page
from webapp.counterparty.steps import given_by, refusal_to_skip
from webapp.parts import parts
from webapp.pdf_answer import PDF, PICTURE_WIDTH
from webapp.shell.languages import reading_language

MAIL_LINK = "mail_link"
FACTORS: dict[str, LazyString] = {
    MAIL_LINK: _l("メールのURL"),
    ACCESS_CODE: _l("アクセスコード（送信者が設定・通知）"),
}


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
        form=VisitForm().drawn_for(found),
        shown=_shown(found.contract, revision, imprint),
        factors=[FACTORS[factor] for factor in authenticated(found)],
        pictures=picture_urls("counterparty.preview_picture", file_of(found, revision)),
        show_all=request.args.get("pages") == "all",
        remaining=still_to_agree(found.contract, found.party),
        counts_shown=counts_are_shown(found.contract),
        trouble=trouble,
        signature_kind=_signature_kind(found.contract),
        step_labels=labels,
        step_now=now,
    )


@blueprint.get("/preview/document.pdf")
def preview_pdf() -> Response:
    found = guard.visit()
    return refusal_to_skip(found, given_by(found), Step.PREVIEW) or Response(_previewed(found), mimetype=PDF)


@blueprint.get("/preview/pages/<int:number>.png")
def preview_picture(number: int) -> Response:
    found = guard.visit()
    refusal = refusal_to_skip(found, given_by(found), Step.PREVIEW)
    return refusal or _picture(_previewed(found), number)


def own_imprint(found: Visit) -> ImprintRow | None:
    return given_by(found).imprint if found.party.imprint else None


def authenticated(found: Visit) -> list[str]:
    """Return the factors this visit has passed, as the certificate names them (CL-30)."""
    passed = found.session is not None and found.session.code_passed_at is not None
    return [MAIL_LINK, ACCESS_CODE] if passed else [MAIL_LINK]


def _signature_kind(contract: Contract) -> str:
    owns = any(party.own for party in contract.parties)
    standing = Standing(contract.standing)
    return told_standing(reading_language(), standing, contract.organization.name, owns=owns)


def _previewed(found: Visit) -> bytes:
    """Return the standing revision with this party's seal drawn by the code that will sign it."""
    parent, row = parts().files.read(file_of(found, standing(found))), own_imprint(found)
    if row is None:
        return parent
    mark = ImprintMark(row.text, row.operators, row.size_mm)
    return filled(parent, Filling(key=party_key(found.party), agreed_text="", imprint=mark))


def _picture(data: bytes, number: int) -> Response:
    try:
        return Response(page_picture(data, number - 1, PICTURE_WIDTH), mimetype="image/png")
    except NoSuchPage:
        abort(404)
    except ConfinedTaskFailed:
        abort(503)


def _shown(contract: Contract, revision: Revision, imprint: ImprintRow | None) -> Shown:
    return Shown(contract.round, contract.sent_digest, revision.number, imprint.public_id if imprint else "")
