"""What the API may ask of a party beyond name and mail."""

from typing import Any

import pytest
from sqlalchemy import select

from database.party import Party
from database.people import User
from database.queries.preferences import set_preference
from tests.api.bureau import LEASE, Caller
from tests.api.test_drafts import errors
from tests.lifecycle.office import Office, a_pdf

PERSON = {"role": "乙", "name": "佐藤 一郎"}


def made(sender: Caller, *parties: dict[str, Any], **changes: object) -> Any:  # noqa: ANN401 -- JSON
    answer = sender.post(
        "/contracts", json={"title": "覚書", "contract_type": "nda", "parties": parties, **changes}
    )
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return answer.get_json()


def test_everything_the_form_asks_can_be_asked_here(sender: Caller, office: Office) -> None:
    party = {
        **PERSON,
        "phone": "090-1234-5678",
        "phone_obtained_on": "2026-04-01",
        "may_hand_over": True,
        "profile": "L3",
        "declares": False,
        "as_proxy": True,
        "seal_methods": ["generated", "drawn"],
        "documents": [
            "印鑑証明書",
            {"title": "運転免許証", "note": "両面", "required": False, "is_identity": True},
        ],
        "fields": [
            {"label": "住所", "maps_to": "address"},
            {"label": "同意", "kind": "check", "required": False},
        ],
    }
    body = made(
        sender, party, comment="ご確認ください。", guarantee_limit=2_400_000, claim_domains=["Example.co.jp"]
    )
    shown = body["parties"][0]
    assert (shown["phone"], shown["email"], shown["profile"]) == ("09012345678", "", "L3")
    assert (shown["documents"], shown["fields"]) == (["印鑑証明書", "運転免許証"], ["住所", "同意"])
    assert (body["comment"], body["guarantee_limit"], body["claim_domains"]) == (
        "ご確認ください。",
        2_400_000,
        ["example.co.jp"],
    )
    with office.opened.database.reading() as session:
        row = session.scalars(select(Party)).one()
        kept = [(one.title, one.note, one.required, one.is_identity) for one in row.required_documents]
        assert kept[1] == ("運転免許証", "両面", False, True)
        assert [(one.kind, one.required, one.maps_to) for one in row.fields] == [
            ("text", True, "address"),
            ("check", False, ""),
        ]
        assert (row.seal_methods, row.declares, row.as_proxy) == ("generated drawn", False, True)


@pytest.mark.parametrize(
    ("party", "pointer", "code"),
    [
        ({**PERSON, "phone": "050-1234-5678"}, "/parties/0/phone", "phone_not_mobile"),
        ({**PERSON, "phone_obtained_on": "2999-01-01"}, "/parties/0/phone_obtained_on", "phone_day_ahead"),
        ({**PERSON, "access_code": "秘密"}, "/parties/0/access_code", "code_unreadable"),
        (
            {**PERSON, "access_code": "0412", "access_code_hint": "例 0412"},
            "/parties/0/access_code",
            "code_in_hint",
        ),
        ({"role": "乙", "claimable": False}, "/parties/0/name", "required"),
        ({**PERSON, "profile": "L4"}, "/parties/0/profile", "enum"),
    ],
)
def test_what_cannot_be_asked_is_named_with_its_place(
    sender: Caller, party: dict[str, object], pointer: str, code: str
) -> None:
    answer = sender.post("/contracts", json={**LEASE, "parties": [party]})
    assert (answer.status_code, errors(answer)) == (422, {pointer: code})
    assert answer.get_json()["errors"][0]["detail"]


def test_the_rule_of_the_organisation_holds_here_too(sender: Caller, office: Office) -> None:
    with office.opened.database.writing() as session:
        set_preference(
            session, session.scalars(select(User).limit(1)).one(), "access_code_rule", "four_digits"
        )
    party = {**PERSON, "email": "sato@example.com", "access_code": "20010203"}
    answer = sender.post("/contracts", json={**LEASE, "parties": [party]})
    assert errors(answer) == {"/parties/0/access_code": "code_not_four_digits"}
    assert made(sender, {**party, "access_code": "0412"})["parties"][0]["has_access_code"]


@pytest.mark.shows("AD-16", "CS-12")
def test_sending_names_what_the_way_to_a_party_lacks(sender: Caller) -> None:
    company = {**PERSON, "company": "株式会社サンプル", "phone": "09012345678"}
    body = made(sender, PERSON, company, {"role": "甲", "claimable": True}, standing="broker")
    assert sender.upload(body["id"], a_pdf()).status_code == 201
    assert errors(sender.send(body["id"])) == {
        "/parties/0/email": "mail_or_phone_missing",
        "/parties/1/email": "mail_missing",
        "/parties/1/phone": "phone_for_individuals",
    }
