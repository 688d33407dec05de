"""What a template holds of a contract: taken from rows, spelled as JSON, put into a fresh draft (MK-50).

Days are left out: a template outlives the days of the contract it was made of. So are access codes, which are
the secret of one case; that there was one stays in `asked`, as `asks_code`.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from contracts.boxes import SIGNS
from contracts.custom_values import without_days
from contracts.event_table import canonical
from database.contract import Contract
from database.document import DocumentVersion
from database.party import Party, PartyField
from database.placing import PartyBox
from database.queries.draft_asks import (
    DocumentDraft,
    FieldDraft,
    documents_of,
    fields_of,
    set_documents,
    set_fields,
)
from database.queries.draft_parties import new_party, parties_of
from database.spots import Spot, spots_of, spots_of_draft

FACTS = ("title", "standing", "amount_state", "amount", "currency", "amount_tax", "guarantee_limit")
WORDS = ("comment", "memo", "claim_domains")
CHOSEN = ("link_days", "reminders", "remind_at", "keeps_hours", "confidential")
ASKED = (
    *("ordering", "role", "kind", "own", "signs", "imprint", "claimable", "may_hand_over", "profile"),
    *("declares", "names_only", "as_proxy", "seal_methods", "designation", "access_code_hint", "language"),
)
WHO = (
    *("company", "name", "mail", "phone", "registration", "corporate_number", "invoice_number"),
    *("postal_code", "prefecture", "address_lines"),
)
PAPER = ("title", "note", "required", "is_identity")
INPUT = ("label", "kind", "required", "maps_to")
PLACE = ("document", "page", "x", "y", "width", "height")
CODE = "access_code_hash"
"""In `who` of what was kept earlier."""
NOWHERE: dict[str, Any] = {**dict.fromkeys(PLACE), "document": 1}
"""Of an input that stands in 署名欄."""


@dataclass(frozen=True, slots=True)
class TemplateParty:
    """`fixed`: `who` goes into every draft; otherwise 送信時に指定 and `who` is empty."""

    fixed: bool
    asked: dict[str, Any]
    who: dict[str, Any]
    documents: list[dict[str, Any]]
    fields: list[dict[str, Any]]
    boxes: list[dict[str, Any]]

    @property
    def asks_code(self) -> bool:
        return bool(self.asked.get("asks_code") or self.who.get(CODE))


@dataclass(frozen=True, slots=True)
class TemplateContent:
    """`source` is the public id of the contract that it was taken of."""

    facts: dict[str, Any]
    parties: list[TemplateParty]
    source: str = ""

    @property
    def lacks_codes(self) -> bool:
        """A party of fixed names had an access code: the sender is to set another."""
        return any(one.fixed and one.asks_code for one in self.parties)


def content_of(
    session: Session, contract: Contract, fixed: Sequence[str], version: DocumentVersion | None
) -> TemplateContent:
    """Take everything but the days, with the boxes as they stand on `version`.

    `fixed` are the public ids of the parties whose names are kept.
    """
    spots = spots_of(session, version) if version else spots_of_draft(session, contract.id)
    parties = [
        _party(session, party, spots, fixed=party.public_id in fixed)
        for party in parties_of(session, contract)
    ]
    own = {"custom_values": without_days(contract.custom_values)}
    facts = {**_columns(contract, (*FACTS, *WORDS, *CHOSEN)), **own}
    return TemplateContent(facts, parties, contract.public_id)


def spelled(content: TemplateContent) -> str:
    return canonical(asdict(content))


def content_from(stored: str) -> TemplateContent:
    facts = json.loads(stored)
    parties = [TemplateParty(**one) for one in facts["parties"]]
    return TemplateContent(facts["facts"], parties, facts.get("source", ""))


def without_codes(content: TemplateContent) -> TemplateContent:
    parties = [
        replace(
            one,
            asked={**one.asked, "asks_code": one.asks_code},
            who={name: value for name, value in one.who.items() if name != CODE},
        )
        for one in content.parties
    ]
    return replace(content, parties=parties)


def put_into(session: Session, contract: Contract, content: TemplateContent) -> None:
    """Make an empty draft like the template; what its rows do not have any more is left out."""
    _set(contract, content.facts)
    for one in content.parties:
        party = new_party(session, contract)
        _set(party, {**one.asked, **one.who})
        set_documents(session, party, [DocumentDraft(**row) for row in one.documents])
        _put_fields(session, party, one.fields)
        for box in one.boxes:
            session.add(PartyBox(organization_id=party.organization_id, party_id=party.id, **box))
    session.flush()


def _party(session: Session, party: Party, spots: Sequence[Spot], *, fixed: bool) -> TemplateParty:
    signs = [one for one in spots if one.party == party.public_id and one.kind in SIGNS]
    places = {one.id: _place(one) for one in spots}
    return TemplateParty(
        fixed=fixed,
        asked={**_columns(party, ASKED), "asks_code": bool(party.access_code_hash)},
        who=_columns(party, WHO) if fixed else {},
        documents=[_columns(row, PAPER) for row in documents_of(session, party)],
        fields=[
            {**_columns(row, INPUT), **places.get(row.public_id, NOWHERE)}
            for row in fields_of(session, party)
        ],
        boxes=[{"kind": one.kind, **_place(one)} for one in signs],
    )


def _place(spot: Spot) -> dict[str, Any]:
    return _columns(spot, PLACE) if spot.page else {**NOWHERE, "document": spot.document}


def _put_fields(session: Session, party: Party, held: list[dict[str, Any]]) -> None:
    set_fields(session, party, [FieldDraft(**{name: row[name] for name in INPUT}) for row in held])
    rows: Sequence[PartyField] = fields_of(session, party)
    for row, facts in zip(rows, held, strict=True):
        _set(row, {name: facts[name] for name in PLACE})


def _columns(row: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _set(row: object, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        if hasattr(row, name):
            setattr(row, name, value)
