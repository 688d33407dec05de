"""変更箇所だけ見る, on the way from version 1 to version 2."""

import pytest

from contracts.acts import AcceptTerms, OpenRound, Origin, SendBack
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from webapp.access.asking import new_key

REASON = "期間が違います。"
ANSWER = "二年に直しました。"


def answered(office: Office, heading: str) -> Sent:
    """Return a contract that its first party sent back and whose second round is asked."""
    sent = office.sent(Plan(), Plan(name="鈴木 花子"), title="賃貸借契約書一年")
    party = sent.parties[0].public_id
    for act in (
        AcceptTerms(new_key(), Origin(party), party, 1, "2026-11"),
        SendBack(new_key(), Origin(party), party, 1, REASON),
        OpenRound(new_key(), Origin("owner"), office.version_of(sent, heading), ANSWER),
    ):
        office.engine.ask(sent.contract, act)
    office.prepare(sent)
    return sent


@pytest.mark.shows("NX-04", "AD-06")
def test_version_2_shows_what_changed_beside_reason_and_answer(office: Office, visitor: Visitor) -> None:
    sent = answered(office, "賃貸借契約書二年")
    visitor.enters(office.link(sent.parties[0]))
    assert "変更箇所だけ見る" in visitor.text
    visitor.opens("/c/changes")
    assert "違うところが2か所" in visitor.text
    assert visitor.text.count("一</del>") == 2
    assert visitor.text.count("二</ins>") == 2
    assert REASON in visitor.text
    assert ANSWER in visitor.text


def test_another_party_reads_the_answer_and_not_the_reason(office: Office, visitor: Visitor) -> None:
    sent = answered(office, "賃貸借契約書二年")
    visitor.enters(office.link(sent.parties[1]))
    visitor.opens("/c/changes")
    assert ANSWER in visitor.text
    assert REASON not in visitor.text


def test_a_version_with_the_same_words_is_said_to_have_them(office: Office, visitor: Visitor) -> None:
    sent = answered(office, "")
    visitor.enters(office.link(sent.parties[0]))
    visitor.opens("/c/changes")
    assert "文字の変更は見つかりませんでした" in visitor.text


def test_the_first_version_has_nothing_to_compare(office: Office, visitor: Visitor) -> None:
    visitor.enters(office.link(office.sent().parties[0]))
    assert "変更箇所だけ見る" not in visitor.text
    assert visitor.site.test_client().get("/c/changes").status_code == 401
    visitor.opens("/c/changes")
    assert visitor.at is not None
    assert visitor.at.status_code == 404
