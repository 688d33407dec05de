"""自分の証明書で署名する（当事者型）: data to sign go out, signatures come back, the key stays (LW-08)."""

import uuid
from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask import Response, request, url_for
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
from contracts.standing import needs_own_certificate
from database.audit import Told, append_audit
from database.engine import now_of
from database.own_dossiers import own_dossier
from database.own_filing import (
    OwnCertificate,
    Prepared,
    PreparedDocument,
    ToSign,
    chain_of,
    file_prepared,
    give,
    has_prepared_enough,
    is_being_sealed,
    is_given,
    objection_to,
    reason_with,
)
from database.own_signatures import OwnSignatureRow
from database.party import Party
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.agreement import AgreementForm, act_of, refusal_to_agree
from webapp.counterparty.asking import UNPROCESSABLE, origin_of
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.envelope import envelope_of
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.own_handed_out import digest_of, row_of
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.parts import parts
from webapp.texts.own_signature import own_refusal
from workflows.verifying import own_signers

LARGEST_SIGNATURE = 16 * 1024
LATER = {"too_often", "being_sealed"}


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
        status = CONFLICT if refused.code in LATER else UNPROCESSABLE
        told = {"trouble": own_refusal(refused.code), "needs_own": needs_own_certificate(found.party.kind)}
        return page("own_certificate", found, status, form=form, **told)
    return go_to(url_for("counterparty.own_signature", prepared=row.public_id))


@blueprint.get("/own-signature/<prepared>")
def own_signature(prepared: str) -> Response:
    found = guard.visit()
    return _shown(found, prepared)


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
        if has_prepared_enough(session, party):
            raise OwnCertificateRefused("too_often")
        if is_being_sealed(session, party.contract):
            raise OwnCertificateRefused("being_sealed")
        certificates = certificates_of(given, now, own_signers(parts().settings))
        dossier = own_dossier(session, party, facts, now, str(uuid.uuid4()))
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
    digest = digest_of(made.pdf)
    file = FileIdentity(one.parent.organization, str(uuid.uuid4()), Purpose.REVISION, digest)
    parts().files.write(file, made.pdf)
    return PreparedDocument(one.position, file, len(made.pdf), made.attributes)


def _given(found: Visit, prepared: str) -> None:
    with parts().database.writing() as session:
        row = row_of(session, found, prepared)
        session.refresh(row, with_for_update=True)
        objection = objection_to(session, row, found.contract)
        if objection:
            raise OwnCertificateRefused(objection)
        signer, was_given = chain_of(row)[0], is_given(row)
        for one in row.documents:
            upload = request.files.get(f"signature_{one.position}")
            data = upload.read(LARGEST_SIGNATURE + 1) if upload else b""
            give(session, one, taken(signer, one.attributes, data))
        if not was_given:
            _audit(session, found, "own_signature_given", row)


def _shown(found: Visit, prepared: str, status: int = 200, code: str = "") -> Response:
    with parts().database.reading() as session:
        row = row_of(session, found, prepared)
        objection = objection_to(session, row, found.contract)
        given, documents = is_given(row), list(row.documents)
    names, code = envelope_names(found), objection or code
    return page(
        "own_signature",
        found,
        CONFLICT if objection else status,
        form=VisitForm(formdata=None).drawn_for(found),
        row=row,
        documents=[(one, names.get(one.position, ""), digest_of(one.attributes)) for one in documents],
        given=given and not objection,
        trouble=own_refusal(code) if code else "",
        stale=bool(objection),
    )


def envelope_names(found: Visit) -> dict[int, str]:
    """Return the name of each document by its place in the whole envelope."""
    envelope = envelope_of(found)
    return {at: one.name for at, one in zip(envelope.places, envelope.documents, strict=True)}


def _party(session: Session, found: Visit) -> Party:
    return session.get_one(Party, found.party.id)


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
