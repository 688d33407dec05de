"""What a page is told when the engine does not answer: only what is certain."""

import socket

import pytest
from temporalio.client import Client

from adapters.payloads import data_converter, payload_keys
from contracts import acts
from contracts.refusals import Refused
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import Case, new_key, workers
from workflows.connection import connect_lazily
from workflows.door import Door, EngineUnavailable


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
