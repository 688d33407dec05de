"""What the cells of a ledger, or the fields of a form, say about a file that is to be registered (MK-09)."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from sqlalchemy.orm import Session

from contracts import ledger_sheet
from contracts.day_input import day_from
from contracts.import_facts import ImportFacts
from contracts.import_sheet import FIXED, HOW, ITEMS, OWNER, PARTIES, RECEIVED, TITLE, TYPE, parties_in
from contracts.importing import LONGEST_TITLE, MOST_COUNTERPARTIES, HowConcluded
from contracts.ledger import require_sensible
from contracts.metadata import Item, ValueUnreadable
from contracts.preset_spelling import preset_from
from contracts.tax_keeping import KeptAs
from contracts.type_preset import CustomField
from database.contract_type import ContractType
from database.people import User
from database.queries.colleagues import colleagues_of
from database.queries.people import mail_key
from database.queries.types import contract_types
from database.sessions import Staff

Found = TypeVar("Found")
Fault = tuple[str, str, str]
"""A column's code, a code of what is wrong, and what was typed."""
LONGEST_PARTY = 200
HOWS = {
    "紙": HowConcluded.PAPER,
    "書面": HowConcluded.PAPER,
    "paper": HowConcluded.PAPER,
    "電子": HowConcluded.ELECTRONIC,
    "電子契約": HowConcluded.ELECTRONIC,
    "electronic": HowConcluded.ELECTRONIC,
}
KEPT_AS = {HowConcluded.PAPER: KeptAs.PAPER, HowConcluded.ELECTRONIC: KeptAs.ELECTRONIC}
"""保存区分 where nobody says another: スキャナ保存 is chosen on purpose, for the paper may then go."""


@dataclass(frozen=True, slots=True)
class Known:
    """What names in a ledger may stand for, read once; `owner` has whatever names none."""

    owner: User
    types: Mapping[str, ContractType]
    people: Mapping[str, User]
    own: Mapping[str, Sequence[CustomField]]

    @property
    def own_labels(self) -> list[str]:
        return list(dict.fromkeys(one.label for fields in self.own.values() for one in fields))


@dataclass(frozen=True, slots=True)
class Meant:
    facts: ImportFacts
    faults: Sequence[Fault]


def known_to(session: Session, staff: Staff) -> Known:
    kinds = contract_types(session, staff.organization.id)
    offered = [one for one in kinds if one.hidden_at is None]
    people = colleagues_of(session, staff.organization.id)
    return Known(
        owner=staff.user,
        types={key: one for one in offered for key in (one.public_id, one.name)},
        people={key: one for one in people for key in (one.public_id, mail_key(one.mail))},
        own={one.public_id: preset_from(one.preset).custom_fields for one in offered},
    )


def meant_by(known: Known, typed: Mapping[str, str], filename: str) -> Meant:
    """Read every cell that can be read; without a title the file's name is one."""
    reading = _Reading(known, typed)
    how, kind = reading.how(), reading.type()
    facts = ImportFacts(
        title=reading.title(filename),
        type=kind.public_id if kind else "",
        how=how.value,
        owner=reading.owner().public_id,
        counterparties=reading.parties(),
        received_on=reading.received_on(),
        values={Item.KEPT_AS.value: KEPT_AS[how].value, **reading.values(kind)},
    )
    reading.require_sensible(facts.values)
    return Meant(facts, reading.faults)


class _Reading:
    def __init__(self, known: Known, typed: Mapping[str, str]) -> None:
        self._known, self._typed = known, typed
        self.faults: list[Fault] = []

    def title(self, filename: str) -> str:
        named = unicodedata.normalize("NFC", PurePath(filename).stem)  # macOS takes ガ apart
        title = " ".join(self._typed.get(TITLE, "").split()) or named
        if len(title) > LONGEST_TITLE and self._typed.get(TITLE):
            self._fault(TITLE, "title_too_long")
        return title[:LONGEST_TITLE]

    def type(self) -> ContractType | None:
        return self._one_of(TYPE, self._known.types, lambda text: text, "type_unknown")

    def owner(self) -> User:
        return self._one_of(OWNER, self._known.people, mail_key, "owner_unknown") or self._known.owner

    def how(self) -> HowConcluded:
        found = self._one_of(HOW, HOWS, str.casefold, "how_unknown")
        return found or HowConcluded.PAPER

    def parties(self) -> tuple[str, ...]:
        found = parties_in(self._typed.get(PARTIES, ""))
        if len(found) > MOST_COUNTERPARTIES:
            self._fault(PARTIES, "too_many_parties")
        if any(len(one) > LONGEST_PARTY for one in found):
            self._fault(PARTIES, "party_too_long")
        return found

    def received_on(self) -> str:
        try:
            day = day_from(self._typed.get(RECEIVED, ""))
        except ValueError:
            self._fault(RECEIVED, "day_unreadable")
            return ""
        return day.isoformat() if day else ""

    def values(self, kind: ContractType | None) -> dict[str, str]:
        own = self._known.own.get(kind.public_id, ()) if kind else ()
        return dict(self._values(own))

    def require_sensible(self, values: Mapping[str, str]) -> None:
        try:
            require_sensible(values)
        except ValueUnreadable as refused:
            self._fault(str(refused.facts["item"]), str(refused.facts["why"]))

    def _values(self, own: Sequence[CustomField]) -> Iterator[tuple[str, str]]:
        for column, text in self._typed.items():
            if column in FIXED:
                continue
            item = column if column in ITEMS else ledger_sheet.item_in(column, own)
            if item is None:
                self._fault(column, "item_unknown")
                continue
            try:
                yield item, ledger_sheet.read(item, text, own)
            except ValueUnreadable as unreadable:
                self._fault(column, str(unreadable.facts["why"]))

    def _one_of(
        self, column: str, among: Mapping[str, Found], folded: Callable[[str], str], code: str
    ) -> Found | None:
        """Return what the cell names, None where it is empty or names nothing that there is."""
        text = self._typed.get(column, "").strip()
        found = among.get(text) or among.get(folded(text))
        if text and found is None:
            self._fault(column, code)
        return found

    def _fault(self, column: str, code: str) -> None:
        self.faults.append((column, code, self._typed.get(column, "")))
