import pytest
from flask import Flask
from sqlalchemy import select

from contracts import acts
from contracts.refusals import LinkDaysOutOfRange
from database.contract import Contract
from database.drafting.submitting import LONGEST_ON_ITS_WAY
from database.rebuilding import raise_epoch
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk
from workflows.door import EngineUnavailable, NotKnownYet


@pytest.mark.shows("IM-16", "IM-58", "IM-67")
def test_a_contract_is_sent_from_the_upload_to_its_page(clerk: Clerk, office: Office) -> None:
    draft = clerk.drafts()
    assert clerk.path == f"/drafts/{draft}/confirmation"
    for shown in (
        "建物賃貸借契約書",
        "自社は当事者の代理人として手続きする",
        "借主",
        "佐藤 一郎",
        "sato@example.com",
    ):
        assert shown in clerk.text
    clerk.sends(f"/drafts/{draft}/sending")
    assert clerk.path == f"/contracts/{draft}"
    assert "契約を送信しました。" in clerk.text
    submit = office.engine.asked[0]
    assert isinstance(submit, acts.Submit)
    assert (submit.needs_approval, submit.link_days, len(submit.parties)) == (False, 30, 1)


@pytest.mark.shows("IM-47")
def test_a_party_it_is_only_shared_with_is_listed_last_and_asked_nothing(
    clerk: Clerk, office: Office
) -> None:
    draft = clerk.drafts()
    page = f"/drafts/{draft}"
    clerk.opens(page)
    clerk.sends(page, add="party")
    shared = clerk.parties()[1]
    fields = {
        "role": "保証会社",
        "name": "共有 次郎",
        "mail": "share@example.com",
        "document-1-title": "印鑑証明書",
    }
    typed = {f"party-{shared}-{name}": value for name, value in fields.items()}
    clerk.sends(page, **typed, **{f"party-{shared}-signs": None, "intent": "confirmation"})
    assert "すべての署名が完了した後に、締結した文書をお知らせします。" in clerk.text
    clerk.sends(f"{page}/sending")
    submit = office.engine.asked[0]
    assert isinstance(submit, acts.Submit)
    assert [(plan.signs, plan.imprint, plan.documents) for plan in submit.parties][1] == (False, False, [])


def test_sending_twice_is_sending_once(clerk: Clerk, office: Office) -> None:
    draft = clerk.drafts()
    form = clerk.fields(f"/drafts/{draft}/sending")
    for _ in range(2):
        clerk.at = clerk.client.post(f"/drafts/{draft}/sending", data=form, follow_redirects=True)
        assert clerk.path == f"/contracts/{draft}"
    assert len(office.engine.asked) == 1


def test_without_the_engine_nothing_is_sent_and_the_draft_stays_open(clerk: Clerk, office: Office) -> None:
    draft = clerk.drafts()
    key = clerk.fields(f"/drafts/{draft}/sending")["key"]
    office.engine.silence = EngineUnavailable()
    assert clerk.sends(f"/drafts/{draft}/sending").status_code == 503
    assert "この操作は行われていません。" in clerk.text
    assert clerk.fields(f"/drafts/{draft}/sending")["key"] == key
    clerk.opens(f"/drafts/{draft}")
    assert clerk.path == f"/drafts/{draft}"


def test_while_the_answer_is_out_the_draft_is_closed_and_the_same_key_asks_again(
    clerk: Clerk, office: Office
) -> None:
    draft = clerk.drafts()
    office.engine.silence = NotKnownYet()
    assert clerk.sends(f"/drafts/{draft}/sending").status_code == 202
    assert "もう一度確認する" in clerk.text
    form = clerk.fields(f"/drafts/{draft}/sending")
    clerk.opens(f"/drafts/{draft}")
    assert clerk.path == f"/drafts/{draft}/confirmation"
    refused = clerk.client.post(f"/drafts/{draft}", data={**form, "title": "別の契約書"})
    assert refused.status_code == 409
    office.engine.silence = None
    with office.opened.database.writing() as session:
        raise_epoch(session)
    clerk.at = clerk.client.post(f"/drafts/{draft}/sending", data=form, follow_redirects=True)
    assert clerk.path == f"/contracts/{draft}"
    assert office.engine.asked[0].key == office.engine.asked[1].key
    with office.opened.database.reading() as session:
        sent = session.scalars(select(Contract)).one()
        assert (sent.title, sent.epoch) == ("建物賃貸借契約書", 1)


@pytest.mark.shows("T47")
def test_a_press_that_reached_nobody_opens_no_draft_that_another_press_is_sending(
    clerk: Clerk, site: Flask, office: Office
) -> None:
    draft = clerk.drafts()
    other = Clerk(site)
    other.signs_in(LEGAL)
    other.opens(f"/drafts/{draft}/confirmation")

    def other_presses() -> None:
        office.engine.silence = NotKnownYet()
        assert other.sends(f"/drafts/{draft}/sending").status_code == 202
        office.engine.silence = EngineUnavailable()

    office.engine.meanwhile = other_presses
    assert clerk.sends(f"/drafts/{draft}/sending").status_code == 503
    require_shut(clerk, draft)


@pytest.mark.shows("T47")
def test_a_refusal_opens_the_draft_once_no_earlier_sending_can_arrive_any_more(
    clerk: Clerk, office: Office
) -> None:
    draft = clerk.drafts()
    for answer, status in ((NotKnownYet(), 202), (LinkDaysOutOfRange(longest=365), 409)):
        office.engine.silence = answer
        assert clerk.sends(f"/drafts/{draft}/sending").status_code == status
        require_shut(clerk, draft)
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract)).one()
        assert row.submitted_at is not None
        row.submitted_at -= LONGEST_ON_ITS_WAY
    assert clerk.sends(f"/drafts/{draft}/sending").status_code == 409
    clerk.opens(f"/drafts/{draft}")
    assert clerk.path == f"/drafts/{draft}"


def require_shut(clerk: Clerk, draft: str) -> None:
    clerk.opens(f"/drafts/{draft}")
    assert clerk.path == f"/drafts/{draft}/confirmation"


@pytest.mark.shows("AD-01")
def test_an_own_signer_is_demanded_when_that_is_the_standing(clerk: Clerk) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(f"/drafts/{draft}", standing="own_signer", intent="confirmation")
    assert "「自社署名者」のチェックを入れてください。" in clerk.text
    clerk.sends(f"/drafts/{draft}", standing="sender_agrees", intent="confirmation")
    assert "送信は自社の同意になります" in clerk.text


@pytest.mark.shows("T47")
def test_what_another_window_changed_is_not_sent_before_it_is_shown(clerk: Clerk, office: Office) -> None:
    draft = clerk.drafts()
    page, sending = f"/drafts/{draft}", f"/drafts/{draft}/sending"
    shown = clerk.fields(sending)
    clerk.opens(page)
    (party,) = clerk.parties()
    clerk.sends(page, intent="save", **{f"party-{party}-mail": "another@example.com"})
    clerk.at = clerk.client.post(sending, data=shown)
    assert (clerk.at.status_code, office.engine.asked) == (409, [])
    assert "まだ何も送信していません" in clerk.text
    assert "another@example.com" in clerk.text
    clerk.sends(sending)
    assert clerk.path == f"/contracts/{draft}"
    assert len(office.engine.asked) == 1
