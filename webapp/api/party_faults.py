"""What is wrong with a party as JSON has it, beyond its form: numbers, days and codes that cannot be used."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.code_rule import code_fault
from contracts.corporate_number import corporate_number_from, invoice_number_from
from contracts.day_input import day_from
from contracts.handing_rule import may_be_made_to_hand_over
from contracts.phone import mobile_from
from contracts.postal_address import postal_code_from
from contracts.preferences import Preferences

Body = dict[str, Any]
NUMBERS: dict[str, Callable[[str], object]] = {
    "phone": mobile_from,
    "corporate_number": corporate_number_from,
    "invoice_number": invoice_number_from,
    "postal_code": postal_code_from,
}


@dataclass(frozen=True, slots=True)
class Judge:
    """`documents` counts those of the draft."""

    preferences: Preferences
    today: date
    documents: int = 0

    def faults(self, party: Body) -> Iterator[tuple[str, str]]:
        """Yield the name of each field that cannot be kept, with the code of its fault."""
        for name, reader in NUMBERS.items():
            try:
                reader(party.get(name, ""))
            except ValueError as fault:
                yield name, str(fault)
        yield from self._day_faults(party)
        code, hint = party.get("access_code"), party.get("access_code_hint", "")
        if code and (fault_code := code_fault(code, self.preferences.access_code_rule, hint)):
            yield "access_code", fault_code
        if party.get("must_hand_over") and not _may_be_made_to_hand_over(party):
            yield "must_hand_over", "hand_over_impossible"
        if "ways" in party and len(party["ways"]) != self.documents:
            yield "ways", "ways_unlike_documents"

    def _day_faults(self, party: Body) -> Iterator[tuple[str, str]]:
        try:
            day = day_from(party.get("phone_obtained_on", ""))
        except ValueError:
            yield "phone_obtained_on", "day_unreadable"
        else:
            if day and day > self.today:
                yield "phone_obtained_on", "phone_day_ahead"


def _may_be_made_to_hand_over(party: Body) -> bool:
    return may_be_made_to_hand_over(
        signs=party.get("signs", True),
        own=party.get("own", False),
        names_only=party.get("names_only", False),
    )
