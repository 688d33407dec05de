"""要対応 lists all that waits for a person; each line says what to do, each count is that of the list."""

import re

import pytest
from flask import Flask
from sqlalchemy import update

from database.engine import now_of
from database.party import Party
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor
from tests.desk.cases import sent_back, sent_by
from tests.desk.site import Clerk
from tests.review.drafting import drafted
from tests.review.sharing import CODE, opened, share_of, shared
from tests.review.test_requests import asked

TODO = re.compile(r'data-label="対応すること"><span>(.*?)</span>')


def todos(clerk: Clerk) -> list[str]:
    """Return what is to be done; the menu, ホーム and the page say as many."""
    page = clerk.opens("/tasks").get_data(as_text=True)
    found = TODO.findall(page)
    counted = re.search(r'href="/tasks".*?menu__count[^>]*>.*?(\d+)', page, re.DOTALL)
    assert (int(counted[1]) if counted else 0) == len(found)
    home = clerk.opens("/").get_data(as_text=True)
    assert TODO.findall(home) == found
    return found


@pytest.mark.shows("AD-25")
def test_who_is_waited_for_is_told_of_what_came_back_what_is_asked_and_what_was_said_outside(
    clerk: Clerk, viewer: Clerk, site: Flask, office: Office
) -> None:
    returned, unreached = sent_by(clerk, office), sent_by(clerk, office, "届かない契約")
    sent_back(office, returned)
    with office.opened.database.writing() as session:
        which = Party.id == unreached.parties[0].id
        session.execute(update(Party).where(which).values(undelivered_at=now_of(session)))
    review = asked(viewer)
    draft = drafted(clerk)
    reader, token = Visitor(site), shared(clerk, draft, office)
    opened(reader, token, CODE)
    said = {**reader.fields("/shared/comments"), "author": "高橋 美咲", "body": "月額でお願いします。"}
    reader.client.post("/shared/comments", data=said)
    assert todos(clerk) == [
        "届かなかった宛先を直して再依頼",
        "相手方の差し戻しに回答",
        "担当者を決めて審査",
        "社外からのコメントに回答",
    ]
    assert todos(viewer) == []
    here = f"/reviews/{review}"
    clerk.opens(here)
    clerk.sends(f"{here}/messages", body="金額はいくらですか。", state="asking")
    share = f"/contracts/{draft}/shares/{share_of(office).public_id}"
    clerk.opens(share)
    clerk.sends(f"{share}/comments", body="承知しました。")
    assert todos(viewer) == ["法務からの確認に回答"]
    assert len(todos(clerk)) == 2
