"""A forgotten password on the real server: asked for, mailed by the worker, opened, set, signed in with."""

import asyncio
from collections.abc import Callable

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client

from adapters.passwords import hash_password
from contracts.messages import NoticeKind, NoticeRequest
from database.people import User
from tests.api.bureau import open_bureau
from tests.desk.site import Clerk
from tests.entry_reset.reading import ASK, NEW, asks, link_of, mails, newest, requests
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import workers
from workflows.door import Door
from workflows.notices import notice_id

OWNER = "sender@example.co.jp"
CHOSEN, FORGOTTEN = "atarashii2026", "wasureta2026"
PATIENCE = 20.0


async def until(holds: Callable[[], object]) -> None:
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not holds():
        assert asyncio.get_running_loop().time() < deadline
        await asyncio.sleep(0.02)


def give_password(office: Office) -> None:
    with office.opened.database.writing() as session:
        session.get_one(User, office.owner.id).password_hash = hash_password(FORGOTTEN)


def opens_and_chooses(clerk: Clerk, link: str) -> None:
    clerk.opens(link)
    clerk.sends(NEW, new=CHOSEN, again=CHOSEN)


@pytest.mark.shows("IM-06")
async def test_the_link_is_mailed_and_the_new_password_signs_in(office: Office, client: Client) -> None:
    give_password(office)
    clerk, thief = Clerk(open_bureau(office, client)), Clerk(open_bureau(office, client))
    thief.signs_in(OWNER, FORGOTTEN)
    assert thief.path == "/"
    outbox = office.opened.settings.outbox
    async with workers(client, office, signing=False):
        await asyncio.to_thread(asks, clerk, OWNER)
        assert "再設定のご案内をお送りしました" in clerk.text
        await until(lambda: requests(office.opened)[0].mailed_at)
    await asyncio.to_thread(opens_and_chooses, clerk, link_of(newest(outbox)))
    assert clerk.path == "/sign-in"
    clerk.signs_in(OWNER, CHOSEN)
    assert clerk.path == "/"
    thief.opens("/")
    assert thief.path == "/sign-in"


async def test_a_notice_asked_for_again_is_the_same_and_its_history_names_nobody(
    office: Office, client: Client
) -> None:
    give_password(office)
    clerk = Clerk(open_bureau(office, client))
    outbox = office.opened.settings.outbox
    async with workers(client, office, signing=False):
        await asyncio.to_thread(asks, clerk, OWNER)
        notice = NoticeRequest(NoticeKind.PASSWORD_RESET, requests(office.opened)[0].public_id)
        await Door(client).notify(notice)
        await client.get_workflow_handle(notice_id(notice)).result()
        await Door(client).notify(notice)
    assert len(mails(outbox)) == 1
    history = await client.get_workflow_handle(notice_id(notice)).fetch_history()
    done = [event.event_type for event in history.events]
    assert done.count(EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED) == 1
    written = b"".join(event.SerializeToString() for event in history.events)
    token = link_of(newest(outbox)).rpartition("/")[2]
    assert not [word for word in (OWNER, token) if word.encode() in written]


async def test_a_request_made_while_no_worker_runs_is_mailed_when_one_does(
    office: Office, client: Client
) -> None:
    clerk = Clerk(open_bureau(office, client))
    await asyncio.to_thread(asks, clerk, OWNER)
    assert not mails(office.opened.settings.outbox)
    async with workers(client, office, signing=False):
        await until(lambda: mails(office.opened.settings.outbox))


def test_with_the_engine_away_the_page_says_so_and_keeps_what_was_typed(office: Office) -> None:
    clerk = Clerk(open_bureau(office))
    asks(clerk, OWNER)
    assert clerk.at is not None
    assert clerk.at.status_code == 503
    assert "メールを送る仕組みが応答していません。" in clerk.text
    assert clerk.fields(ASK)["mail"] == OWNER
