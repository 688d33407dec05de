"""簡易表示版: a plain page without script or pictures; the documents are downloaded and read (CL-04)."""

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import DataRequired

from contracts.simple_view import SIMPLE, may_agree_simply
from contracts.standing import needs_own_certificate
from database.party_sessions import mark_read
from database.queries.readings import downloads, mark_document_downloaded, mark_document_read
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.envelope import envelope_of
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.indicator import Step
from webapp.counterparty.other_ways import other_ways
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.simple_view import left
from webapp.counterparty.steps import url_after
from webapp.counterparty.telling import tell
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer, safe_name


class ReadForm(VisitForm):
    """What a person says of what no page here could show."""

    has_read = BooleanField(
        _l("文書をダウンロードし、内容をすべて確認しました。"),
        [DataRequired(_l("文書をダウンロードして内容を確認し、印を付けてください。"))],
    )


@blueprint.get("/simple")
def simple() -> Response:
    return simple_page(guard.visit())


@blueprint.get("/simple/document.pdf")
def simple_document() -> Response:
    """Answer with the document that `?document=` names: the very bytes that are agreed to."""
    found = guard.visit()
    envelope = envelope_of(found)
    one = envelope.open
    with parts().database.writing() as session:
        if found.session is not None and request.method == "GET":
            mark_document_downloaded(session, found.session, envelope.position, envelope.revision.number)
        tell(session, found, "document_downloaded", file=one.file.object_id, digest=one.file.digest)
    return pdf_answer(one.file, f"{safe_name(one.name)}.pdf", inline=False)


@blueprint.get("/simple/leaving")
def leave_simple_view() -> Response:
    return left(go_to(url_for(Step.CONTRACT.endpoint)))


@blueprint.post("/simple/reading")
def read_simply() -> Response:
    found, form = guard.visit(), ReadForm()
    if not may_agree_here(found):
        return simple_page(found, status=CONFLICT)
    if not form.validate():
        return simple_page(found, form, UNPROCESSABLE)
    if not _has_what_stands(found):
        form.has_read.errors = [_("いまの文書をすべてダウンロードして内容を確認し、印を付けてください。")]
        return simple_page(found, form, UNPROCESSABLE)
    _keep(found)
    return go_to(url_after(found, Step.CONTRACT))


def _has_what_stands(found: Visit) -> bool:
    """The tick is taken for the revision that stands, of which this visit was given every document."""
    envelope, given = envelope_of(found), downloaded_by(found)
    return all(given.get(place) == envelope.revision.number for place in envelope.places)


def downloaded_by(found: Visit) -> dict[int, int]:
    with parts().database.reading() as session:
        return downloads(session, found.session) if found.session else {}


def _keep(found: Visit) -> None:
    """One tick stands for every document: there is no page of each to go through."""
    envelope = envelope_of(found)
    if found.session is None:
        return
    with parts().database.writing() as session:
        for place, one in zip(envelope.places, envelope.documents, strict=True):
            if mark_document_read(session, found.session, place, SIMPLE):
                facts: dict[str, str | int] = {"digest": one.file.digest, "document": place, "view": SIMPLE}
                tell(session, found, "document_read", revision=envelope.revision.number, **facts)
        mark_read(session, found.session)


def may_agree_here(found: Visit) -> bool:
    return may_agree_simply(
        imprint=found.party.imprint,
        inputs=len(found.party.fields),
        own_certificate=needs_own_certificate(found.party.kind),
    )


def simple_page(found: Visit, form: ReadForm | None = None, status: int = 200) -> Response:
    return page(
        "simple",
        found,
        status,
        form=(form or ReadForm(formdata=None)).drawn_for(found),
        documents=envelope_of(found).documents,
        may_agree=may_agree_here(found),
        ways=other_ways(found),
    )
