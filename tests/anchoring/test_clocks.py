"""A clock that is set back or forward changes no order and makes no token lie (T71)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.sealing import (
    Authority,
    HeadStamper,
    LocalTimestamper,
    OrderedTimestamper,
    TimestampUnavailable,
)
from database.audit import AuditEvent
from database.contract import Contract
from database.engine import now_of
from database.queries.timeline import acts_of
from tests.anchoring.anchored import Anchored
from tests.desk.cases import concluded
from tests.evidence.clock import present

JUMPS = (timedelta(), timedelta(days=-1), timedelta(hours=2), timedelta(days=-400), timedelta(days=300))


@pytest.mark.shows("T71")
def test_what_is_recorded_while_the_clock_jumps_stands_in_the_order_it_was_recorded(
    anchored: Anchored, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each record of a contract's way to its conclusion finds the database's clock set anew."""
    jumps = _jumping()

    def jumped(session: Session) -> datetime:
        return now_of(session) + next(jumps)

    with monkeypatch.context() as patch:
        patch.setattr("database.recording.now_of", jumped)
        patch.setattr("tests.counterparty.desk_engine.now_of", lambda session: now_of(session) + JUMPS[1])
        office = anchored.office
        sent = office.sent(title="時計を動かした契約")
        concluded(office, sent)
    anchored.anchor()
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        acts = acts_of(session, contract)
        rows = session.scalars(
            select(AuditEvent).where(AuditEvent.subject == sent.contract).order_by(AuditEvent.sequence)
        ).all()
    times = [datetime.fromisoformat(row.at) for row in rows]
    assert times != sorted(times)
    assert [act.sequence for act in acts] == list(range(1, contract.sequence + 1))
    assert [row.code for row in rows] == [act.kind for act in acts]
    assert (contract.stage, anchored.faults()) == ("concluded", [])


def _jumping() -> Iterator[timedelta]:
    while True:
        yield from JUMPS


@pytest.mark.shows("T71")
@pytest.mark.parametrize("off", [timedelta(days=-1), timedelta(days=1)])
def test_a_machine_whose_clock_is_off_gets_no_token_instead_of_a_false_time(
    authority: Authority, off: timedelta
) -> None:
    """The token's time is the authority's own; one that does not fit this machine's clock is not taken."""
    stamper = HeadStamper(OrderedTimestamper([LocalTimestamper(authority)], lambda: present() + off))
    with pytest.raises(TimestampUnavailable) as refused:
        stamper.stamped("statement")
    assert [one.code for one in refused.value.refusals] == ["wrong_time"]
    right = HeadStamper(OrderedTimestamper([LocalTimestamper(authority)], present)).stamped("statement")
    assert abs(right.at - present()) < timedelta(minutes=1)
