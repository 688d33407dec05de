"""当事者型: what a party is handed to sign itself, and what the signer puts into the revision (LW-08)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.document_ways import Way
from contracts.messages import EffectRequest
from contracts.signing import Filling, OwnSignature, Sealing
from database import dossiers
from database.agreed import AgreedIsChanged, agreed_values
from database.document_ways import ways_sent_to
from database.evidence import Revision
from database.inputs import values_in
from database.own_filing import OwnDossier, ToSign, chain_of, is_given
from database.own_signatures import OwnSignatureRow
from database.party import Party
from database.spots import spots_of_round


def own_dossier(
    session: Session, party: Party, facts: Mapping[str, Any], at: datetime, named: str
) -> OwnDossier:
    """`facts` are those that the agreement will have, `named` the public id it will name.

    Raises AgreedIsChanged where they do not stand.
    """
    contract = party.contract
    newest = dossiers.revisions_of(session, contract, contract.round)[-1]
    prepared = dossiers.EventFacts(dict(facts), at)
    filling = dossiers.filling_of(session, party, prepared, contract.round, dossiers.LAID_OUT)
    reason = dossiers.own_reason(party, prepared, named)
    documents = tuple(_to_sign(session, party, newest, filling, facts))
    return OwnDossier(named, newest.number, newest.digest, documents, reason)


def _to_sign(
    session: Session, party: Party, newest: Revision, filling: Filling, facts: Mapping[str, Any]
) -> Iterator[ToSign]:
    contract, typed = party.contract, agreed_values(session, party, facts)
    spots = spots_of_round(session, contract, contract.round)
    ways = ways_sent_to(session, party)
    for at, file in enumerate(newest.files, 1):
        if ways.of(at) is Way.SIGN:
            values = values_in(party, spots, typed, at)
            yield ToSign(at, dossiers.identity_of(contract, file), replace(filling, values=values))


def with_own(session: Session, request: EffectRequest, sealing: Sealing) -> Sealing:
    """Return the dossier with what the party signed itself, where its agreement says so."""
    contract = dossiers.contract_of(session, request.contract)
    agreed = dossiers.event_of(session, contract, request.effect.sequence).facts
    if not agreed.get("own_signature"):
        return sealing
    party = session.scalars(select(Party).where(Party.public_id == request.effect.recipient)).one()
    parent = dossiers.revisions_of(session, contract, request.effect.round)[-1]
    own = own_by_position(session, party, agreed, parent)
    documents = tuple(replace(one, own=own.get(at)) for at, one in enumerate(sealing.documents, 1))
    if any(one.own is None and one.carried is None for one in documents):
        # No document that the party signs gets the platform's signature in its place.
        raise AgreedIsChanged("own_signature", str(agreed["own_signature"]))
    return replace(sealing, documents=documents)


def own_by_position(
    session: Session, party: Party, facts: Mapping[str, Any], parent: Revision
) -> dict[int, OwnSignature]:
    """Return what the party signed itself as its agreement names it; raises AgreedIsChanged."""
    named = str(facts.get("own_signature", ""))
    if not named:
        return {}
    row = session.scalars(
        select(OwnSignatureRow).where(
            OwnSignatureRow.public_id == named, OwnSignatureRow.party_id == party.id
        )
    ).first()
    if row is None or not is_given(row) or _differs(row, facts, parent):
        raise AgreedIsChanged("own_signature", named)
    certificates = chain_of(row)
    return {
        one.position: OwnSignature(
            dossiers.identity_of(party.contract, one.file),
            one.attributes,
            one.value.signature if one.value else b"",
            certificates,
        )
        for one in row.documents
    }


def _differs(row: OwnSignatureRow, facts: Mapping[str, Any], parent: Revision) -> bool:
    agreed = (facts["round"], facts["own_revision"], facts["imprint"], facts.get("form", ""))
    prepared = (row.round, row.number, row.imprint, row.form)
    return agreed != prepared or parent.digest != row.parent
