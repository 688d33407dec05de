"""The condition by which lists find what is over, and the rule, say the same of every contract (LW-26)."""

import random
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import event, select

from contracts.reasons import JST
from contracts.roles import Role
from contracts.stage import Stage
from database.contract import Contract
from database.contract_type import ContractType
from database.legal_holds import begin_hold, put_under_hold, release_hold
from database.policies import set_policies
from database.queries.retention import ended_candidates, kept_of
from database.sessions import Staff
from database.shelves import By
from tests.counterparty.office import Office
from tests.retention.conftest import mail_of
from tests.retention.shelf import contract_row, person

TITLE = "条件と規則を比べる契約"
EDGES = (date(2016, 2, 28), date(2016, 2, 29), date(2016, 3, 31), date(2015, 12, 31), date(2016, 4, 1))
ASKED_ON = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 1), date(2028, 2, 29), date(2041, 4, 1))
HUNDRED_AND_FIFTY = 150


def by_auditor(office: Office) -> By:
    return By(Staff("s", person(office, mail_of(Role.COMPLIANCE)), office.organization))


def some_day(chance: random.Random) -> date | None:
    if chance.random() < 0.15:
        return None
    return chance.choice(EDGES) + timedelta(days=chance.choice((0, 0, 1, -1, 30, -400, 900)))


def some_contract(chance: random.Random, office: Office, types: list[int]) -> Contract:
    changed = some_day(chance) or date(2016, 3, 31)
    return contract_row(
        office,
        TITLE,
        stage=chance.choice([*Stage, Stage.CONCLUDED, Stage.IMPORTED, Stage.IMPORTED]).value,
        ends_on=some_day(chance),
        terminated_on=some_day(chance) if chance.random() < 0.2 else None,
        open_ended=chance.random() < 0.1,
        auto_renews=chance.choice((None, True, False)),
        ending=chance.random() < 0.2,
        renewal_answer=chance.choice(("", "", "renew", "revise", "end")),
        traded_on=some_day(chance),
        type_id=chance.choice([None, *types]),
        changed_at=datetime.combine(changed, chance.choice((time.min, time(23, 59, 59))), JST),
    )


@pytest.mark.usefixtures("people")
def test_the_condition_finds_exactly_what_the_rule_says_is_over_in_a_handful_of_queries(
    office: Office,
) -> None:
    chance, asked = random.Random(48), []  # noqa: S311 -- the same contracts every time
    with office.opened.database.writing() as session:
        kinds = session.scalars(select(ContractType).order_by(ContractType.id)).all()
        kinds[0].retention_years, kinds[1].retention_years = 25, 10
        types = [one.id for one in kinds[:3]]
        session.add_all(some_contract(chance, office, types) for _ in range(HUNDRED_AND_FIFTY))
        session.flush()
        by = by_auditor(office)
        set_policies(session, by, {"fiscal_month": 3, "retention_years": 11})
        rows = session.scalars(select(Contract).where(Contract.title == TITLE)).all()
        kept_for_court = [one for one in rows if one.id % 7 == 0]
        is_destroyed = office.opened.files.is_shredded
        court = begin_hold(session, by, "0" * 32, "比較の案件", "比べる")
        put_under_hold(session, by, court, kept_for_court, is_destroyed)
        over = begin_hold(session, by, "1" * 32, "終わった案件", "比べる")
        put_under_hold(session, by, over, rows, is_destroyed)
        release_hold(session, by, over, "終わった")
    with office.opened.database.reading() as session:
        rows = session.scalars(select(Contract).where(Contract.title == TITLE)).all()
        engine, heard = office.opened.database.engine, lambda *_: asked.append(1)
        event.listen(engine, "before_cursor_execute", heard)
        kept = kept_of(session, rows)
        event.remove(engine, "before_cursor_execute", heard)
        assert len(asked) == 3
        found_at_all = 0
        for today in ASKED_ON:
            found = set(session.scalars(ended_candidates(session, office.organization.id, today)))
            ended = {one.id for one in rows if kept[one.id].has_ended(today)}
            assert found & set(kept) == ended
            found_at_all += len(ended)
    assert found_at_all > 50
    assert any(one.holds == ("比較の案件",) for one in kept.values())
    with office.opened.database.writing() as session:
        set_policies(session, by, {"fiscal_month": 0, "retention_years": 10})
        for kind in session.scalars(select(ContractType)):
            kind.retention_years = None
