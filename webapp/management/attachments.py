"""添付書類: PDFs kept beside a contract as they came; signatures made elsewhere stay valid (LW-16)."""

import hashlib
import json
import uuid
from datetime import datetime
from typing import Any

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from sqlalchemy.orm import Session

from adapters.confinement import ConfinedTaskFailed
from adapters.verification import examine
from contracts.certificate import in_jst
from contracts.policies import LimitReached
from contracts.roles import Permission
from contracts.signing import FileIdentity, Purpose
from contracts.verdict import TIMESTAMP, Findings, SignatureFinding, verdict_of
from database.audit import Told, append_audit
from database.contract import Contract
from database.dossiers import identity_of
from database.engine import now_of
from database.queries.attachments import (
    NewAttachment,
    attachment_of,
    attachments_of,
    file_attachment,
    same_attachment,
)
from database.queries.retention import is_locked
from database.usage import require_room_for_files
from webapp.access.finding import contract_or_404
from webapp.access.staff import require, staff, staff_here, staff_origin
from webapp.drafting.chosen import bare_name
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer
from webapp.texts.refusals import sentence_for
from webapp.texts.verdicts import VERDICTS
from workflows.verifying import anchors_of

UNPROCESSABLE, BUSY = 422, 503
MOST_FILES = 50
PDF_MARK = b"%PDF-"
NOT_PDF = _l("PDFファイルを選んでください。")
TOO_MANY = _l("添付書類は50件までです。不要なものを外してから追加してください。")
TOO_BUSY = _l("ほかのファイルを処理中です。少し待ってから、もう一度お試しください。")


class AttachmentForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    file = FileField(_l("添付するPDF"), [FileRequired(NOT_PDF)])


@blueprint.get("/contracts/<public_id>/attachments")
def attachments(public_id: str) -> ResponseReturnValue:
    require(Permission.DOWNLOAD)
    return _page(public_id, AttachmentForm())


@blueprint.post("/contracts/<public_id>/attachments")
def attach(public_id: str) -> ResponseReturnValue:
    require(Permission.SEND)
    form = AttachmentForm()
    if not form.validate():
        return _page(public_id, form), UNPROCESSABLE
    data, name = form.file.data.read(), bare_name(form.file.data.filename or "")
    fault = _fault(public_id, data)
    if fault:
        form.file.errors = [fault]
        return _page(public_id, form), UNPROCESSABLE
    try:
        anchors = anchors_of(parts().settings)
        found = _found(examine(data, anchors.signers, anchors.timestamps))
    except ConfinedTaskFailed:
        form.file.errors = [TOO_BUSY]
        return _page(public_id, form), BUSY
    _file(public_id, name, data, found)
    flash(_("添付書類を保管しました。"), "success")
    return redirect(url_for("management.attachments", public_id=public_id), 303)


@blueprint.get("/contracts/<public_id>/attachments/<file>")
def attached_file(public_id: str, file: str) -> Response:
    require(Permission.DOWNLOAD)
    with parts().database.writing() as session:
        contract = contract_or_404(session, public_id)
        row = attachment_of(session, contract, file) or abort(404)
        identity, name = identity_of(contract, row.file), row.filename
        tell(session, contract, "downloaded", identity.digest)
    return pdf_answer(identity, name, inline=False)


def attachments_again(public_id: str, told: str) -> str:
    """Return the page with a sentence on why nothing was done."""
    flash(told, "warning")
    return _page(public_id, AttachmentForm())


def _page(public_id: str, form: AttachmentForm) -> str:
    with parts().database.reading() as session:
        contract = contract_or_404(session, public_id)
        rows = [(row, _read(row.found)) for row in attachments_of(session, contract)]
        return render_template(
            "management/attachments.html",
            contract=contract,
            rows=rows,
            form=form,
            verdicts=VERDICTS,
            may_change=staff_here().may(Permission.SEND),
            is_kept=is_locked(session, contract),
        )


def _fault(public_id: str, data: bytes) -> str:
    if not data.startswith(PDF_MARK):
        return str(NOT_PDF)
    with parts().database.reading() as session:
        contract = contract_or_404(session, public_id)
        if len(attachments_of(session, contract)) >= MOST_FILES:
            return str(TOO_MANY)
        try:
            require_room_for_files(session, contract.organization_id, [len(data)])
        except LimitReached as reached:
            return sentence_for(reached)
    return ""


def _file(public_id: str, name: str, data: bytes, found: dict[str, Any]) -> None:
    digest = hashlib.sha256(data).hexdigest()
    with parts().database.reading() as session:
        if same_attachment(session, contract_or_404(session, public_id), name, digest):
            return
    identity = FileIdentity(staff().organization.public_id, str(uuid.uuid4()), Purpose.ATTACHED, digest)
    parts().files.write(identity, data)
    with parts().database.writing() as session:
        contract = contract_or_404(session, public_id)
        if same_attachment(session, contract, name, digest):
            return
        new = NewAttachment(name, identity, len(data), json.dumps(found, ensure_ascii=False))
        file_attachment(session, contract, staff().user, new)
        tell(session, contract, "attachment_filed", digest, name=name)


def tell(session: Session, contract: Contract, code: str, digest: str, **more: str) -> None:
    told_of: dict[str, str | int] = {"what": "attachment", "sha256": digest, **more}
    facts = {**told_of, "address": staff_origin().address}
    told = Told(code, staff().user.public_id, contract.public_id, facts)
    append_audit(session, contract.organization_id, told, now_of(session))


def _found(findings: Findings) -> dict[str, Any]:
    """Return what is kept of the signatures; `colour` is a contracts.verdict.Colour, never of the record."""
    return {
        "colour": verdict_of(findings, None).colour.value,
        "signatures": [_signature(one) for one in findings.signatures if one.kind != TIMESTAMP],
    }


def _read(found: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(found)
    for one in told["signatures"]:
        one["at"] = datetime.fromisoformat(one["at"]) if one["at"] else None
    return told


def _signature(one: SignatureFinding) -> dict[str, Any]:
    at = one.timestamped_at or one.signed_at
    return {
        "signer": one.signer,
        "reason": one.reason or "",
        "at": in_jst(at) if at and at.tzinfo else "",
        "proven": one.timestamped_at is not None,
        "sound": one.intact and one.valid,
    }
