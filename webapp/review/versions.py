"""版の一覧 of a contract, and the page of one version (MK-38)."""

from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from adapters.confinement import ConfinedTaskFailed
from contracts.roles import Permission
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.reviews import reviews_of_contract
from database.queries.version_desk import VersionLine, version_lines
from database.version_acts import note_view
from webapp.access.finding import contract_or_404
from webapp.access.staff import require, staff, staff_here, staff_origin
from webapp.access.traces import tell_seen
from webapp.casefile.comments import comments_seen
from webapp.casefile.shown import ShownDocument
from webapp.parts import parts
from webapp.pdf_answer import page_count, pdf_answer, picture_answer, safe_name
from webapp.review.blueprint import blueprint
from webapp.review.comment_forms import CommentForm, comment_form
from webapp.review.finding import Found, version_or_404
from webapp.review.restoring import may_restore
from webapp.tabs import opened, tabs_for


@blueprint.get("/contracts/<public_id>/versions")
def versions(public_id: str) -> str:
    with parts().database.reading() as session:
        contract = contract_or_404(session, public_id)
        lines = version_lines(session, contract)
        return render_template(
            "review/versions.html",
            contract=contract,
            lines=lines,
            may_restore=may_restore(contract),
            compared=_last_two(lines),
            reviews=reviews_of_contract(session, staff(), contract),
        )


@blueprint.get("/contracts/<public_id>/versions/<int:number>")
def version(public_id: str, number: int) -> ResponseReturnValue:
    """Show one version; that it was opened is kept, as with the page of a contract (T68)."""
    with parts().database.writing() as session:
        found = version_or_404(session, public_id, number)
        note_view(session, found.version, staff().user)
        facts: dict[str, str | int] = {"version": number, "address": staff_origin().address}
        told = Told("version_viewed", staff().user.public_id, public_id, facts)
        append_audit(session, found.contract.organization_id, told, now_of(session))
    return version_page(public_id, number)


def version_page(
    public_id: str, number: int, form: CommentForm | None = None, status: int = 200
) -> ResponseReturnValue:
    """Return the page; `form` is a comment that was sent and is shown again."""
    with parts().database.reading() as session:
        found = version_or_404(session, public_id, number)
        line = _line(session, found)
        page = render_template(
            "review/version.html",
            contract=found.contract,
            line=line,
            version=found.version,
            shown=_shown(found),
            show_all=request.args.get("pages") == "all",
            own_mark=next((one for one in line.marks if one.user_id == staff().user.id), None),
            may_review=staff_here().may(Permission.REVIEW),
            may_restore=may_restore(found.contract) and not line.is_newest,
            comments=comments_seen(session, found.contract, found.version),
            comment_form=form or comment_form(session),
        )
    return page, status


@blueprint.get("/contracts/<public_id>/versions/<int:number>/shown.pdf")
def version_document(public_id: str, number: int) -> Response:
    require(Permission.READ)
    found, at = _opened(public_id, number)
    return pdf_answer(found.files[at], f"{safe_name(found.names[at])}_第{number}版.pdf", inline=True)


@blueprint.get("/contracts/<public_id>/versions/<int:number>/pages/<int:page>.png")
def version_picture(public_id: str, number: int, page: int) -> Response:
    found, at = _opened(public_id, number)
    return picture_answer(found.files[at], page)


def _opened(public_id: str, number: int) -> tuple[Found, int]:
    """Return the version and the index of the document that is opened, which is told of (GM-34)."""
    with parts().database.reading() as session:
        found = version_or_404(session, public_id, number)
    at = opened(request.args, len(found.files)) - 1
    digest = found.files[at].digest
    tell_seen(found.contract, staff_origin(), "document_viewed", version=number, sha256=digest)
    return found, at


def _shown(found: Found) -> ShownDocument:
    here: dict[str, Any] = {"public_id": found.contract.public_id, "number": found.version.number}
    tabs = tabs_for(found.names, request.args, "review.version", **here)
    identity = found.files[tabs.now - 1]
    try:
        pages = page_count(parts().files, identity)
    except ConfinedTaskFailed:
        pages = 0
    address = {**here, **tabs.argument}
    return ShownDocument(
        tabs=tabs,
        pdf_url=url_for("review.version_document", **address),
        picture_urls=tuple(
            url_for("review.version_picture", page=page, **address) for page in range(1, pages + 1)
        ),
        all_url=url_for("review.version", pages="all", **address),
        digest=identity.digest,
    )


def _line(session: Session, found: Found) -> VersionLine:
    lines = version_lines(session, found.contract)
    return next(one for one in lines if one.version.id == found.version.id)


def _last_two(lines: list[VersionLine]) -> tuple[int, int] | None:
    """Return the numbers that a comparison starts with, the older first."""
    return (lines[1].version.number, lines[0].version.number) if len(lines) > 1 else None
