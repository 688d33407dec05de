"""The lines of a certificate: what the record, the post and the visits say happened, oldest first."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.certificate import Detail, EventLine, in_jst
from contracts.letters import LinkPurpose
from database.contract import Contract, Party, RequiredDocument
from database.delivery import Delivery, PartyLink
from database.people import PartySession
from database.queries.people import names_of_people
from database.record import ContractEvent, EffectRow

OF_THE_CASE = frozenset({"sent_back"})
GENERATED = "generated"


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
        self._items = self._all_items()

    def of_the_case(self) -> tuple[EventLine, ...]:
        """Return what concerns no single party, and who sent it back for what reason."""
        chosen = (one for one in self.recorded if not one.party or one.kind in OF_THE_CASE)
        return tuple(self._line(one, self._reasons(one)) for one in chosen)

    def of_party(self, party: Party) -> tuple[EventLine, ...]:
        acts = [self._line(one, self._details(one)) for one in self.recorded if one.party == party.public_id]
        lines = [*acts, *self._mails_to(party), *self._visits_of(party)]
        return tuple(sorted(lines, key=lambda line: (line.at, line.sequence)))

    def name(self, public_id: str) -> str:
        return self._names.get(public_id, "")

    def _line(self, one: Recorded, details: Sequence[Detail]) -> EventLine:
        origin = one.facts.get("origin", {})
        return EventLine(
            at=in_jst(one.at),
            kind=one.kind,
            round=one.round,
            sequence=one.sequence,
            actor=self.name(origin.get("actor", "")),
            address=origin.get("address", ""),
            user_agent=origin.get("user_agent", ""),
            details=tuple(details),
        )

    def _details(self, one: Recorded) -> list[Detail]:
        facts = one.facts
        match one.kind:
            case "terms_accepted":
                return [Detail("terms_version", facts["terms_version"])]
            case "document_submitted":
                title = self._items.get(facts["item"], "")
                return [Detail("title", title), Detail("sha256", facts["digest"])]
            case "agreement_recorded":
                return _details_of_agreement(facts)
            case "agreement_sealed":
                return [Detail("revision", str(facts["revision"])), Detail("sha256", facts["digest"])]
            case _:
                return []

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
        return [_mail_line(row, rounds) for row in self._session.scalars(query)]

    def _visits_of(self, party: Party) -> list[EventLine]:
        query = (
            select(PartySession, PartyLink.round)
            .join(PartyLink, PartyLink.id == PartySession.link_id)
            .where(PartyLink.party_id == party.id, PartyLink.purpose == LinkPurpose.AGREE)
        )
        found = []
        for visit, number in self._session.execute(query):
            moments = {
                "visit_began": visit.created_at,
                "code_passed": visit.code_passed_at,
                "document_read": visit.read_at,
            }
            found += [EventLine(in_jst(at), kind, number, 0) for kind, at in moments.items() if at]
        return found

    def _all_names(self) -> dict[str, str]:
        actors = {one.facts["origin"]["actor"] for one in self.recorded if "origin" in one.facts}
        people = names_of_people(self._session, self._contract.organization_id, actors)
        return people | {party.public_id: party.name for party in self._contract.parties}

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
    if facts["imprint"]:
        found += [Detail("imprint_method", GENERATED), Detail("imprint_sha256", facts["imprint_digest"])]
    return found


def _mail_line(row: Delivery, rounds: dict[int, int]) -> EventLine:
    pieces = row.message_id.split(".")
    sequence = int(pieces[1]) if len(pieces) > 1 and pieces[1].isdigit() else 0
    return EventLine(
        at=in_jst(row.at),
        kind="mail_sent" if row.fate == "sent" else "mail_undelivered",
        round=rounds.get(sequence, 0),
        sequence=sequence,
        details=(Detail("template", row.template),),
    )
