"""One contract by the API alone, on the real server with real workers, key and outbox."""

import asyncio
import hashlib
from typing import Any

import pytest
from sqlalchemy import select
from temporalio.client import Client

from contracts.acts import Origin, PartyPlan, Submit
from database.audit import AuditEvent
from tests.api.bureau import Caller, caller, open_bureau
from tests.lifecycle.office import Draft, Office, a_pdf
from tests.lifecycle.stage_hands import Case, workers
from workflows.door import Door

ISSUED = ("contract_submitted", "round_prepared", "party_invited", "terms_accepted", "agreement_recorded")
PARTY = {"role": "借主", "name": "佐藤 一郎", "email": "sato@example.com"}


def case_of(office: Office, engine: Client, contract: dict[str, object]) -> Case:
    """Return what the stage hands need to act as the parties."""
    asked = contract["parties"]
    parties = [PartyPlan(one["id"], one["order"], declares=one["declares"]) for one in asked]  # type: ignore[attr-defined]  # JSON
    unused = Submit("", Origin(""), "", parties, needs_approval=False, link_days=30)
    return Case(office, Draft(str(contract["id"]), "", parties, unused), Door(engine))


async def sent(sender: Caller, contract: str, key: str = "") -> dict[str, str]:
    answer = await asyncio.to_thread(sender.send, contract, key)
    assert answer.status_code == 202, answer.get_data(as_text=True)
    return dict(answer.get_json())


@pytest.mark.shows("IM-67", "CS-28")
async def test_a_contract_made_sent_and_fetched_by_the_api_is_the_one_that_was_signed(
    office: Office, engine: Client
) -> None:
    sender = caller(open_bureau(office, engine), office, "sender@example.co.jp")
    contract = sender.draft(parties=[PARTY])
    uploaded = sender.upload(contract, a_pdf())
    assert uploaded.status_code == 201
    async with workers(engine, office):
        answer = await sent(sender, contract)
        assert (answer["id"], answer["stage"]) == (contract, "awaiting_other")
        assert answer["number"].endswith("-000001")
        assert sender.upload(contract, a_pdf()).get_json()["code"] == "already_submitted"
        one = case_of(office, engine, sender.get(f"/contracts/{contract}").get_json())
        await one.agree(one.draft.parties[0])
        await one.stage("concluded")
        await one.until(lambda: not one.open_effects())
    require_concluded(sender, office, contract)


def require_concluded(sender: Caller, office: Office, contract: str) -> None:
    shown = sender.get(f"/contracts/{contract}").get_json()
    assert (shown["stage"], shown["parties"][0]["progress"]) == ("concluded", "signed")
    assert sender.get("/contracts?stage=concluded").get_json()["items"][0]["id"] == contract
    events = sender.get(f"/contracts/{contract}/events").get_json()["items"]
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    assert tuple(event["kind"] for event in events)[: len(ISSUED)] == ISSUED
    assert all(event["at"].endswith("+09:00") for event in events)
    assert [event["previous"] for event in events[1:]] == [event["digest"] for event in events[:-1]]
    signed = sender.get(f"/contracts/{contract}/signed.pdf")
    assert hashlib.sha256(signed.data).hexdigest() == concluded_digest(events)
    require_certificate(sender, contract, events)
    with office.opened.database.reading() as session:
        told = session.scalars(select(AuditEvent.code).where(AuditEvent.subject == contract)).all()
    assert told.count("document_downloaded") == 2


def require_certificate(sender: Caller, contract: str, events: list[dict[str, Any]]) -> None:
    issued = next(event["facts"] for event in events if event["kind"] == "certificates_issued")
    certificate = sender.get(f"/contracts/{contract}/certificate.pdf")
    assert certificate.status_code == 200
    assert hashlib.sha256(certificate.data).hexdigest() == issued["own_digest"]


def concluded_digest(events: list[dict[str, Any]]) -> str:
    return next(str(event["facts"]["digest"]) for event in events if event["kind"] == "contract_concluded")


@pytest.mark.shows("T66")
async def test_sending_twice_sends_once_and_another_key_is_told_so(office: Office, engine: Client) -> None:
    sender = caller(open_bureau(office, engine), office, "sender@example.co.jp")
    contract = sender.draft()
    sender.upload(contract, a_pdf())
    async with workers(engine, office):
        first = await sent(sender, contract, "press-1")
        again = await sent(sender, contract, "press-1")
        other = await asyncio.to_thread(sender.send, contract, "press-2")
        without = await asyncio.to_thread(sender.send, contract)
    assert {**again, "stage": first["stage"]} == first
    assert (other.status_code, other.get_json()["code"]) == (409, "already_submitted")
    assert without.status_code == 409
    events = sender.get(f"/contracts/{contract}/events").get_json()["items"]
    assert [event["kind"] for event in events].count("contract_submitted") == 1


@pytest.mark.shows("MK-46")
async def test_a_type_that_asks_for_approval_waits_for_it(office: Office, engine: Client) -> None:
    sender = caller(open_bureau(office, engine), office, "sender@example.co.jp")
    contract = sender.draft(contract_type="approved")
    sender.upload(contract, a_pdf())
    async with workers(engine, office):
        assert (await sent(sender, contract))["stage"] == "awaiting_approval"
    page = sender.get("/contracts?stage=awaiting_approval").get_json()
    assert [item["id"] for item in page["items"]] == [contract]


@pytest.mark.shows("T66")
async def test_an_unanswered_sending_is_asked_after_by_sending_again(office: Office, engine: Client) -> None:
    """No worker runs at first: the act is accepted by the engine and nobody has decided it."""
    sender = caller(open_bureau(office, engine), office, "sender@example.co.jp")
    contract = sender.draft()
    sender.upload(contract, a_pdf())
    silence = await asyncio.to_thread(sender.send, contract)
    body = silence.get_json()
    assert (silence.status_code, body["code"]) == (202, "not_known_yet")
    assert (body["id"], body["stage"], body["number"]) == (contract, "draft", None)
    assert sender.upload(contract, a_pdf()).get_json()["code"] == "being_submitted"
    async with workers(engine, office):
        assert (await sent(sender, contract))["stage"] == "awaiting_other"
    events = sender.get(f"/contracts/{contract}/events").get_json()["items"]
    assert [event["kind"] for event in events].count("contract_submitted") == 1
