"""Erasing what can be erased of a person, one transaction for each place (LW-39).

Killed between two places, the act goes on where it is pressed again: what is gone is not found any more.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contracts.person_requests import ERASED, RequestKind, Standing, Why
from database.engine import Database, now_of
from database.person_request import PersonOutcome, PersonRequest
from database.persons.finding import PLACES, findings_for, judged_of
from database.persons.hints import forget_tick
from database.persons.person import Judged, Place, person_of
from database.queries.contracts import contracts_seen_among
from database.shelves import By

NOT_SEEN = PersonOutcome.why == Why.UNSEEN


@dataclass(frozen=True, slots=True)
class Fate:
    """`why` is `erased` or a Why, `contract` the public id of the contract for whose sake it stays."""

    place: str
    why: str
    contract: str = ""


def carry_out(database: Database, by: By, public_id: str) -> None:
    """Erase what the verdicts allow and keep, beside the request, what became of every place.

    Verdicts are asked anew in the transaction that erases: a hold placed a moment ago wins.
    """
    for place in PLACES:
        with database.writing() as session:
            request = _locked(session, by, public_id)
            if request is None:
                return
            _carry_out_in(session, by, request, place)
    with database.writing() as session:
        request = _locked(session, by, public_id)
        if request is not None:
            _finish(session, by, request)


def _locked(session: Session, by: By, public_id: str) -> PersonRequest | None:
    """Return the erasure that is still open; of two at once, one waits for the other."""
    query = select(PersonRequest).where(
        PersonRequest.public_id == public_id,
        PersonRequest.organization_id == by.organization_id,
        PersonRequest.kind == RequestKind.ERASURE,
        PersonRequest.standing == Standing.OPEN,
    )
    return session.scalars(query.with_for_update()).first()


def _carry_out_in(session: Session, by: By, request: PersonRequest, place: Place) -> None:
    judged, _hidden = judged_of(session, by.staff, person_of(session, request), place)
    erased = [one for one in judged if one.verdict.why is None]
    for one in erased:
        if place.erase is not None:
            place.erase(session, one.item)
            forget_tick(session, request, place.code, getattr(one.item.row, "id", 0))
    session.flush()
    if erased:
        _keep(session, request, Fate(place.code, ERASED), len(erased))
        by.tells(session, "person_data_erased", request.public_id, place=place.code, count=len(erased))
    _forget_what_stayed(session, by, request, place.code)
    _keep_what_stays(session, request, judged)


def _forget_what_stayed(session: Session, by: By, request: PersonRequest, place: str) -> None:
    """What an earlier press kept may have been erased since; what only others may see is left to them."""
    stayed = PersonOutcome.request_id == request.id, PersonOutcome.place == place, PersonOutcome.why != ERASED
    named = session.scalars(select(PersonOutcome.contract).where(*stayed, PersonOutcome.contract != "")).all()
    seen = contracts_seen_among(session, by.staff, named)
    session.execute(delete(PersonOutcome).where(*stayed, PersonOutcome.contract.in_(["", *seen])))


def _keep_what_stays(session: Session, request: PersonRequest, judged: list[Judged]) -> None:
    kept = [one for one in judged if one.verdict.why is not None]
    counts = Counter((_fate(one), one.verdict.until) for one in kept)
    for (fate, until), count in counts.items():
        _keep(session, request, fate, count, until)


def _fate(judged: Judged) -> Fate:
    contract = judged.item.contract
    return Fate(judged.item.place, str(judged.verdict.why), contract.public_id if contract else "")


def _keep(
    session: Session, request: PersonRequest, fate: Fate, count: int, until: date | None = None
) -> None:
    """What was erased adds up over several presses."""
    now = now_of(session)
    query = select(PersonOutcome).where(
        PersonOutcome.request_id == request.id,
        PersonOutcome.place == fate.place,
        PersonOutcome.why == fate.why,
        PersonOutcome.contract == fate.contract,
    )
    row = session.scalars(query).first()
    if row is None:
        named = {"place": fate.place, "why": fate.why, "contract": fate.contract, "count": 0}
        row = PersonOutcome(organization_id=request.organization_id, request_id=request.id, **named)
        session.add(row)
    row.count, row.until, row.at = row.count + count, until, now
    session.flush()


def _finish(session: Session, by: By, request: PersonRequest) -> None:
    unseen = findings_for(session, by.staff, person_of(session, request)).unseen_contracts
    session.execute(delete(PersonOutcome).where(PersonOutcome.request_id == request.id, NOT_SEEN))
    if unseen:
        _keep(session, request, Fate("contract", Why.UNSEEN), unseen)
    request.carried_out_at = now_of(session)
    by.tells(session, "person_erasure_carried_out", request.public_id, unseen=unseen)
