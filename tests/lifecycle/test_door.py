"""What a page is told when the engine does not answer: only what is certain."""

import asyncio
import socket
from typing import cast

import pytest
from temporalio.client import Client

from adapters.payloads import data_converter, payload_keys
from contracts import acts
from contracts.refusals import Refused
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import Case, new_key, workers
from workflows.bridge import Bridge
from workflows.connection import connect_lazily
from workflows.door import Door, EngineUnavailable, NotKnownYet, workflow_id


def unused_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


async def test_without_a_server_nothing_was_asked_and_the_page_may_say_so(office: Office) -> None:
    converter = data_converter(payload_keys(office.opened.keys))
    draft = office.draft([1])
    door = Door(await connect_lazily(unused_address(), converter))
    with pytest.raises(EngineUnavailable):
        await door.submit(draft.contract, 1, draft.submit)
    with pytest.raises(EngineUnavailable):
        await door.ask(draft.contract, acts.Withdraw(new_key(), office.origin(), "取りやめ"))


def test_what_could_not_be_asked_in_time_is_not_asked_later() -> None:
    connected, came, asked = asyncio.Event(), [], []

    async def connect() -> Client:
        came.append("")
        if len(came) == 1:
            await connected.wait()
        connected.set()
        return cast("Client", object())

    async def asks(_client: Client) -> None:
        asked.append("")

    async def counts(_client: Client) -> int:
        return len(asked)

    bridge = Bridge(connect)
    with pytest.raises(TimeoutError):
        bridge.run(asks, 0.01)
    bridge.run(asks)
    assert bridge.run(counts) == 1


async def test_an_act_whose_run_was_ended_for_a_rebuilt_one_is_not_told_that_the_contract_is_closed(
    office: Office, client: Client
) -> None:
    async with workers(client, office):
        one = Case(office, office.draft([1]), Door(client))
        await one.submit()
        await client.get_workflow_handle(workflow_id(one.draft.contract)).terminate("rebuilt")
        with pytest.raises(NotKnownYet):
            await one.ask(acts.Withdraw(new_key(), office.origin(), "取りやめ"))


async def test_a_key_that_another_person_has_used_buys_nobody_their_answer(
    office: Office, client: Client
) -> None:
    """The engine knows an act by verb, actor and key: a key alone is not enough to be taken for another."""
    async with workers(client, office):
        one = Case(office, office.draft([1, 2]), Door(client))
        await one.submit()
        first, second = one.draft.parties
        await one.invited(first)
        await one.accept_terms(first)
        act = one.agreement(first)
        await one.ask(act)
        stolen = acts.Agree(
            act.key, acts.Origin(second.id), second.id, 1, act.shown_digest, 1, "i", "d", ["mail_link"]
        )
        with pytest.raises(Refused):
            await one.ask(stolen)
