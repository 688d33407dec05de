"""What a draft still lacks before it can be sent, as codes; sentences are in webapp.texts.draft_faults."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from contracts.edelivery import require_sendable
from contracts.leases import LESSEE, needs_guarantee_limit, needs_lessee
from contracts.refusals import NotarialDeedNeeded
from contracts.standing import Standing
from contracts.submission import MOST_PARTIES
from database.contract import Contract, Party
from database.queries.draft_parties import parties_of
from database.queries.versions import newest_version
from webapp.drafting.party_faults import party_faults
from webapp.drafting.spelling import Fault
from webapp.parts import parts


class DraftIncomplete(Exception):
    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__([fault.code for fault in faults])


def faults_in(session: Session, contract: Contract) -> tuple[Fault, ...]:
    """Return every fault of the draft as it stands, on this installation."""
    return faults_of(
        contract,
        parties_of(session, contract),
        has_document=newest_version(session, contract) is not None,
        may_text=parts().settings.sms != "off",
    )


def faults_of(
    contract: Contract, parties: Sequence[Party], *, has_document: bool, may_text: bool
) -> tuple[Fault, ...]:
    """Return every fault, in the order of the form; `may_text`: this installation sends SMS."""
    kind = contract.type.code if contract.type else ""
    return (
        *_document_faults(has_document=has_document),
        *_fact_faults(contract),
        *_type_faults(contract, parties, kind),
        *_standing_faults(contract, parties),
        *(fault for party in parties for fault in party_faults(party, kind, may_text=may_text)),
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
    if contract.amount_state == "stated" and contract.amount is None:
        yield Fault("amount", "amount_missing")


def _type_faults(contract: Contract, parties: Sequence[Party], kind: str) -> Iterator[Fault]:
    """What the law asks of this kind of contract (AD-15, IM-25, C.4)."""
    if needs_guarantee_limit(kind) and not contract.guarantee_limit:
        yield Fault("guarantee_limit", "guarantee_limit_missing")
    if needs_lessee(kind) and not any(party.role == LESSEE and party.signs for party in parties):
        yield Fault("parties", "lessee_missing")
    try:
        require_sendable(contract.type.edelivery if contract.type else "")
    except NotarialDeedNeeded as refused:
        yield Fault("contract_type", refused.code)


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
