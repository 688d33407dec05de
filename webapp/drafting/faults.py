"""What a draft still lacks before it can be sent, as codes; sentences are in webapp.texts.draft_faults."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.standing import PartyKind, Standing
from database.contract import Contract, Party

MAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` is the field's name in the form; `party` the public id of the party, or empty."""

    field: str
    code: str
    party: str = ""


class DraftIncomplete(Exception):
    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__([fault.code for fault in faults])


def faults_of(contract: Contract, parties: Sequence[Party], *, has_document: bool) -> tuple[Fault, ...]:
    """Return every fault, in the order of the form."""
    return (
        *_document_faults(has_document=has_document),
        *_fact_faults(contract),
        *_standing_faults(contract, parties),
        *(fault for party in parties for fault in _party_faults(party)),
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


def _standing_faults(contract: Contract, parties: Sequence[Party]) -> Iterator[Fault]:
    if contract.standing not in set(Standing):
        yield Fault("standing", "standing_missing")
    if not any(party.signs for party in parties):
        yield Fault("parties", "signer_missing")
    owns = any(party.own and party.signs for party in parties)
    if contract.standing == Standing.OWN_SIGNER and not owns:
        yield Fault("standing", "own_signer_missing")


def _party_faults(party: Party) -> Iterator[Fault]:
    corporate = party.kind != PartyKind.INDIVIDUAL
    rules = (
        ("kind", "registered_seal_unavailable", party.kind == PartyKind.CORPORATE_REGISTERED),
        ("company", "company_missing", corporate and not party.company),
        ("role", "role_missing", not party.role),
        ("name", "name_missing", not party.name),
        ("mail", "mail_missing", not party.mail),
        ("mail", "mail_invalid", bool(party.mail) and not MAIL.fullmatch(party.mail)),
        ("order", "order_invalid", party.ordering < 1),
    )
    return (Fault(field, code, party.public_id) for field, code, holds in rules if holds)
