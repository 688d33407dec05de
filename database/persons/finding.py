"""Everything of a person that whoever works on the request may see, and what holds for it (LW-39)."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.document_review import may_read_identity
from contracts.life import civil_day
from contracts.person_requests import Verdict, Why, verdict_on_record
from contracts.retention import Kept
from contracts.stage import ENDED
from database.contract import Contract
from database.engine import now_of
from database.persons import free_text, of_people, of_record, of_staff
from database.persons.person import Findings, Item, Judged, Person, Place, at_once
from database.queries.contracts import may_see
from database.queries.retention import kept_of
from database.sessions import Staff

PLACES: tuple[Place, ...] = (*of_record.PLACES, *of_people.PLACES, *of_staff.PLACES, *free_text.PLACES)


def findings_for(session: Session, staff: Staff, person: Person) -> Findings:
    """Return what was found, place by place; contracts that `staff` may not open are counted (MK-79)."""
    found, unseen = Findings(), set[int]()
    for place in PLACES:
        judged, hidden = judged_of(session, staff, person, place)
        unseen |= hidden
        if judged:
            found.items[place.code] = judged
    found.unseen_contracts = len(unseen)
    found.papers_withheld = sum(
        1 for one in found.items.get("submitted_file", []) if is_withheld(staff, one.item)
    )
    return found


def judged_of(
    session: Session, staff: Staff, person: Person, place: Place
) -> tuple[list[Judged], frozenset[int]]:
    """Return what stands in one place, and the ids of contracts of which nothing is told."""
    if not person.keys and not person.ticked:
        return [], frozenset()
    items, today = list(place.find(session, person)), civil_day(now_of(session))
    contracts = {one.contract.id: one.contract for one in items if one.contract is not None}
    seen = _seen(session, staff, contracts)
    open_items = [one for one in items if one.contract is None or one.contract.id in seen]
    kept = _kept(session, [contracts[one] for one in seen])
    judged = [Judged(one, _verdict(session, place, one, today, kept)) for one in open_items]
    return judged, frozenset(contracts) - seen


def is_withheld(staff: Staff, item: Item) -> bool:
    """本人確認書類 are given out by who may read them, and by nobody else (LW-38)."""
    owns = item.contract is not None and item.contract.owner_id == staff.user.id
    return item.file is not None and item.is_identity and not may_read_identity(staff.user.role, owns=owns)


def _seen(session: Session, staff: Staff, contracts: Iterable[int]) -> frozenset[int]:
    found: set[int] = set()
    for some in at_once(set(contracts)):
        found |= set(session.scalars(select(Contract.id).where(Contract.id.in_(some), may_see(staff))))
    return frozenset(found)


def _kept(session: Session, contracts: Sequence[Contract]) -> dict[int, Kept]:
    found: dict[int, Kept] = {}
    for some in at_once(contracts):
        found |= kept_of(session, some)
    return found


def _verdict(session: Session, place: Place, item: Item, today: date, kept: dict[int, Kept]) -> Verdict:
    """訴訟ホールド goes before everything: nothing about a contract under one is erased."""
    if item.contract is not None and kept[item.contract.id].holds:
        return Verdict(Why.HELD)
    verdict = place.judge(session, item, today) if place.judge else None
    if verdict is None:
        verdict = _of_record(item, today, kept)
    if verdict.why is None and place.erase is None:
        return Verdict(Why.EVIDENCE)
    return verdict


def _of_record(item: Item, today: date, kept: dict[int, Kept]) -> Verdict:
    contract = item.contract
    if contract is None:
        return Verdict(Why.EVIDENCE)
    is_ended = contract.stage in ENDED
    return verdict_on_record(kept[contract.id], today, sent=contract.sequence > 0, ended=is_ended)
