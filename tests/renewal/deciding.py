"""A concluded contract whose owner has been asked about its renewal, as the engine leaves it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from contracts.acts import OpenTerm
from contracts.deadlines import ENGINE
from contracts.life import civil_day
from contracts.metadata import Source
from contracts.renewal import rolled
from database.changing_metadata import Why, change_metadata
from database.contract import Contract
from database.engine import now_of
from database.queries.renewals import clause_of
from tests.counterparty.office import Office, Sent
from tests.desk.cases import concluded, sent_by
from tests.desk.site import Clerk

YEARLY: dict[str, Any] = {"auto_renews": "yes", "renews_for": "1年", "notice": "3か月"}
ENDS_IN = 120


def day(office: Office, after: int = 0) -> date:
    with office.opened.database.reading() as session:
        return civil_day(now_of(session)) + timedelta(days=after)


def changed(office: Office, case: Sent, values: Mapping[str, str]) -> None:
    with office.opened.database.writing() as session:
        contract = session.query(Contract).filter_by(public_id=case.contract).one()
        change_metadata(session, contract, values, Why(None, Source.PERSON))


def row_of(office: Office, case: Sent) -> Contract:
    with office.opened.database.reading() as session:
        return session.query(Contract).filter_by(public_id=case.contract).one()


def to_decide(clerk: Clerk, office: Office, title: str = "業務委託契約書", **other: str) -> Sent:
    """Conclude a contract that renews yearly, and ask its owner as the engine does."""
    case = sent_by(clerk, office, title)
    end = day(office, ENDS_IN)
    concluded(office, case)
    changed(office, case, {"ends_on": end.isoformat(), **YEARLY, **other})
    opened = OpenTerm("opened", ENGINE, "", end.isoformat(), [30])
    clause: dict[str, Any] = {**YEARLY, **other}
    asked = replace(opened, ask_on=day(office, -1).isoformat(), revision=1, **clause)
    office.engine.ask(case.contract, asked)
    return case


def next_end(office: Office, case: Sent) -> date:
    contract = row_of(office, case)
    assert contract.ends_on is not None
    return rolled(contract.ends_on, clause_of(contract))
