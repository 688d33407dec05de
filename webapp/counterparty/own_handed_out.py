"""What a party that signs itself is handed: the data and the file they are of, also for a program (LW-08)."""

import hashlib
from base64 import b64encode
from typing import Any

from flask import Response, abort, jsonify, url_for
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session

from database.contract import Contract
from database.dossiers import identity_of
from database.own_filing import is_given, objection_to, own_signature_of
from database.own_signatures import OwnSignatureDocument, OwnSignatureRow
from database.party import Party
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import VisitForm
from webapp.parts import parts
from webapp.pdf_answer import PDF


@blueprint.get("/own-signature/<prepared>/request.json")
def own_signature_request(prepared: str) -> Response:
    """The same for a program: docs/own-certificate.md describes every field."""
    found = guard.visit()
    with parts().database.reading() as session:
        row = row_of(session, found, prepared)
        standing = objection_to(session, row, found.contract) or ("given" if is_given(row) else "open")
        return jsonify(
            version=1,
            state=standing,
            algorithm="sha256",
            certificate={"subject": row.subject, "issuer": row.issuer, "serial": row.serial},
            documents=[_for_a_program(row, one) for one in row.documents],
            answer={
                "url": url_for("counterparty.give_own_signature", prepared=prepared),
                "fields": {
                    "csrf_token": generate_csrf(),
                    "visit": VisitForm(formdata=None).drawn_for(found).visit.data,
                },
            },
        )


def _for_a_program(row: OwnSignatureRow, one: OwnSignatureDocument) -> dict[str, Any]:
    document = url_for("counterparty.own_signature_document", prepared=row.public_id, position=one.position)
    return {
        "position": one.position,
        "file": f"signature_{one.position}",
        "attributes": b64encode(one.attributes).decode(),
        "sha256": digest_of(one.attributes),
        "document": {"url": document, "sha256": one.file.digest},
    }


@blueprint.get("/own-signature/<prepared>/attributes-<int:position>.der")
def own_signature_data(prepared: str, position: int) -> Response:
    found = guard.visit()
    with parts().database.reading() as session:
        data = _document(session, found, prepared, position).attributes
    return _saved_as(f"attributes-{position}.der", data, "application/octet-stream")


@blueprint.get("/own-signature/<prepared>/prepared-<int:position>.pdf")
def own_signature_document(prepared: str, position: int) -> Response:
    """The file that is signed, with the room for the signature: nobody has to sign a digest unseen."""
    found = guard.visit()
    with parts().database.reading() as session:
        contract = session.get_one(Contract, found.contract.id)
        file = identity_of(contract, _document(session, found, prepared, position).file)
    return _saved_as(f"prepared-{position}.pdf", parts().files.read(file), PDF)


def _document(session: Session, found: Visit, prepared: str, position: int) -> OwnSignatureDocument:
    row = row_of(session, found, prepared)
    return next((one for one in row.documents if one.position == position), None) or abort(404)


def _saved_as(name: str, data: bytes, kind: str) -> Response:
    answer = Response(data, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def row_of(session: Session, found: Visit, prepared: str) -> OwnSignatureRow:
    """Nothing that another party prepared, or another holder of the place before, is there."""
    party = session.get_one(Party, found.party.id)
    return own_signature_of(session, party, prepared) or abort(404)


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
