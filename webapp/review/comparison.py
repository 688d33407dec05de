"""版の比較: any two versions, their pages side by side or their words clause by clause (MK-39)."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import abort, render_template, request, url_for

from adapters.comparing import ClauseComparison, compare_clauses
from adapters.confinement import ConfinedTaskFailed
from adapters.files import FileStore
from contracts.signing import FileIdentity
from database.contract import Contract
from database.document import DocumentVersion
from database.queries.revised_documents import RevisedDocument, revised_envelope
from database.queries.version_desk import exchange_between
from database.queries.versions import versions_of
from webapp.access.finding import contract_or_404
from webapp.access.staff import staff_origin
from webapp.access.traces import tell_seen
from webapp.drafting import loaded
from webapp.parts import parts
from webapp.pdf_answer import page_count
from webapp.review.blueprint import blueprint
from webapp.tabs import argument_of, tabs_for
from webapp.texts.versions import CHANGES

VIEWS = ("text", "pages")
MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Compared:
    """What was asked for; `gone` names documents that the new version has no more."""

    old: DocumentVersion
    new: DocumentVersion
    documents: tuple[RevisedDocument, ...]
    gone: tuple[str, ...]


@blueprint.get("/contracts/<public_id>/versions/comparison")
def comparison(public_id: str) -> str:
    with parts().database.reading() as session:
        contract = contract_or_404(session, public_id)
        versions = [loaded(one) for one in versions_of(session, contract)]
        if not versions:
            abort(404)
        asked = _asked(contract, versions)
        exchange = exchange_between(session, contract, asked.old, asked.new)
    numbers = {"old": asked.old.number, "new": asked.new.number}
    tell_seen(contract, staff_origin(), "versions_compared", **numbers)
    view = request.args.get("view", VIEWS[0])
    here: dict[str, Any] = {"public_id": public_id, "old": asked.old.number, "new": asked.new.number}
    address: dict[str, Any] = {**here, **({"view": view} if view in VIEWS[1:] else {})}
    tabs = tabs_for([one.name for one in asked.documents], request.args, "review.comparison", **address)
    document = asked.documents[tabs.now - 1]
    shown = _pages(asked, document, tabs.now) if view == "pages" else _words(document)
    return render_template(
        "review/comparison.html",
        contract=contract,
        versions=versions,
        asked=asked,
        tabs=tabs,
        view="pages" if view == "pages" else "text",
        views=[
            (one, url_for("review.comparison", **{**here, **tabs.argument, "view": one})) for one in VIEWS
        ],
        kinds=CHANGES,
        exchange=exchange,
        is_new=document.old is None,
        is_same=asked.old.id == asked.new.id or document.old == document.new,
        address={**address, **tabs.argument},
        **shown,
    )


def _asked(contract: Contract, versions: list[DocumentVersion]) -> Compared:
    """Without numbers the last two are compared; the document is known again by its file's name."""
    by_number = {one.number: one for one in versions}
    new = by_number.get(_number("new", versions[-1].number)) or abort(404)
    before = versions[-2] if len(versions) > 1 else versions[-1]
    old = by_number.get(_number("old", before.number)) or abort(404)
    envelope = revised_envelope(contract, old, new)
    return Compared(old, new, envelope.documents, envelope.gone)


def _number(name: str, default: int) -> int:
    text = request.args.get(name, "")
    return int(text[:6]) if text.isascii() and text.isdecimal() else default


def _words(document: RevisedDocument) -> dict[str, Any]:
    """Return the changes, or the reason for which there are none to show."""
    if document.old is None:
        return {"compared": None, "changes": (), "left_out": 0}
    try:
        compared = compared_clauses(parts().files, document.old, document.new)
    except ConfinedTaskFailed:
        return {"compared": None, "changes": (), "left_out": 0, "is_too_long": True}
    left_out = max(0, len(compared.changes) - MOST_SHOWN)
    return {"compared": compared, "changes": compared.changes[:MOST_SHOWN], "left_out": left_out}


@lru_cache(maxsize=100)
def compared_clauses(files: FileStore, old: FileIdentity, new: FileIdentity) -> ClauseComparison:
    """Two stored files never change, so they are compared once."""
    return compare_clauses(files.read(old), files.read(new))


def _pages(asked: Compared, document: RevisedDocument, place: int) -> dict[str, Any]:
    """Return the addresses of one page of each side; a side without that page has none."""
    olds, news = _count(document.old), _count(document.new)
    most = max(olds, news, 1)
    page = min(max(_number("page", 1), 1), most)
    old_place = _place_of(asked.old, document) if document.old else 1
    return {
        "page": page,
        "pages": most,
        "old_picture": _picture(asked.old, old_place, page) if page <= olds else "",
        "new_picture": _picture(asked.new, place, page) if page <= news else "",
    }


def _picture(version: DocumentVersion, place: int, page: int) -> str:
    public_id = str((request.view_args or {})["public_id"])
    return url_for(
        "review.version_picture", public_id=public_id, number=version.number, page=page, **argument_of(place)
    )


def _place_of(version: DocumentVersion, document: RevisedDocument) -> int:
    files = [one.working.public_id for one in version.documents]
    return files.index(document.old.object_id) + 1 if document.old else 1


def _count(file: FileIdentity | None) -> int:
    try:
        return page_count(parts().files, file) if file else 0
    except ConfinedTaskFailed:
        return 0
