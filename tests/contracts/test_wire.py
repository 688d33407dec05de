"""What is written comes back as it was: acts and messages through Temporal, events through the record."""

import inspect
import json
from dataclasses import is_dataclass, replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from temporalio import converter

from contracts import acts, event_table, events, messages
from contracts.decide import decide
from contracts.event_table import KINDS, EventUnknown, StoredEvent, from_stored, is_genuine, to_stored
from contracts.evolve import evolve
from contracts.refusals import Refused
from contracts.state import ContractState
from tests.contracts.cases import NOON, party, sent_to
from tests.contracts.wire import WireTypeRefused, values_of

ACTS: tuple[type[Any], ...] = get_args(acts.Act)
EVENTS: tuple[type[Any], ...] = get_args(events.Event)


def dataclasses_of(module: object) -> list[type[Any]]:
    """Return the dataclasses that a module itself defines."""
    members = [kind for _, kind in inspect.getmembers(module, inspect.isclass) if is_dataclass(kind)]
    return [kind for kind in members if kind.__module__ == getattr(module, "__name__", "")]


TRAVELLERS = [*ACTS, *dataclasses_of(messages), StoredEvent]
bounded = settings(max_examples=15, deadline=None)


def stored_form(event: events.Event) -> StoredEvent:
    at = NOON.isoformat()
    return to_stored(event, contract="contract-1", sequence=1, at=at, key="key-1", previous="")


@pytest.mark.parametrize("kind", TRAVELLERS, ids=lambda kind: kind.__name__)
@bounded
@given(data=st.data())
def test_an_act_or_message_crosses_the_wire_unchanged(kind: type[Any], data: st.DataObject) -> None:
    sent = data.draw(values_of(kind))
    wire = converter.default().payload_converter
    assert wire.from_payloads(wire.to_payloads([sent]), [kind]) == [sent]


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@bounded
@given(data=st.data())
def test_an_event_comes_back_from_the_record_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    event = data.draw(values_of(kind))
    stored = stored_form(event)
    assert from_stored(stored) == event
    assert is_genuine("contract-1", stored)
    assert event_table.canonical(json.loads(stored.facts)) == stored.facts


@bounded
@given(event=st.one_of([values_of(kind) for kind in EVENTS]), change=st.sampled_from(["x", "𠮷"]))
def test_any_changed_column_breaks_the_digest(event: events.Event, change: str) -> None:
    stored = stored_form(event)
    forged = [
        replace(stored, facts=stored.facts + change),
        replace(stored, at=change),
        replace(stored, key=change),
        replace(stored, previous=change),
        replace(stored, kind=change),
        replace(stored, sequence=2),
        replace(stored, version=2),
    ]
    assert not any(is_genuine("contract-1", each) for each in forged)
    assert not is_genuine("contract-2", stored)


def test_equal_facts_have_one_spelling() -> None:
    assert event_table.canonical({"b": [1, True], "a": "𠮷\n"}) == '{"a":"𠮷\\n","b":[1,true]}'


def test_every_event_has_one_kind() -> None:
    assert set(KINDS.values()) == set(EVENTS)
    assert len(KINDS) == len(EVENTS)


def test_every_event_and_act_is_in_its_union() -> None:
    people = (events.of_sender, events.of_import, events.of_approval, events.of_party)
    places = (*people, events.of_engine, events.of_term)
    assert {kind for of in places for kind in dataclasses_of(of)} == set(EVENTS)
    doers = (acts.of_engine, acts.of_import, acts.of_party, acts.of_sender)
    asked = {kind for of in doers for kind in dataclasses_of(of)}
    assert asked == set(ACTS)


@pytest.mark.parametrize("kind", ACTS, ids=lambda kind: kind.__name__)
@bounded
@given(data=st.data())
def test_every_act_is_decided_or_refused(kind: type[Any], data: st.DataObject) -> None:
    state = data.draw(st.sampled_from([ContractState("contract-1"), sent_to(party("a")).state]))
    try:
        decided = decide(state, data.draw(values_of(kind)), NOON)
    except Refused:
        return
    assert all(type(event) in EVENTS for event in decided)


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@bounded
@given(data=st.data())
def test_every_event_folds_into_a_state(kind: type[Any], data: st.DataObject) -> None:
    event = data.draw(values_of(kind))
    days = {"starts_on": "2026-04-01", "ends_on": "2027-03-31", "terminated_on": "", "was": "2026-03-31"}
    days |= {"ask_on": "", "escalate_on": "", "answer": "", "renews_for": "1年", "notice": "3か月"}
    moments = {name: NOON.isoformat() for name in ("due", "since", "planned")}
    changes = {"party": "a", "day": "2026-05-01", **moments, **days}
    known = {name: value for name, value in changes.items() if hasattr(event, name)}
    after = evolve(sent_to(party("a")).state, replace(event, **known))
    assert after.stage


def test_an_event_of_another_release_is_not_guessed() -> None:
    stored = stored_form(events.PartyInvited("a", 1, ""))
    for foreign in (replace(stored, version=2), replace(stored, kind="party_vanished")):
        with pytest.raises(EventUnknown):
            from_stored(foreign)


@pytest.mark.parametrize("kind", [str | int, dict[str, str], float, object, list[bytes]])
def test_the_wire_carries_no_lossy_type(kind: object) -> None:
    with pytest.raises(WireTypeRefused):
        values_of(kind)
