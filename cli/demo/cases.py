"""The cases of the demonstration, as cases.csv and counterparties.csv tell them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from contracts.standing import Standing

FOLDER = Path(__file__).parent
OWN = "own"
ROLES = {
    "nda": "相手方",
    "services": "受託者",
    "sale": "売主",
    "construction": "受注者",
    "employment": "従業員",
    "lease": "借主",
    "lease_guarantor": "借主",
    "renewal": "借主",
    "other": "管理者",
}
"""What the first party of each 契約種別 is called."""


class Ending(StrEnum):
    """How far a case is taken; a case that ran out of time needs a real day of waiting, so there is none."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting_approval"
    REJECTED = "rejected"
    RETURNED = "returned"
    UNOPENED = "unopened"
    OPENED = "opened"
    LOCKED = "locked"
    PARTLY = "partly"
    AWAITING_OWN = "awaiting_own"
    SENT_BACK = "sent_back"
    REVISED = "revised"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    CONCLUDED = "concluded"
    CONCLUDED_ANEW = "concluded_anew"


@dataclass(frozen=True, slots=True)
class Counterparty:
    key: str
    kind: str
    company: str
    name: str
    mail: str
    role: str

    @property
    def own(self) -> bool:
        return self.key == OWN

    @property
    def called(self) -> str:
        return self.company or self.name


@dataclass(frozen=True, slots=True)
class Case:
    """`amount` in yen, None if unknown, 0 if the contract states none; `starts`, `ends` in days from today.

    `words` is the reason that somebody in the case gives.
    """

    id: str
    type: str
    title: str
    subject: str
    parties: tuple[Counterparty, ...]
    amount: int | None
    starts: int
    ends: int
    ending: Ending
    memo: str
    words: str

    @property
    def standing(self) -> Standing:
        owns = any(party.own for party in self.parties)
        return Standing.OWN_SIGNER if owns else Standing.SENDER_AGREES

    @property
    def amount_state(self) -> str:
        return {None: "unknown", 0: "none"}.get(self.amount, "stated")

    def term(self, today: date) -> tuple[date, date]:
        return today + timedelta(days=self.starts), today + timedelta(days=self.ends)

    def role_of(self, party: Counterparty) -> str:
        return party.role or ROLES[self.type]


@cache
def all_cases() -> Sequence[Case]:
    """Return every case; the first ten stand in ten different stages."""
    known = {row["key"]: Counterparty(**row) for row in _rows("counterparties.csv")}
    return tuple(_case(row, known) for row in _rows("cases.csv"))


def _case(row: dict[str, str], known: dict[str, Counterparty]) -> Case:
    amount = 0 if row["amount"] == "none" else int(row["amount"]) if row["amount"] else None
    return Case(
        id=row["id"],
        type=row["type"],
        title=row["title"],
        subject=row["subject"],
        parties=tuple(known[key] for key in row["parties"].split()),
        amount=amount,
        starts=int(row["starts"]),
        ends=int(row["ends"]),
        ending=Ending(row["ending"]),
        memo=row["memo"],
        words=row["words"],
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
