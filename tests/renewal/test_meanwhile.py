"""What a person changes between the engine's reading of the term and its writing counts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from adapters.holidays import calendar_of
from contracts.acts import OpenTerm
from contracts.deadlines import ENGINE
from contracts.effects import OWNER, EffectKind
from contracts.letters import Letter
from contracts.life import civil_day
from contracts.messages import EffectMessage, EffectRequest
from contracts.metadata import Source
from contracts.periods import Period, Unit, next_end
from database.changing_metadata import Why, change_metadata
from database.contract import Contract
from database.engine import now_of
from database.ledger import Ledger
from database.letters.choosing import letters_of
from database.metadata_change import MetadataChange
from database.rebuilding import record_of
from tests.lifecycle.concluding import concluded_on_record, record_act
from tests.lifecycle.office import Draft, Office, open_office

YEARLY = {"auto_renews": "yes", "renews_for": "1年"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


def changed(office: Office, draft: Draft, values: Mapping[str, str]) -> None:
    with office.opened.database.writing() as session:
        contract = session.query(Contract).filter_by(public_id=draft.contract).one()
        change_metadata(session, contract, values, Why(office.owner, Source.PERSON, "試験"))


def lapsed(office: Office) -> tuple[Draft, date, OpenTerm]:
    """Return a contract whose yearly renewal is due, its end, and what the engine has read of it."""
    with office.opened.database.reading() as session:
        end = civil_day(now_of(session)) - timedelta(days=2)
    draft = concluded_on_record(office, None, end)
    changed(office, draft, YEARLY)
    dates = Ledger(office.opened.database).term_dates(draft.contract, [], calendar_of)
    return draft, end, OpenTerm("open", ENGINE, **asdict(dates))


def rolled_letters(office: Office, draft: Draft) -> Sequence[Letter]:
    with office.opened.database.reading() as session:
        record = record_of(session, office.contract(draft.contract))
        [sequence] = [one.sequence for one in record if one.kind == "term_rolled_forward"]
        effect = EffectMessage(sequence, EffectKind.TELL_ROLLED.value, OWNER, 1)
        request = EffectRequest(draft.contract, 1, effect)
        return letters_of(session, request, "https://keiyaku.example.jp")


def moved_by_the_calendar(office: Office) -> int:
    with office.opened.database.reading() as session:
        return session.query(MetadataChange).filter_by(source=Source.RENEWAL.value).count()


@pytest.mark.shows("MK-15")
@pytest.mark.parametrize(
    "said",
    [{"ending": "yes"}, {"auto_renews": "no"}, {"terminated_on": "2026-01-31"}, {"renews_for": "6か月"}],
)
def test_no_end_moves_by_a_clause_that_a_person_has_changed_since_it_was_read(
    office: Office, said: Mapping[str, str]
) -> None:
    draft, end, read = lapsed(office)
    changed(office, draft, said)
    record_act(office, draft.contract, read)
    contract = office.contract(draft.contract)
    assert (contract.ends_on, contract.term_told < contract.term_rev) == (end, True)
    assert moved_by_the_calendar(office) == 0
    assert rolled_letters(office, draft) == []


@pytest.mark.shows("MK-13")
def test_what_nobody_has_changed_moves_once_and_its_owner_is_told_the_end_it_has(office: Office) -> None:
    draft, end, read = lapsed(office)
    record_act(office, draft.contract, read)
    record_act(office, draft.contract, read)
    contract = office.contract(draft.contract)
    assert contract.ends_on == next_end(end, Period(1, Unit.YEAR))
    assert moved_by_the_calendar(office) == 1
    [letter] = rolled_letters(office, draft)
    assert letter.facts["ends_on"] == contract.ends_on.isoformat()
    changed(office, draft, {"ends_on": end.isoformat()})
    assert rolled_letters(office, draft) == []
