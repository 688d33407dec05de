"""Many writers at once: what reads before it writes is right on SQLite and on PostgreSQL alike."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from contracts.state import ContractState
from contracts.transition import transition
from database.audit import AuditEvent, Told, append_audit
from database.engine import now_of
from database.ledger import Ledger
from database.people import User
from database.queries.people import MOST_FAILED_LOGINS, count_login
from tests.chains import first_broken_link
from tests.database.test_schema import request_of
from tests.lifecycle.office import LONG_AGO, Office

WRITERS = 8
TIMES = 40


def at_once(work: Callable[[int], object], times: int = TIMES) -> list[object]:
    with ThreadPoolExecutor(WRITERS) as people:
        return list(people.map(work, range(times)))


def test_the_audit_chain_has_no_gap_and_no_fork_when_many_write(office: Office) -> None:
    def tell(number: int) -> None:
        with office.opened.database.writing() as session:
            append_audit(session, office.organization.id, Told("told", "", str(number), {}), now_of(session))

    at_once(tell)
    with office.opened.database.reading() as session:
        told = session.scalars(select(AuditEvent.subject)).all()
        assert sorted(told, key=int) == [str(number) for number in range(TIMES)]
        assert first_broken_link(session, office.organization.id) is None


def test_of_guesses_made_at_once_no_more_are_compared_than_of_guesses_made_in_turn(office: Office) -> None:
    def guess(_number: int) -> bool:
        with office.opened.database.writing() as session:
            return count_login(session.get_one(User, office.owner.id), now_of(session))

    assert at_once(guess).count(True) == MOST_FAILED_LOGINS


def test_contracts_sent_at_once_get_numbers_without_a_gap(office: Office) -> None:
    drafts = [office.draft([1]) for _ in range(TIMES)]
    ledger = Ledger(office.opened.database)

    def send(number: int) -> str:
        draft = drafts[number]
        return ledger.record(
            request_of(draft.contract, transition(ContractState(draft.contract), draft.submit, LONG_AGO))
        )

    assert set(at_once(send)) == {""}
    numbers = sorted(str(office.contract(draft.contract).number) for draft in drafts)
    assert numbers == [f"2026-{number:06d}" for number in range(1, TIMES + 1)]


def test_the_same_transition_recorded_at_once_is_written_once(office: Office) -> None:
    draft, ledger = office.draft([1]), Ledger(office.opened.database)
    request = request_of(draft.contract, transition(ContractState(draft.contract), draft.submit, LONG_AGO))
    assert set(at_once(lambda _: ledger.record(request))) == {""}
    assert office.contract(draft.contract).sequence == len(request.events)
    assert office.contract(draft.contract).frozen_at is None


def test_every_raised_epoch_is_another(office: Office) -> None:
    ledger = Ledger(office.opened.database)
    drafts = [office.draft([1]).contract for _ in range(TIMES)]
    at_once(lambda number: ledger.restart([drafts[number]]))
    assert sorted(office.contract(draft).epoch for draft in drafts) == list(range(2, TIMES + 2))


def test_a_reader_waits_for_no_writer(office: Office) -> None:
    with office.opened.database.writing() as writing:
        _rename(writing, office, "変更中")
        with office.opened.database.reading() as reading:
            assert reading.get_one(User, office.owner.id).name == "鈴木 花子"


def _rename(session: Session, office: Office, name: str) -> None:
    session.execute(
        text("UPDATE app_user SET name = :name WHERE id = :id"), {"name": name, "id": office.owner.id}
    )
