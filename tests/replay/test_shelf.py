"""The histories together: one for every place in which a workflow can rest, small, and naming no machine."""

import asyncio
import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from temporalio.api.common.v1 import Payload

import workflows
from adapters.payloads import EncryptingCodec, payload_keys
from contracts.effects import EffectKind
from contracts.event_table import KINDS
from contracts.life import Life
from contracts.stage import Phase, Progress, Stage
from contracts.state import ContractState
from tests.replay.contents import Contents, contents_of
from tests.replay.replaying import TODAY
from tests.replay.shelf import FOLDER, KEYS, histories, read
from workflows.door import UPDATE_OF

MOST_BYTES = 3_000_000
RECORDER = "recorder"
WITHOUT_A_WORKFLOW = {"contract_imported"}
"""Written in the transaction that registers a file; a term begins from it."""
SAID_OF_PEOPLE = ("佐藤", "\\u4f50", "@", "sha256", "金額", "192.0.2.1")
SAID_OF_MACHINES = ("@", "/home/", "site-packages", "Traceback", 'File "', ".py")


@pytest.fixture(scope="module")
def kept() -> list[Contents]:
    """Of each history what it tells, decoded once for all of these tests."""

    async def decoded() -> list[Contents]:
        return [await contents_of(read(path)) for path in histories()]

    return asyncio.run(decoded())


@pytest.fixture(scope="module")
def rests(kept: list[Contents]) -> list[ContractState]:
    return [contents.state for contents in kept if contents.state is not None]


def test_every_stage_and_phase_a_contract_can_rest_in_has_a_history(rests: list[ContractState]) -> None:
    assert set(Stage) - {state.stage for state in rests} == {Stage.DRAFT}
    assert set(Phase) - {state.phase for state in rests} == {Phase.NEW}


def test_every_life_of_a_concluded_contract_has_a_history_of_its_term(kept: list[Contents]) -> None:
    lives = {kept.state.life for kept in kept if kept.state and kept.workflow == "ContractTerm"}
    assert set(Life) - lives == {Life.UNKNOWN}


def test_every_progress_of_a_party_has_a_history(rests: list[ContractState]) -> None:
    assert {party.progress for state in rests for party in state.parties} == set(Progress)


def test_every_verb_event_and_effect_has_happened_in_a_history(kept: list[Contents]) -> None:
    assert {verb for contents in kept for verb in contents.verbs} == set(UPDATE_OF.values())
    assert {kind for contents in kept for kind in contents.kinds} == set(KINDS) - WITHOUT_A_WORKFLOW
    assert {kind for contents in kept for kind in contents.effects} == set(EffectKind)


def test_every_workflow_there_is_has_a_history_and_is_replayed(kept: list[Contents]) -> None:
    assert set(_defined()) == set(TODAY)
    assert len({contents.workflow for contents in kept}) == len(TODAY)


def _defined() -> Iterator[type]:
    for module in pkgutil.iter_modules(workflows.__path__, "workflows."):
        for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if "__temporal_workflow_definition" in vars(found):
                yield found


@pytest.mark.shows("T75")
async def test_a_history_is_unreadable_without_its_key_and_with_it_names_no_machine_and_nobody() -> None:
    codec = EncryptingCodec(payload_keys(KEYS))
    for path in histories():
        assert [word for word in SAID_OF_PEOPLE if word in path.read_text()] == []
        pieces = list(_pieces(json.loads(path.read_text())))
        assert {piece["identity"] for piece in pieces if "identity" in piece} == {RECORDER}
        sealed = [ParseDict(piece, Payload()) for piece in pieces if "metadata" in piece]
        for payload in await codec.decode(sealed):
            assert [word for word in SAID_OF_MACHINES if word.encode() in payload.data] == []


def _pieces(spelled: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- any piece of JSON
    """Return every object in a piece of JSON, however deep."""
    if isinstance(spelled, dict):
        yield spelled
    for part in spelled.values() if isinstance(spelled, dict) else spelled:
        if isinstance(part, dict | list):
            yield from _pieces(part)


def test_all_histories_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES
