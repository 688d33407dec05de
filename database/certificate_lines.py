"""The lines of a certificate: what the record, the post and the visits say happened, oldest first."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.certificate import Detail, EventLine, in_jst
from contracts.fields import value_digest
from contracts.inputs import InputKind
from contracts.letters import LinkPurpose
from database.agreed import agreed_values
from database.certificate_consents import answers_about_delivery, own_certificate
from database.certificate_papers import taken_back_by
from database.certificate_places import place_details
from database.contract import Contract
from database.delivery import Delivery, PartyLink
from database.evidence import ImprintRow
from database.party import Party, RequiredDocument
from database.passed_factors import Passed, factors_passed
from database.people import PartySession
from database.queries.people import names_of_people
from database.record import ContractEvent, EffectRow
from database.succession import changes_of, name_at

HANDED_IN = "document_submitted"
OF_THE_CASE = frozenset({"sent_back"})
OF_A_REQUEST = (LinkPurpose.AGREE, LinkPurpose.CLAIM)
CLAIMED = "party_claimed"
_NAMING = {"agreement_recorded": "name_recorded", "agreement_sealed": "name_sealed"}
_LONG_KNOWN = {"mail_link": "visit_began", "access_code": "code_passed"}


@dataclass(frozen=True, slots=True)
class Recorded:
    sequence: int
    kind: str
    at: datetime
    facts: dict[str, Any] = field(repr=False)

    @property
    def round(self) -> int:
        return int(self.facts.get("round", 1 if self.kind == "contract_submitted" else 0))

    @property
    def party(self) -> str:
        return str(self.facts.get("party", ""))


def recorded_of(session: Session, contract: Contract) -> list[Recorded]:
    query = select(ContractEvent).where(ContractEvent.contract_id == contract.id)
    rows = session.scalars(query.order_by(ContractEvent.sequence))
    return [
        Recorded(row.sequence, row.kind, datetime.fromisoformat(row.at), json.loads(row.facts))
        for row in rows
    ]


class Lines:
    """The lines of one contract, by party and for the case as a whole."""

    def __init__(self, session: Session, contract: Contract) -> None:
        self._session = session
        self._contract = contract
        self.recorded = recorded_of(session, contract)
        self._names = self._all_names()
        self._changes = changes_of(session, contract)
        self._items = self._all_items()
        self._naming = {party.public_id for party in contract.parties if party.names_only}

    def of_the_case(self) -> tuple[EventLine, ...]:
        """Return what concerns no single party, and who sent it back for what reason."""
        chosen = (one for one in self.recorded if not one.party or one.kind in OF_THE_CASE)
        return tuple(self._line(one, self._reasons(one)) for one in chosen)

    def of_party(self, party: Party) -> tuple[EventLine, ...]:
        acts = [self._line(one, self._details(one)) for one in self.recorded if one.party == party.public_id]
        handed_in = {one.facts["file"]: one.round for one in self.recorded if one.kind == HANDED_IN}
        beside = taken_back_by(self._session, party, handed_in)
        beside += answers_about_delivery(self._session, party, self._contract.round)
        lines = [*acts, *beside, *self._mails_to(party), *self._visits_of(party)]
        return tuple(sorted(lines, key=lambda line: (line.at, line.sequence)))

    def was_claimed(self, party: Party) -> bool:
        """Tell whether this party came by a 締結用URL: an address that the sender did not name (AD-11)."""
        return any(one.kind == CLAIMED and one.party == party.public_id for one in self.recorded)

    def name(self, public_id: str, sequence: int) -> str:
        """Return the name of a person, or of whoever held a party's place at this event (CL-20)."""
        party = next((one for one in self._contract.parties if one.public_id == public_id), None)
        if party is not None:
            return name_at(self._changes, party, sequence)[1]
        return self._names.get(public_id, "")

    def _line(self, one: Recorded, details: Sequence[Detail]) -> EventLine:
        origin = one.facts.get("origin", {})
        return EventLine(
            at=in_jst(one.at),
            kind=_NAMING.get(one.kind, one.kind) if one.party in self._naming else one.kind,
            round=one.round,
            sequence=one.sequence,
            actor=self.name(origin.get("actor", ""), one.sequence),
            address=origin.get("address", ""),
            user_agent=origin.get("user_agent", ""),
            details=tuple(details),
        )

    def _details(self, one: Recorded) -> list[Detail]:
        facts = one.facts
        match one.kind:
            case "terms_accepted":
                return [Detail("terms_version", facts["terms_version"])]
            case "party_claimed":
                return [Detail("sha256", facts["holder_digest"])]
            case "document_submitted":
                title = self._items.get(facts["item"], "")
                return [Detail("title", title), Detail("sha256", facts["digest"])]
            case "agreement_recorded":
                return [
                    *_details_of_agreement(facts),
                    *own_certificate(self._session, facts),
                    *self._sealed_with(facts),
                    *self._typed(facts),
                ]
            case "agreement_sealed":
                return [Detail("revision", str(facts["revision"])), Detail("sha256", facts["digest"])]
            case _:
                return place_details(one.kind, one.sequence, facts, self._changes)

    def _sealed_with(self, facts: dict[str, Any]) -> list[Detail]:
        """How the seal was made is said of that very seal: drawn here, a picture, or by hand (CS-24)."""
        if not facts["imprint"]:
            return []
        query = select(ImprintRow.method).where(ImprintRow.public_id == facts["imprint"])
        made = [Detail("imprint_method", method) for method in self._session.scalars(query)]
        return [*made, Detail("imprint_sha256", facts["imprint_digest"])]

    def _typed(self, facts: dict[str, Any]) -> list[Detail]:
        """What was typed: the field and a hash for everybody, the value itself for 社内控 (C.8 item 5)."""
        party = self._session.scalars(select(Party).where(Party.public_id == facts["party"])).one()
        return [
            Detail(name, value)
            for one in agreed_values(self._session, party, facts)
            for name, value in (
                ("field", one.label),
                ("field_sha256", value_digest(one.value)),
                ("field_check" if one.kind == InputKind.CHECK else "field_value", one.value),
            )
        ]

    def _reasons(self, one: Recorded) -> list[Detail]:
        found = [Detail(name, one.facts[name]) for name in ("reason", "reply") if one.facts.get(name)]
        if one.kind in {"round_prepared", "contract_concluded"}:
            found.append(Detail("sha256", one.facts["digest"]))
        return found

    def _mails_to(self, party: Party) -> list[EventLine]:
        """A mail stands on the event whose effect it was: its Message-ID carries that sequence."""
        query = select(Delivery).where(
            Delivery.contract_id == self._contract.id, Delivery.party == party.public_id
        )
        effects = select(EffectRow.sequence, EffectRow.round).where(
            EffectRow.contract_id == self._contract.id
        )
        rounds = {row.sequence: row.round for row in self._session.execute(effects)}
        return [line for row in self._session.scalars(query) for line in _mail_lines(row, rounds)]

    def _visits_of(self, party: Party) -> list[EventLine]:
        query = (
            select(PartySession, PartyLink.round)
            .join(PartyLink, PartyLink.id == PartySession.link_id)
            .where(PartyLink.party_id == party.id, PartyLink.purpose.in_(OF_A_REQUEST))
        )
        found = []
        for visit, number in self._session.execute(query):
            factors = factors_passed(self._session, visit, party)
            found += [_factor_line(passed, number) for passed in factors]
            if visit.read_at:
                found.append(EventLine(in_jst(visit.read_at), "document_read", number, 0))
        return found

    def _all_names(self) -> dict[str, str]:
        actors = {one.facts["origin"]["actor"] for one in self.recorded if "origin" in one.facts}
        return names_of_people(self._session, self._contract.organization_id, actors)

    def _all_items(self) -> dict[str, str]:
        query = select(RequiredDocument).join(Party, Party.id == RequiredDocument.party_id)
        rows = self._session.scalars(query.where(Party.contract_id == self._contract.id))
        return {row.public_id: row.title for row in rows}


