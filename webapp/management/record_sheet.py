"""What a record is on paper: its sheet on A4, and a copy of the concluded document (LW-25, LW-36)."""

from pathlib import Path

from flask import Response, abort, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from adapters.booklets import render
from adapters.certificates.glyphs import seen
from adapters.confinement import ConfinedTaskFailed
from adapters.filling.copy_mark import copied
from contracts.certificate_id import certificate_id
from contracts.roles import Permission
from contracts.stage import STANDING, Stage
from contracts.tax_keeping import chosen_measures
from database.audit import Told, append_audit
from database.changing_metadata import own_items
from database.contract import Contract
from database.engine import now_of
from database.queries.downloads import NamedFile, concluded_documents, documents_shown
from database.queries.metadata_history import changes_of
from database.queries.retention import kept_until
from database.queries.tax_records import files_of
from database.queries.three_days import three_days_of
from database.queries.timeline import acts_of
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import policies, require, staff, staff_origin
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import PDF, disposition, safe_name
from webapp.tabs import opened
from webapp.texts.acts import act_title, acted_by
from webapp.texts.metadata import item_label, item_shown, source_label
from webapp.texts.retention import kept_word
from webapp.texts.tax_keeping import MEASURES

BUSY_SECONDS = "10"
STYLE = Path(__file__).resolve().parents[2] / "templates" / "management" / "record_sheet.css"
USUAL_NOTE = (
    "この書面は、電子契約（電磁的記録）の内容を印刷した写しです。原本は電磁的記録として保存しています。"
)
MOST_CHANGES = 500
WITHOUT_ITEM = frozenset({"contact_changed"})
"""Its item is two mail addresses: the sheet leaves the house."""


@blueprint.get("/contracts/<public_id>/record.pdf")
def record_sheet(public_id: str) -> Response:
    """Answer with the record on A4: its items, parties, files with SHA-256, history; in Japanese."""
    require(Permission.READ)
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        _leave_row(session, contract, "record_sheet")
    with parts().database.reading() as session, force_locale("ja"):
        html = _sheet(session, sent_contract_or_404(session, public_id))
    try:
        pdf = render(html, STYLE.read_text(encoding="utf-8"), {})
    except ConfinedTaskFailed:
        return _busy()
    return _answered(pdf, f"{safe_name(contract.title)}_記録票.pdf", inline=True)


@blueprint.get("/contracts/<public_id>/copy.pdf")
def printed_copy(public_id: str) -> Response:
    """Answer with a copy of the document that `?document=` names, marked on every page as a copy."""
    require(Permission.DOWNLOAD)
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        one = _document(session, contract)
        _leave_row(session, contract, "printed_copy", sha256=one.file.digest)
    original = f"契約番号 {contract.number or '－'}　SHA-256 {one.file.digest}"
    if contract.stage == Stage.CONCLUDED:
        original = f"合意証明書ID {certificate_id(contract.public_id, contract.round)}　{original}"
    try:
        copy = copied(parts().files.read(one.file), f"原本：{original}", policies().copy_note or USUAL_NOTE)
    except ConfinedTaskFailed:
        return _busy()
    return _answered(copy, f"{safe_name(one.name)}_写し.pdf", inline=False)


def _document(session: Session, contract: Contract) -> NamedFile:
    """Of what is not agreed to there is a 締結前の写し instead."""
    if contract.stage not in STANDING:
        abort(404)
    documents = concluded_documents(session, contract) or documents_shown(session, contract)
    return documents[opened(request.args, len(documents)) - 1]


def _sheet(session: Session, contract: Contract) -> str:
    own = own_items(contract)
    changes = [
        {
            "at": row.at,
            "item": item_label(row.item, own),
            "was": item_shown(row.item, row.was, own),
            "became": item_shown(row.item, row.became, own),
            "by": row.by.name if row.by else _("（自動）"),
            "reason": row.reason,
            "source": source_label(row.source),
        }
        for row in reversed(changes_of(session, contract, MOST_CHANGES))
    ]
    return render_template(
        "management/record_sheet.html",
        contract=contract,
        organization=contract.organization.name,
        days=three_days_of(session, contract),
        files=files_of(session, contract, certificates=True),
        changes=changes,
        acts=[
            {
                "at": act.at,
                "title": act_title(act.kind, "" if act.kind in WITHOUT_ITEM else act.item, act.outcome),
                "who": acted_by(act.actor, act.on_behalf) or act.party,
            }
            for act in acts_of(session, contract)
        ],
        retain_until=kept_word(kept_until(session, contract)),
        measures=[MEASURES[one] for one in chosen_measures(policies().truthfulness)],
        printed_at=now_of(session),
        printed_by=staff().user.name,
        seen=seen,
    )


def _leave_row(session: Session, contract: Contract, what: str, **facts: str | int) -> None:
    origin = {"what": what, "address": staff_origin().address}
    told = Told("downloaded", staff().user.public_id, contract.public_id, {**facts, **origin})
    append_audit(session, contract.organization_id, told, now_of(session))


def _answered(pdf: bytes, name: str, *, inline: bool) -> Response:
    response = Response(pdf, mimetype=PDF)
    response.headers["Content-Disposition"] = disposition(name, inline=inline)
    return response


def _busy() -> Response:
    busy = Response(status=503)
    busy.headers["Retry-After"] = BUSY_SECONDS
    return busy
