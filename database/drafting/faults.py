"""What a draft still lacks before it can be sent, as codes; sentences are in webapp.texts.draft_faults."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from contracts.custom_values import missing, values_from
from contracts.designations import doubled
from contracts.edelivery import require_sendable
from contracts.refusals import NotarialDeedNeeded
from contracts.standing import Standing
from contracts.submission import MOST_PARTIES
from contracts.type_preset import LESSEE, TypePreset
from database.contract import Contract
from database.drafting.dividing import dividing_faults
from database.drafting.party_faults import party_faults
from database.drafting.restrictions import restriction_faults
from database.drafting.signing_right import signing_faults
from database.drafting.spelling import Fault
from database.party import Party
from database.queries.draft_parties import parties_of
from database.queries.types import preset_of
from database.queries.versions import newest_version

CUSTOM = "item_"
"""Before the code of a type's own item: what its field on every page, and its fault, are called."""


class DraftIncomplete(Exception):
    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__([fault.code for fault in faults])


def faults_in(session: Session, contract: Contract, *, may_text: bool) -> tuple[Fault, ...]:
    """Return every fault of the draft as it stands; `may_text`: this installation sends SMS."""
    parties = parties_of(session, contract)
    held = faults_of(
        contract,
        parties,
        has_document=newest_version(session, contract) is not None,
        may_text=may_text,
    )
    return (
        *held,
        *restriction_faults(session, contract, parties),
        *signing_faults(session, contract, parties),
        *dividing_faults(session, contract),
    )


def faults_of(
    contract: Contract, parties: Sequence[Party], *, has_document: bool, may_text: bool
) -> tuple[Fault, ...]:
    """Return every fault that the rows alone tell, in the order of the form."""
    preset = preset_of(contract.type)
    return (
        *_document_faults(has_document=has_document),
        *_fact_faults(contract),
        *_type_faults(contract, parties, preset),
        *_standing_faults(contract, parties),
        *_designation_faults(parties),
        *(fault for party in parties for fault in party_faults(party, preset, may_text=may_text)),
    )


def _document_faults(*, has_document: bool) -> Iterator[Fault]:
    if not has_document:
        yield Fault("file", "document_missing")


def _fact_faults(contract: Contract) -> Iterator[Fault]:
    if not contract.title:
        yield Fault("title", "title_missing")
    if contract.type_id is None:
        yield Fault("contract_type", "type_missing")
    if contract.starts_on and contract.ends_on and contract.ends_on < contract.starts_on:
        yield Fault("ends_on", "ends_before_start")
    if contract.open_ended and contract.ends_on:
        yield Fault("ends_on", "ends_although_open")
    if contract.amount_state == "stated" and contract.amount is None:
        yield Fault("amount", "amount_missing")


def _type_faults(contract: Contract, parties: Sequence[Party], preset: TypePreset) -> Iterator[Fault]:
    """What the law asks of this kind of contract (AD-15, IM-25, C.4)."""
    if preset.guarantee_limit and not contract.guarantee_limit:
        yield Fault("guarantee_limit", "guarantee_limit_missing")
    if preset.lessee_signs and not any(party.role == LESSEE and party.signs for party in parties):
        yield Fault("parties", "lessee_missing")
    for field in missing(preset.items, values_from(contract.custom_values)):
        yield Fault(f"{CUSTOM}{field.code}", "custom_missing")
    try:
        require_sendable(contract.type.edelivery if contract.type else "")
    except NotarialDeedNeeded as refused:
        yield Fault("contract_type", refused.code)


def _designation_faults(parties: Sequence[Party]) -> Iterator[Fault]:
    twice = doubled(tuple(party.designation for party in parties))
    for party in parties:
        if party.designation in twice:
            yield Fault("designation", "designation_doubled", party.public_id)


def _standing_faults(contract: Contract, parties: Sequence[Party]) -> Iterator[Fault]:
    if contract.standing not in set(Standing):
        yield Fault("standing", "standing_missing")
    if not any(party.signs and not party.names_only for party in parties):
        yield Fault("parties", "signer_missing")
    if len(parties) > MOST_PARTIES:
        yield Fault("parties", "too_many_parties")
    owns = any(party.own and party.signs for party in parties)
    if contract.standing == Standing.OWN_SIGNER and not owns:
        yield Fault("standing", "own_signer_missing")
