"""内容を確認: the exact bytes that are agreed to, first page first, then all, each document (CS-14)."""

from flask import Response, request, url_for

from database.party_sessions import mark_read
from database.people import PartySession
from database.queries.agreement import shares_an_order
from database.queries.downloads import NamedFile
from database.queries.preferences import preferences_of
from database.queries.readings import mark_document_opened, mark_document_read
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.changes import is_revised
from webapp.counterparty.comment import comment_shown
from webapp.counterparty.envelope import Envelope, envelope_of, picture_urls
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.indicator import Step, labels_for
from webapp.counterparty.other_ways import other_ways
from webapp.counterparty.pages import go_to, page
from webapp.counterparty.progress import shown_progress
from webapp.counterparty.steps import url_after
from webapp.counterparty.telling import tell, tell_shown
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer, picture_answer, safe_name
from webapp.tabs import ARGUMENT, opened

ALL = "all"


@blueprint.get("/contract")
def contract() -> Response:
    found = guard.visit()
    envelope = envelope_of(found)
    tabs = envelope.tabs("counterparty.contract")
    shown = envelope.open.file
    labels, now = labels_for(found.party, Step.CONTRACT)
    pictures = picture_urls("counterparty.contract_picture", shown, tabs)
    show_all = request.args.get("pages") == ALL
    return page(
        "contract",
        found,
        form=VisitForm().drawn_for(found),
        step_labels=labels,
        step_now=now,
        tabs=tabs,
        pictures=pictures,
        show_all=show_all,
        must_show_all=_requires_all(found) and not show_all and len(pictures) > 1,
        reads_only=envelope.reads_only,
        is_last=envelope.unread_after(tabs.now) in {None, tabs.now},
        shares_order=shares_an_order(found.contract, found.party),
        is_revised=is_revised(found),
        comment=comment_shown(found),
        ways=other_ways(found),
        **shown_progress(found),
    )


@blueprint.get("/contract/document.pdf")
def contract_pdf() -> Response:
    shown = _opened()
    return pdf_answer(shown.file, f"{safe_name(shown.name)}.pdf", inline=True)


@blueprint.get("/contract/pages/<int:number>.png")
def contract_picture(number: int) -> Response:
    return picture_answer(_opened().file, number)


def _opened() -> NamedFile:
    found = guard.visit()
    shown = envelope_of(found).open
    tell_shown(found, shown.file.digest)
    return shown


@blueprint.post("/contract/views")
def view_all() -> Response:
    """すべて見る, pressed by a person: what mail scanners fetch is told, and opens nothing (T14)."""
    found = guard.visit()
    envelope = envelope_of(found)
    place = opened(request.form, len(envelope.documents))
    if found.session is not None:
        with parts().database.writing() as session:
            if mark_document_opened(session, found.session, envelope.places[place - 1]):
                tell(session, found, "document_viewed", **_what(envelope, place))
    return go_to(_url_of(place, ALL))


@blueprint.post("/contract/reading")
def read() -> Response:
    """The person is through with one document; the step is done when all are (GM-14, CF-12)."""
    found = guard.visit()
    envelope = envelope_of(found)
    place = opened(request.form, len(envelope.documents))
    if _requires_all(found) and request.form.get("pages") != ALL:
        return go_to(_url_of(place, ALL))
    if found.session is not None:
        _keep(found, found.session, envelope, place)
    following = envelope_of(found).unread_after(place) if len(envelope.documents) > 1 else None
    return go_to(url_after(found, Step.CONTRACT) if following is None else _url_of(following))


def _keep(found: Visit, visitor: PartySession, envelope: Envelope, place: int) -> None:
    every = set(range(1, len(envelope.documents) + 1))
    with parts().database.writing() as session:
        if mark_document_read(session, visitor, envelope.places[place - 1]):
            tell(session, found, "document_read", **_what(envelope, place))
        if not every - envelope.read - {place}:
            mark_read(session, visitor)


def _what(envelope: Envelope, place: int) -> dict[str, str | int]:
    digest = envelope.documents[place - 1].file.digest
    return {"revision": envelope.revision.number, "digest": digest, ARGUMENT: envelope.places[place - 1]}


def _requires_all(found: Visit) -> bool:
    with parts().database.reading() as session:
        return preferences_of(session, found.contract.organization_id).requires_full_view


def _url_of(place: int, pages: str | None = None) -> str:
    return url_for("counterparty.contract", document=None if place == 1 else place, pages=pages)
