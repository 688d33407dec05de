"""署名再依頼 and the answer to a 撤回の申し出 by the API, on the real server."""

import asyncio

import pytest
from temporalio.client import Client

from contracts.acts import AskRetraction, Origin
from tests.api.bureau import Caller, caller, open_bureau
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import Case, new_key, workers
from workflows.door import Door


@pytest.mark.shows("AD-07", "IM-76", "T66")
async def test_who_waits_is_asked_again_and_a_retraction_is_answered(office: Office, engine: Client) -> None:
    sender = caller(open_bureau(office, engine), office, "sender@example.co.jp")
    one = Case(office, office.draft([1, 1]), Door(engine))
    first, second = one.draft.parties
    base = f"/contracts/{one.draft.contract}/parties"
    async with workers(engine, office):
        await one.submit()
        await one.agree(first)
        again = {"headers": {"Idempotency-Key": "again-1"}}
        answers = [await asyncio.to_thread(sender.post, f"{base}/{second.id}/reissue", **again) for _ in "12"]
        assert [answer.status_code for answer in answers] == [202, 202]
        refused = await asyncio.to_thread(sender.post, f"{base}/{first.id}/reissue")
        assert (refused.status_code, refused.get_json()["code"]) == (409, "already_agreed")
        await one.ask(AskRetraction(new_key(), Origin(first.id), first.id, 1, "金額を確かめ直します"))
        body = {"accepted": True, "reply": "改めてお送りします。"}
        told = await asyncio.to_thread(sender.post, f"{base}/{first.id}/retraction", json=body)
        assert (told.status_code, told.get_json()["stage"]) == (202, "sent_back")
        await one.until(lambda: not one.open_effects())
    kinds = [
        event["kind"] for event in sender.get(f"/contracts/{one.draft.contract}/events").get_json()["items"]
    ]
    assert (kinds.count("link_reissued"), kinds[-1]) == (1, "retraction_answered")
    assert "/c/l/" not in "".join(answer.get_data(as_text=True) for answer in answers)


def test_a_draft_a_stranger_and_an_answer_without_words_are_refused(sender: Caller, office: Office) -> None:
    draft = office.draft([1])
    base = f"/contracts/{draft.contract}/parties"
    assert sender.post(f"{base}/{draft.parties[0].id}/reissue").get_json()["code"] == "not_submitted"
    assert sender.post(f"{base}/another/reissue").get_json()["code"] == "no_such_party"
    sent = sender.post(f"{base}/{draft.parties[0].id}/retraction", json={"accepted": True, "reply": " "})
    assert sent.status_code in {409, 422}
