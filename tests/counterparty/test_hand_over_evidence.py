"""What the certificate says of a place that changed hands: the chain, and who did what (CL-20)."""

import uuid

import pytest

from adapters.certificates.words import detail_label, event
from contracts.acts import AcceptTerms, HandOver, Origin
from contracts.certificate import INTERNAL_DETAILS
from contracts.handing_over import Successor
from database.certificate_lines import Lines
from database.contract import Contract
from database.party import Party
from database.succession import keep_successor
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan

SUCCESSOR = Successor("株式会社みどり商店", "田中 次郎", "jiro@midori.example.jp", "ja", "お願いします。")


def accepts(office: Office, sent: Sent) -> None:
    party = sent.parties[0].public_id
    office.engine.ask(sent.contract, AcceptTerms(uuid.uuid4().hex, Origin(party), party, 1, "2026-11"))


@pytest.mark.shows("CL-20", "IM-44")
def test_each_line_names_the_person_who_held_the_place_then(office: Office) -> None:
    sent = office.sent(Plan(may_hand_over=True))
    accepts(office, sent)
    party = sent.parties[0].public_id
    with office.opened.database.writing() as session:
        holding = keep_successor(session, session.get_one(Party, sent.parties[0].id), 1, "k", SUCCESSOR)
    key = uuid.uuid4().hex
    office.engine.ask(sent.contract, HandOver(key, Origin(party), party, 1, holding.id, holding.digest))
    accepts(office, sent)
    with office.opened.database.reading() as session:
        row = session.get_one(Party, sent.parties[0].id)
        lines = Lines(session, session.get_one(Contract, row.contract_id)).of_party(row)
    told = [(line.kind, line.actor) for line in lines if line.actor]
    assert told == [
        ("terms_accepted", "佐藤 一郎"),
        ("party_handed_over", "佐藤 一郎"),
        ("terms_accepted", "田中 次郎"),
    ]
    handed = next(line for line in lines if line.kind == "party_handed_over")
    assert {one.name: one.value for one in handed.details} == {
        "handed_from": "佐藤 一郎",
        "handed_to": "株式会社みどり商店　田中 次郎",
        "handed_mail": "jiro@midori.example.jp",
        "sha256": holding.digest,
    }
    assert event(handed.kind) == "転送・署名者変更"
    labels = [detail_label({"name": one.name, "value": one.value}) for one in handed.details]
    assert labels == ["引き継いだ方", "新しい方", "新しい方のメールアドレス", "SHA-256"]


@pytest.mark.shows("T03")
def test_the_other_parties_copy_keeps_the_new_address_to_itself() -> None:
    assert "handed_mail" in INTERNAL_DETAILS
