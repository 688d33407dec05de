"""自分の証明書で署名する（当事者型）: data to sign go out, signatures come back, the key stays (LW-08)."""

import hashlib
import uuid
from base64 import b64encode
from dataclasses import asdict
from datetime import datetime
from typing import Any

from asn1crypto import pem
from flask import Response, abort, jsonify, request, url_for
from flask_wtf.file import FileField
from sqlalchemy.orm import Session

from adapters.own_signing import (
    OwnCertificateRefused,
    PartyCertificates,
    certificates_of,
    prepared_for,
    taken,
)
from contracts.signing import FileIdentity, Purpose
from database.audit import Told, append_audit
from database.contract import Party
from database.engine import now_of
from database.own_dossiers import own_dossier
from database.own_filing import (
    OwnCertificate,
    Prepared,
    PreparedDocument,
    ToSign,
    file_prepared,
    give,
    is_given,
    is_stale,
    own_signature_of,
    prepared_so_far,
    reason_with,
)
from database.own_signatures import OwnSignatureRow
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.agreement import AgreementForm, act_of, refusal_to_agree
from webapp.counterparty.asking import UNPROCESSABLE, origin_of
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.envelope import envelope_of
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.parts import parts
from webapp.texts.own_signature import own_refusal
from workflows.verifying import trusted_roots

MOST_PREPARED = 20
LARGEST_SIGNATURE = 16 * 1024


class OwnCertificateForm(AgreementForm):
    """What the confirmation page shows, and the certificate: the key is never asked for."""

    certificate = FileField()


@blueprint.post("/own-signature")
def prepare_own() -> Response:
    found, form = guard.visit(), OwnCertificateForm()
    refusal = refusal_to_agree(found, form)
    if refusal or not form.validate():
        return refusal or go_to(url_for("counterparty.preview"))
    upload = form.certificate.data
    try:
        row = _prepared(found, form, upload.read() if upload else b"")
    except OwnCertificateRefused as refused:
        status = CONFLICT if refused.code == "too_often" else UNPROCESSABLE
        return page("own_certificate", found, status, form=form, trouble=own_refusal(refused.code))
    return go_to(url_for("counterparty.own_signature", prepared=row.public_id))


@blueprint.get("/own-signature/<prepared>")
def own_signature(prepared: str) -> Response:
    found = guard.visit()
    return _shown(found, prepared)


@blueprint.get("/own-signature/<prepared>/request.json")
def own_signature_request(prepared: str) -> Response:
    """The same for a program: docs/own-certificate.md describes every field."""
    found = guard.visit()
    with parts().database.reading() as session:
        row = _row(session, found, prepared)
        return jsonify(
            version=1,
            algorithm="sha256",
            certificate={"subject": row.subject, "issuer": row.issuer, "serial": row.serial},
            documents=[
                {
                    "position": one.position,
                    "attributes": b64encode(one.attributes).decode(),
                    "sha256": _digest(one.attributes),
                }
                for one in row.documents
            ],
        )


@blueprint.get("/own-signature/<prepared>/attributes-<int:position>.der")
def own_signature_data(prepared: str, position: int) -> Response:
    found = guard.visit()
    with parts().database.reading() as session:
        row = _row(session, found, prepared)
        one = next((each for each in row.documents if each.position == position), None) or abort(404)
        answer = Response(one.attributes, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="attributes-{position}.der"'
    return answer


@blueprint.post("/own-signature/<prepared>/signature")
def give_own_signature(prepared: str) -> Response:
    found, form = guard.visit(), VisitForm()
    if not form.validate():
        return _shown(found, prepared, UNPROCESSABLE, "missing")
    try:
        _given(found, prepared)
    except OwnCertificateRefused as refused:
        return _shown(found, prepared, UNPROCESSABLE, refused.code)
    return go_to(url_for("counterparty.own_signature", prepared=prepared))


def _prepared(found: Visit, form: AgreementForm, given: bytes) -> OwnSignatureRow:
    """Fill and lay out every document the party signs; files first, then their rows in one transaction."""
    facts: dict[str, Any] = asdict(act_of(found, form))
    with parts().database.reading() as session:
        party, now = _party(session, found), now_of(session)
        if prepared_so_far(session, party) >= MOST_PREPARED:
            raise OwnCertificateRefused("too_often")
        certificates = certificates_of(given, now, trusted_roots(parts().settings))
        dossier = own_dossier(session, party, facts, now)
    told = OwnCertificate(
        certificates.subject, certificates.issuer, certificates.serial, certificates.encoded()
    )
    reason = reason_with(dossier, told)
    documents = [_laid_out(one, certificates, reason, now) for one in dossier.documents]
    with parts().database.writing() as session:
        party = _party(session, found)
        row = file_prepared(session, party, Prepared(dossier, told, documents, facts))
        _audit(session, found, "own_signature_prepared", row)
    return row


def _laid_out(one: ToSign, certificates: PartyCertificates, reason: str, at: datetime) -> PreparedDocument:
    made = prepared_for(parts().files.read(one.parent), one.filling, certificates, reason, at)
    digest = hashlib.sha256(made.pdf).hexdigest()
    file = FileIdentity(one.parent.organization, str(uuid.uuid4()), Purpose.REVISION, digest)
    parts().files.write(file, made.pdf)
    return PreparedDocument(one.position, file, len(made.pdf), made.attributes)


def _given(found: Visit, prepared: str) -> None:
    with parts().database.writing() as session:
        row = _row(session, found, prepared)
        if is_stale(session, row, found.contract):
            raise OwnCertificateRefused("stale")
        signer = pem.unarmor(row.certificates.encode())[2]
        for one in row.documents:
            upload = request.files.get(f"signature_{one.position}")
            data = upload.read(LARGEST_SIGNATURE + 1) if upload else b""
            give(session, one, taken(signer, one.attributes, data))
        _audit(session, found, "own_signature_given", row)


def _shown(found: Visit, prepared: str, status: int = 200, code: str = "") -> Response:
    with parts().database.reading() as session:
        row = _row(session, found, prepared)
        stale = is_stale(session, row, found.contract)
        given, documents = is_given(row), list(row.documents)
    names = envelope_names(found)
    return page(
        "own_signature",
        found,
        CONFLICT if stale else status,
        form=VisitForm(formdata=None).drawn_for(found),
        row=row,
        documents=[(one, names.get(one.position, ""), _digest(one.attributes)) for one in documents],
        given=given and not stale,
        trouble=own_refusal("stale" if stale else code) if stale or code else "",
        stale=stale,
    )


def envelope_names(found: Visit) -> dict[int, str]:
    """Return the name of each document by its place in the whole envelope."""
    envelope = envelope_of(found)
    return {at: one.name for at, one in zip(envelope.places, envelope.documents, strict=True)}


def _party(session: Session, found: Visit) -> Party:
    return session.get_one(Party, found.party.id)


def _row(session: Session, found: Visit, prepared: str) -> OwnSignatureRow:
    """Nothing that another party prepared, or another holder of the place before, is there."""
    return own_signature_of(session, _party(session, found), prepared) or abort(404)


def _audit(session: Session, found: Visit, code: str, row: OwnSignatureRow) -> None:
    facts: dict[str, str | int] = {
        "name": row.subject,
        "issuer": row.issuer,
        "serial": row.serial,
        "prepared": row.public_id,
        "address": origin_of(found).address,
    }
    told = Told(code, found.party.public_id, found.contract.public_id, facts)
    append_audit(session, found.contract.organization_id, told, now_of(session))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
