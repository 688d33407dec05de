"""Two pages on one draft: the later save wins, and what it took the place of is told."""

from html import unescape

import pytest
from flask import Flask
from sqlalchemy import update

from contracts.roles import Role
from database.contract import Contract
from database.engine import now_of
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.site import Clerk, hired


@pytest.fixture
def beside(site: Flask, clerk: Clerk) -> Clerk:
    """The same person's second tab."""
    beside = Clerk(site)
    beside.client = clerk.client
    return beside


def saves_by_itself(clerk: Clerk, draft: str, **typed: object) -> dict[str, str]:
    answer = clerk.client.post(
        f"/drafts/{draft}/autosave", data={**clerk.fields(f"/drafts/{draft}"), **typed}
    )
    told: dict[str, str] = answer.get_json()
    return told


def test_what_is_typed_is_saved_without_a_press_and_says_when(clerk: Clerk) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    told = saves_by_itself(clerk, draft, title="駐車場契約書", amount="100まん", starts_on="あした")
    assert told["words"].startswith("下書きを保存しました ")
    assert "読み取れない2項目" in told["words"]
    assert "駐車場契約書" in unescape(clerk.opens(f"/drafts/{draft}").text)


def test_a_page_that_saved_by_itself_is_no_older_page(clerk: Clerk) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    saves_by_itself(clerk, draft, title="駐車場契約書")
    clerk.sends(f"/drafts/{draft}", title="駐車場賃貸借契約書", intent="save")
    assert "別の画面" not in clerk.text
    assert "駐車場賃貸借契約書" in clerk.text


def test_a_save_of_an_older_page_wins_and_tells_what_the_other_page_had(clerk: Clerk, beside: Clerk) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    beside.opens(f"/drafts/{draft}")
    party = clerk.parties()[0]
    beside.sends(
        f"/drafts/{draft}", title="新しい文書名", intent="save", **{f"party-{party}-name": "鈴木 次郎"}
    )
    clerk.sends(f"/drafts/{draft}", comment="よろしくお願いします。", intent="save")
    assert "別の画面でも保存されていました" in clerk.text
    assert "文書名「新しい文書名」" in clerk.text
    assert "当事者1　氏名「鈴木 次郎」" in clerk.text
    assert clerk.fields(f"/drafts/{draft}")["title"] == "建物賃貸借契約書"


def test_what_was_typed_for_a_party_that_another_page_took_away_is_told(clerk: Clerk, beside: Clerk) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(f"/drafts/{draft}", add="party")
    first, second = clerk.parties()
    beside.opens(f"/drafts/{draft}")
    beside.sends(f"/drafts/{draft}", remove=second)
    clerk.sends(f"/drafts/{draft}", intent="save", **{f"party-{second}-name": "高橋 三郎"})
    assert "別の画面で削除された当事者の入力は保存していません：高橋 三郎" in clerk.text
    assert clerk.parties() == [first]


def test_a_type_saved_by_itself_still_brings_its_parties_with_the_next_press(clerk: Clerk) -> None:
    clerk.opens("/drafts/new")
    clerk.uploads("/drafts/new", paper("賃貸借契約書"))
    draft = clerk.path.split("/")[2]
    clerk.opens(f"/drafts/{draft}")
    saves_by_itself(clerk, draft, contract_type="lease_guarantor")
    clerk.sends(f"/drafts/{draft}", contract_type="lease_guarantor", intent="confirmation")
    fields = clerk.fields(f"/drafts/{draft}")
    assert {fields[f"party-{party}-role"] for party in clerk.parties()} >= {"借主", "連帯保証人"}


def test_a_draft_is_saved_by_nobody_else_and_not_once_it_is_on_its_way(
    site: Flask, clerk: Clerk, office: Office
) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    fields = clerk.fields(f"/drafts/{draft}")
    hired(office, "other@sample.example", Role.LEGAL)
    other = Clerk(site)
    other.signs_in("other@sample.example")
    other.opens("/drafts/new")
    token = other.fields("/drafts/new")["csrf_token"]
    assert other.client.post(f"/drafts/{draft}/autosave", data={"csrf_token": token}).status_code == 404
    with office.opened.database.writing() as session:
        session.execute(update(Contract).values(submitted_at=now_of(session)))
    assert clerk.client.post(f"/drafts/{draft}/autosave", data=fields).status_code == 409
