"""Making a draft by the API: what is kept, what is refused, what is never shown."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from adapters.passwords import access_code_matches
from database.party import Party
from database.people import ApiToken
from tests.api.bureau import LEASE, Caller
from tests.lifecycle.office import Office, a_pdf


def errors(answer: Any) -> dict[str, str]:  # noqa: ANN401 -- a response of the test client
    return {error["pointer"]: error["code"] for error in answer.get_json()["errors"]}


@pytest.mark.shows("IM-19", "IM-28")
def test_the_contract_of_the_issue_becomes_a_draft(sender: Caller) -> None:
    answer = sender.post("/contracts", json=LEASE)
    body = answer.get_json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/contracts/{body['id']}"
    assert body["stage"] == "draft"
    assert body["number"] is None
    assert (body["amount"], body["starts_on"], body["ends_on"]) == (1200000, "2026-12-01", "2027-11-30")
    assert [party["kind"] for party in body["parties"]] == ["individual", "corporate_informal"]
    assert [party["order"] for party in body["parties"]] == [1, 2]
    assert sender.get(f"/contracts/{body['id']}").get_json() == body


@pytest.mark.shows("T12", "T05")
def test_an_access_code_is_kept_as_a_hash_and_never_shown(sender: Caller, office: Office) -> None:
    answer = sender.post("/contracts", json=LEASE)
    assert "19850505" not in answer.get_data(as_text=True)
    assert "生年月日" not in answer.get_data(as_text=True)
    assert answer.get_json()["parties"][0]["has_access_code"] is True
    with office.opened.database.reading() as session:
        kept = session.scalars(select(Party).order_by(Party.position)).all()
        tokens = session.scalars(select(ApiToken.digest)).all()
    assert access_code_matches(kept[0].access_code_hash, "１９８５０５０５")
    assert kept[1].access_code_hash == ""
    assert sender.token not in tokens


def test_null_and_absent_both_mean_not_known(sender: Caller) -> None:
    body = {"title": "覚書", "contract_type": "other", "amount": None, "starts_on": None, "parties": None}
    made = sender.post("/contracts", json=body).get_json()
    assert (made["amount"], made["amount_state"], made["starts_on"], made["ends_on"]) == (
        None,
        "unknown",
        None,
        None,
    )
    assert sender.post("/contracts", json={"title": "覚書", "amount": 0}).get_json()["amount"] == 0


def test_optional_words_of_a_party_have_their_usual_values(sender: Caller) -> None:
    parties = [
        {"name": "佐藤 一郎", "email": " sato@example.com ", "documents": ["本人確認書類"]},
        {"name": "鈴木 花子", "email": "suzuki@example.co.jp", "company": "株式会社サンプル", "own": True},
        {"name": "控え 太郎", "email": "copy@example.com", "signs": False, "imprint": False},
    ]
    made = sender.post("/contracts", json={**LEASE, "parties": parties}).get_json()
    first, second, third = made["parties"]
    assert (first["kind"], first["order"], first["documents"]) == ("individual", 1, ["本人確認書類"])
    assert (second["kind"], second["order"], second["own"]) == ("corporate_informal", 2, True)
    assert (third["signs"], third["imprint"]) == (False, False)
    assert made["standing"] == "own_signer"


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"contract_type": "no_such_type"}, "/contract_type", "unknown_contract_type"),
        ({"title": " "}, "/title", "minLength"),
        ({"title": None}, "/title", "required"),
        ({"amount": "many"}, "/amount", "type"),
        ({"amount": -1}, "/amount", "minimum"),
        ({"starts_on": "2026-13-01"}, "/starts_on", "day_unreadable"),
        ({"standing": "owner"}, "/standing", "enum"),
        ({"parties": {}}, "/parties", "type"),
        ({"parties": [{"name": "佐藤", "email": "sato"}]}, "/parties/0/email", "pattern"),
        ({"parties": [{"email": "sato@example.com"}]}, "/parties/0/name", "required"),
        ({"parties": [{"name": "佐", "email": "s@e.jp", "order": 0}]}, "/parties/0/order", "minimum"),
        (
            {"parties": [{"name": "佐", "email": "s@e.jp", "kind": "corporate_registered"}]},
            "/parties/0/kind",
            "enum",
        ),
    ],
)
def test_each_fault_of_a_body_is_named_with_its_place(
    sender: Caller, changes: dict[str, object], pointer: str, code: str
) -> None:
    answer = sender.post("/contracts", json={**LEASE, **changes})
    assert answer.status_code == 422
    assert answer.get_json()["code"] == "input_refused"
    assert errors(answer) == {pointer: code}


def test_what_is_no_json_is_refused(sender: Caller) -> None:
    answer = sender.post("/contracts", data=b"{", content_type="application/json")
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (400, "not_json")
    assert sender.post("/contracts", json=["x"]).status_code == 422


def test_what_no_database_keeps_is_left_out_of_words(sender: Caller) -> None:
    body = '{"title": "覚\\u0000書\\ud800", "contract_type": "other", "memo": "\\u0000"}'
    answer = sender.post("/contracts", data=body.encode(), content_type="application/json")
    assert (answer.status_code, answer.get_json()["title"]) == (201, "覚書")


@pytest.mark.shows("T06")
def test_fields_nobody_may_set_are_ignored(sender: Caller) -> None:
    mine = {"stage": "concluded", "id": "x", "number": "1", "organization_id": 9, "sequence": 5}
    made = sender.post("/contracts", json={**LEASE, **mine}).get_json()
    assert (made["stage"], made["number"]) == ("draft", None)
    assert made["id"] != "x"


def test_the_list_is_narrowed_by_stage_and_cut_into_pages(sender: Caller) -> None:
    made = {sender.draft(title=f"契約{number}") for number in range(3)}
    whole = sender.get("/contracts?stage=draft").get_json()
    assert ({item["id"] for item in whole["items"]}, whole["total"]) == (made, 3)
    page = sender.get("/contracts?stage=&page=2&per_page=2").get_json()
    assert (len(page["items"]), page["total"], page["page"], page["per_page"]) == (1, 3, 2, 2)
    assert sender.get("/contracts?stage=concluded").get_json()["total"] == 0
    assert sender.get("/contracts?stage=finished").status_code == 422
    assert sender.get("/contracts?page=two").status_code == 422


def test_an_address_that_is_nobodys_is_a_problem_too(app: Flask) -> None:
    answer = app.test_client().get("/api/v1/nothing")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.get_json(force=True)["code"] == "not_found"


def test_sending_an_incomplete_draft_names_what_is_missing(sender: Caller) -> None:
    parties = [{"name": "佐藤 一郎", "email": "sato@example.com", "kind": "corporate_informal"}]
    contract = sender.draft(contract_type=None, parties=parties)
    answer = sender.send(contract)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "draft_incomplete")
    assert errors(answer) == {
        "/file": "document_missing",
        "/contract_type": "type_missing",
        "/parties/0/company": "company_missing",
        "/parties/0/role": "role_missing",
    }


def test_without_the_engine_sending_says_so_and_the_draft_stays(sender: Caller) -> None:
    contract = sender.draft()
    assert sender.upload(contract, a_pdf()).status_code == 201
    answer = sender.send(contract)
    assert (answer.status_code, answer.get_json()["code"]) == (503, "engine_unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert sender.get(f"/contracts/{contract}").get_json()["stage"] == "draft"
    assert sender.upload(contract, a_pdf("again")).status_code == 201
