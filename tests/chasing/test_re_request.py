"""署名再依頼: who is ticked, where they are written to, and what stays on record (IM-76…78, CF-19)."""

import json

import pytest
from sqlalchemy import select

from contracts import acts
from contracts.acts import Origin
from database.audit import AuditEvent
from database.delivery import PartyLink
from database.holders import PartyHolder
from database.party import Party
from database.queries.preferences import set_preference
from database.record import ContractEvent
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from tests.desk.test_places import agrees
from webapp.access.asking import new_key

NEW = "sato.shin@example.com"


def named(party: Party, field: str) -> str:
    return f"party-{party.public_id}-{field}"


def asks_again(clerk: Clerk, sent: Sent, party: Party, **typed: object) -> int:
    """Fill the dialogue in for one party, confirm, and return the status of the last answer."""
    path = f"/contracts/{sent.contract}/re-request"
    clerk.opens(f"{path}?party={party.public_id}")
    shown = clerk.sends(path, **{named(party, name): value for name, value in typed.items()})
    return shown.status_code if shown.status_code != 200 else clerk.sends(f"{path}/sending").status_code


@pytest.mark.shows("IM-77", "CF-19")
def test_a_changed_address_is_used_and_logged_old_to_new(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子"))
    first, second = sent.parties
    office.link(first)
    office.link(second)
    assert asks_again(clerk, sent, first, mail=NEW) == 200
    assert (office.party(first).mail, office.party(second).mail) == (NEW, "party2@example.com")
    assert "再依頼の宛先を変更しました（party1@example.com → " + NEW in clerk.text
    with office.opened.database.reading() as session:
        logged = session.scalars(select(AuditEvent).where(AuditEvent.code == "contact_entered")).one()
        links = {row.party_id: row.revoked_at for row in session.scalars(select(PartyLink))}
    facts = json.loads(logged.facts)
    assert (facts["from"], facts["to"]) == ("party1@example.com", NEW)
    assert (links[first.id] is None, links[second.id] is None) == (False, True)
    assert "法務 花子" in clerk.text.partition("再依頼の宛先を変更しました")[2].partition("</li>")[0]


def test_no_address_travels_in_an_act_or_in_the_record(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan())
    asks_again(clerk, sent, sent.parties[0], mail=NEW)
    [act] = office.engine.acts(acts.Reissue)
    assert NEW not in repr(act)
    with office.opened.database.reading() as session:
        assert not [facts for facts in session.scalars(select(ContractEvent.facts)) if NEW in facts]


@pytest.mark.shows("IM-77")
def test_an_empty_address_blocks_beside_its_field_and_what_was_typed_stays(
    clerk: Clerk, office: Office
) -> None:
    sent = office.sent(Plan(kind="corporate_informal", company="株式会社みどり"), Plan(name="鈴木 花子"))
    first, second = sent.parties
    path = f"/contracts/{sent.contract}/re-request"
    clerk.opens(path)
    typed = {named(first, "ask"): "y", named(first, "mail"): "", named(second, "mail"): "hanako@new.example"}
    assert clerk.sends(path, **typed, reason="退職のため").status_code == 422
    wrong = clerk.text.partition("field--wrong")[2]
    assert "メールアドレスを入力してください。" in wrong.partition("</section>")[0]
    for kept in ("hanako@new.example", "退職のため"):
        assert kept in clerk.text
    assert office.engine.acts(acts.Reissue) == []


@pytest.mark.shows("IM-78", "MK-59")
def test_only_who_was_asked_and_has_not_signed_can_be_ticked(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子"), Plan(name="田中 誠", order=2))
    agrees(office, sent, sent.parties[0])
    clerk.opens(f"/contracts/{sent.contract}/re-request")
    offered = [named(party, "ask") in clerk.text for party in sent.parties]
    assert offered == [False, True, False]
    assert "署名が済んでいるため" in clerk.text
    assert "まだ順番が来ていません" in clerk.text


def test_asking_the_same_page_twice_asks_once(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan())
    path = f"/contracts/{sent.contract}/re-request"
    clerk.opens(f"{path}?party={sent.parties[0].public_id}")
    clerk.sends(path, **{named(sent.parties[0], "mail"): NEW})
    confirmed = clerk.fields(f"{path}/sending")
    for _ in range(2):
        assert clerk.client.post(f"{path}/sending", data=confirmed).status_code == 303
    with office.opened.database.reading() as session:
        kinds = session.scalars(select(ContractEvent.kind)).all()
        assert len(session.scalars(select(PartyHolder)).all()) == 1
    assert (kinds.count("contact_changed"), kinds.count("link_reissued")) == (1, 1)


@pytest.mark.shows("CF-19")
def test_who_handed_in_files_keeps_the_address_and_the_reason_is_asked_where_it_is_wanted(
    clerk: Clerk, office: Office
) -> None:
    sent = office.sent(Plan(documents=("登記事項証明書",)), Plan(name="鈴木 花子"))
    first, second = sent.parties
    origin = Origin(first.public_id)
    asked = office.party(first)
    with office.opened.database.reading() as session:
        item = session.get_one(Party, asked.id).required_documents[0].public_id
    office.engine.ask(sent.contract, acts.AcceptTerms(new_key(), origin, first.public_id, 1, "2026-11"))
    handed = acts.SubmitDocument(new_key(), origin, first.public_id, 1, item, "file", "d")
    office.engine.ask(sent.contract, handed)
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "contact_change_needs_reason", value=True)
    clerk.opens(f"/contracts/{sent.contract}/re-request")
    assert "すでに書類を提出しているため" in clerk.text
    assert named(first, "mail") not in clerk.text
    assert asks_again(clerk, sent, second, mail=NEW) == 422
    assert "宛先を変える理由を入力してください。" in clerk.text
    assert asks_again(clerk, sent, second) == 200


def test_the_address_of_another_party_is_refused(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子"))
    assert asks_again(clerk, sent, sent.parties[0], mail="Party2@example.com") == 409
    assert "ほかの当事者のメールアドレス" in clerk.text
    assert office.party(sent.parties[0]).mail == "party1@example.com"
