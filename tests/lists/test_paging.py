"""A page is the same however it is found, and what lists compare is read off one index."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.stage import Stage
from database.contract import Contract
from database.people import User
from database.queries.archive import Order, Wanted, conditions_of, ordering
from database.queries.archive_filters import Filters
from database.queries.paging import Page, among, found_ids, gathered, nearby, walked
from database.record import ASKING, ContractEvent
from database.sessions import Staff
from tests.counterparty.office import Office

LATE = datetime(2100, 1, 1, tzinfo=UTC)
NARROWED = (Filters(), Filters(stages=(Stage.AWAITING_OTHER,)), Filters(asked_before=LATE), Filters(tag=0))


def member(session: Session, office: Office) -> Staff:
    user = session.scalars(select(User).order_by(User.id)).first()
    assert user is not None
    return Staff("", user, office.organization)


@pytest.mark.parametrize("filters", NARROWED)
def test_few_many_and_walked_show_the_same_page(office: Office, filters: Filters) -> None:
    for title in ("い契約", "あ契約", "う契約", "あ契約"):
        office.sent(title=title)
    page = Page(number=2, size=1)
    with office.opened.database.reading() as session:
        staff = member(session, office)
        for order in Order:
            for reverse in (False, True):
                wanted = Wanted(filters, order=order, reverse=reverse)
                conditions, ordered = conditions_of(staff, wanted), ordering(wanted)
                expected = walked(session, conditions, ordered, page)
                assert gathered(session, conditions, ordered, page) == expected
                assert among(session, found_ids(session, conditions), ordered, page) == expected
                near = nearby(session, office.organization.id, conditions, ordered, page)
                assert list(near) == list(expected)
                assert len(expected) == (0 if filters.tag == 0 else 2)


def test_what_lists_compare_is_read_off_one_index(office: Office) -> None:
    with office.opened.database.reading() as session:
        if session.get_bind().dialect.name != "sqlite":
            pytest.skip("PostgreSQL decides by what the tables hold")
        staff = member(session, office)
        conditions = conditions_of(staff, Wanted(Filters(asked_before=LATE, owner=1)))
        query = (
            select(Contract.id)
            .where(*conditions)
            .with_hint(Contract, "INDEXED BY ix_contract_listed", "sqlite")
        )
        spelled = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {spelled}")
        assert "COVERING INDEX ix_contract_listed" in " ".join(row[-1] for row in plan)


def test_when_a_party_was_last_asked_is_kept_with_the_event(office: Office) -> None:
    sent = office.sent(title="依頼した契約")
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        asked = ContractEvent.contract_id == contract.id, ContractEvent.kind.in_(ASKING)
        last = session.scalars(select(func.max(ContractEvent.at)).where(*asked)).one()
        assert contract.asked_at == datetime.fromisoformat(last)