def _details_of_agreement(facts: dict[str, Any]) -> list[Detail]:
    found = [Detail("factor", factor) for factor in facts["authenticated"]]
    found += [
        Detail("shown_sha256", facts["shown_digest"]),
        Detail("shown_revision", str(facts["shown_revision"])),
    ]
    if facts.get("documents_digest"):
        found.append(Detail("documents_sha256", facts["documents_digest"]))
    if facts.get("declaration"):
        found.append(Detail("declaration", facts["declaration"]))
    if facts.get("view"):
        found.append(Detail("view", facts["view"]))
    return found


def _factor_line(passed: Passed, number: int) -> EventLine:
    """The two ways that every release knew keep the names that its certificates gave them."""
    at, kind = in_jst(passed.at), _LONG_KNOWN.get(passed.factor)
    if kind:
        return EventLine(at, kind, number, 0)
    kind = "factor_enrolled" if passed.is_new else "factor_passed"
    return EventLine(at, kind, number, 0, details=(Detail("factor", passed.factor),))


def _mail_lines(row: Delivery, rounds: dict[int, int]) -> Iterator[EventLine]:
    """The letter, and what the service that carried it reported."""
    pieces = row.message_id.split(".")
    sequence = int(pieces[1]) if len(pieces) > 1 and pieces[1].isdigit() else 0
    for what, at in ((row.fate, row.at), ("delayed", row.delayed_at), ("arrived", row.arrived_at)):
        if at is not None:
            yield EventLine(
                at=in_jst(at),
                kind=f"{row.channel}_{what}",
                round=rounds.get(sequence, 0),
                sequence=sequence,
                details=(Detail("template", row.template),),
            )
