"""What a draft is made with beyond its first facts, and how a script changes it."""

import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from adapters.passwords import access_code_matches
from contracts.life import civil_day
from contracts.preset_spelling import spelled_preset
from contracts.type_preset import CustomField, TypePreset
from database.contract import Contract
from database.contract_type import ContractType
from database.engine import now_of
from database.party import Party
from tests.api.bureau import LEASE, Caller
from tests.api.test_drafts import errors
from tests.lifecycle.office import Office, a_pdf

OURS = TypePreset(
    custom_fields=(
        CustomField("case", "案件番号"),
        CustomField("seats", "席数", "number"),
        CustomField("plan", "区分", "choice", ("松", "竹")),
    ),
    standing="agent",
)


def day_ahead(office: Office, days: int) -> str:
    with office.opened.database.reading() as session:
        return (civil_day(now_of(session)) + timedelta(days=days)).isoformat()


def ours(office: Office) -> str:
    with office.opened.database.writing() as session:
        kind = session.scalars(select(ContractType).where(ContractType.code == "nda")).one()
        kind.preset = spelled_preset(OURS)
    return "nda"


def changed(sender: Caller, contract: str, body: Mapping[str, object]) -> Any:  # noqa: ANN401 -- JSON
    answer = sender.patch(f"/contracts/{contract}", json=body)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


@pytest.mark.shows("MK-56", "MK-57")
def test_deadlines_reminders_and_the_confirmation_are_set_and_read_back(
    sender: Caller, office: Office
) -> None:
    end, sooner = day_ahead(office, 30), day_ahead(office, 20)
    schedule = {
        "last_day": end,
        "link_days": 14,
        "reminders": "spaced",
        "remind_at": "15:00",
        "keeps_hours": False,
        "confirms": True,
    }
    parties = [{**LEASE["parties"][0], "answer_by": sooner, "must_hand_over": True}]
    made = sender.post("/contracts", json={**LEASE, **schedule, "parties": parties}).get_json()
    assert {name: made[name] for name in schedule} == schedule
    assert (made["parties"][0]["answer_by"], made["parties"][0]["must_hand_over"]) == (sooner, True)
    back = changed(sender, made["id"], {"last_day": None, "reminders": "none", "keeps_hours": None})
    assert (back["last_day"], back["reminders"], back["keeps_hours"], back["link_days"]) == (
        None,
        "none",
        None,
        14,
    )


@pytest.mark.shows("UX-09", "UX-12", "UX-15")
def test_amounts_numbers_and_addresses_are_kept_in_one_spelling(sender: Caller) -> None:
    facts = {"amount": 150000, "amount_tax": "excluded", "currency": "USD", "agreed_on": "2026-11-30"}
    party = {
        **LEASE["parties"][1],
        "designation": "甲",
        "corporate_number": "7000-0120-5000-2",
        "invoice_number": "t7000012050002",
        "postal_code": "〒100-8916",
        "prefecture": "東京都",
        "address_lines": "千代田区霞が関1-2-2\n",
    }
    made = sender.post("/contracts", json={**LEASE, **facts, "parties": [party]}).get_json()
    assert {name: made[name] for name in facts} == facts
    shown = made["parties"][0]
    assert (shown["corporate_number"], shown["invoice_number"]) == ("7000012050002", "T7000012050002")
    assert (shown["postal_code"], shown["address_lines"]) == ("1008916", "千代田区霞が関1-2-2")
    assert (shown["designation"], shown["prefecture"]) == ("甲", "東京都")


def test_items_of_a_type_are_given_by_their_codes(sender: Caller, office: Office) -> None:
    kind = ours(office)
    given = {"case": "2026-018", "seats": 12.5, "plan": "竹"}
    made = sender.post("/contracts", json={"title": "覚書", "contract_type": kind, "custom_values": given})
    assert made.get_json()["custom_values"] == {"case": "2026-018", "seats": "12.5", "plan": "竹"}
    contract = made.get_json()["id"]
    after = changed(sender, contract, {"custom_values": {"seats": None, "case": "2026-019"}})
    assert after["custom_values"] == {"case": "2026-019", "plan": "竹"}
    wrong = {"custom_values": {"plan": "梅", "seats": "many", "none": "x"}}
    assert errors(sender.patch(f"/contracts/{contract}", json=wrong)) == {
        "/custom_values/plan": "choice_unknown",
        "/custom_values/seats": "number_unreadable",
        "/custom_values/none": "unknown_item",
    }
    assert changed(sender, contract, {"contract_type": "other"})["custom_values"] == {}


@pytest.mark.shows("IM-20")
def test_the_parties_of_a_type_are_proposed_with_what_it_asks_of_them(sender: Caller, office: Office) -> None:
    body = {"title": "賃貸借", "contract_type": "lease", "usual_parties": True}
    tenant = {"role": "借主", "name": "佐藤 一郎", "email": "sato@example.com"}
    made = sender.post("/contracts", json={**body, "parties": [tenant]}).get_json()
    roles = [party["role"] for party in made["parties"]]
    assert roles.count("借主") == 1
    assert "貸主" in roles
    again = changed(sender, made["id"], {"usual_parties": True})
    assert [party["role"] for party in again["parties"]] == roles
    own = sender.post("/contracts", json={**body, "contract_type": ours(office)}).get_json()
    assert own["standing"] == "agent"


def test_the_types_tell_their_codes_and_what_they_set_beforehand(sender: Caller) -> None:
    kinds = {one["code"]: one for one in sender.get("/contract-types").get_json()["items"]}
    assert "借主" in [party["role"] for party in kinds["lease"]["parties"]]
    assert (kinds["lease_guarantor"]["guarantee_limit"], kinds["nda"]["guarantee_limit"]) == (True, False)


def test_what_is_not_said_stays_and_null_takes_away(sender: Caller, office: Office) -> None:
    contract = sender.draft()
    before = sender.get(f"/contracts/{contract}").get_json()
    after = changed(sender, contract, {"title": "建物賃貸借契約書（改）", "memo": None})
    assert (after["title"], after["memo"]) == ("建物賃貸借契約書（改）", "")
    kept = ("contract_type", "standing", "starts_on", "ends_on", "amount", "amount_state", "parties")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert changed(sender, contract, {"amount": None})["amount_state"] == "unknown"
    none = changed(sender, contract, {"amount_state": "none"})
    assert (none["amount"], none["amount_state"]) == (None, "none")
    assert changed(sender, contract, {"amount": 5})["amount_state"] == "stated"
    with office.opened.database.reading() as session:
        assert session.scalars(select(Contract.draft_revision)).one() == 4


@pytest.mark.shows("T12")
def test_parties_are_changed_by_their_ids_and_keep_their_codes(sender: Caller, office: Office) -> None:
    contract = sender.draft()
    first, second = sender.get(f"/contracts/{contract}").get_json()["parties"]
    asked = {
        "id": first["id"],
        "fields": [{"label": "住所"}, {"label": "同意", "kind": "check"}],
        "documents": ["印鑑証明書"],
    }
    body = {"parties": [{"id": second["id"], "order": 1}, asked, {"role": "取引士", "name": "田中 宅男"}]}
    made = changed(sender, contract, body)["parties"]
    assert [one["id"] for one in made[:2]] == [second["id"], first["id"]]
    assert (made[0]["order"], made[0]["company"], made[2]["role"]) == (1, "株式会社サンプル", "取引士")
    assert (made[1]["email"], made[1]["has_access_code"]) == ("sato@example.com", True)
    kept = {"id": made[1]["inputs"][1]["id"], "label": "同意する", "kind": "check"}
    again = changed(sender, contract, {"parties": [{"id": first["id"], "fields": [kept]}]})["parties"]
    assert [one["id"] for one in again] == [first["id"]]
    assert [(one["id"], one["label"]) for one in again[0]["inputs"]] == [(kept["id"], "同意する")]
    assert again[0]["required_documents"][0]["id"] == made[1]["required_documents"][0]["id"]
    with office.opened.database.reading() as session:
        assert access_code_matches(session.scalars(select(Party)).one().access_code_hash, "19850505")
    gone = changed(sender, contract, {"parties": [{"id": first["id"], "access_code": None}]})
    assert gone["parties"][0]["has_access_code"] is False


@pytest.mark.shows("MK-65")
def test_who_signs_reads_or_never_gets_each_document_is_said_in_their_order(sender: Caller) -> None:
    contract = sender.draft()
    files = {"file": [(a_pdf_file("First"), "一.pdf"), (a_pdf_file("Second"), "二.pdf")]}
    assert sender.post(f"/contracts/{contract}/documents", data=files).status_code == 201
    first, second = sender.get(f"/contracts/{contract}").get_json()["parties"]
    assert first["ways"] == ["sign", "sign"]
    body = {"parties": [{"id": first["id"], "ways": ["sign", "none"]}, {"id": second["id"]}]}
    made = changed(sender, contract, body)["parties"]
    assert [one["ways"] for one in made] == [["sign", "none"], ["sign", "sign"]]
    assert [one["ways"] for one in changed(sender, contract, {"memo": "x"})["parties"]] == [
        ["sign", "none"],
        ["sign", "sign"],
    ]
    wrong = {"parties": [{"id": first["id"], "ways": ["read"]}]}
    assert errors(sender.patch(f"/contracts/{contract}", json=wrong)) == {
        "/parties/0/ways": "ways_unlike_documents"
    }


def test_each_fault_of_a_change_is_named_with_its_place_and_nothing_is_kept(
    sender: Caller, office: Office
) -> None:
    contract = sender.draft()
    path, before = f"/contracts/{contract}", sender.get(f"/contracts/{contract}").get_json()
    party, missing = before["parties"][0]["id"], "00000000-0000-4000-8000-000000000000"
    tried: list[tuple[dict[str, Any], dict[str, str]]] = [
        ({"title": None}, {"/title": "required"}),
        ({"last_day": day_ahead(office, -1)}, {"/last_day": "deadline_passed"}),
        ({"last_day": day_ahead(office, 500)}, {"/last_day": "link_days_out_of_range"}),
        ({"contract_type": "no_such"}, {"/contract_type": "unknown_contract_type"}),
        ({"agreed_on": "きのう"}, {"/agreed_on": "day_unreadable"}),
        ({"parties": [{"id": missing}]}, {"/parties/0/id": "no_such_party"}),
        ({"parties": [{"id": party}, {"id": party}]}, {"/parties/1/id": "no_such_party"}),
        ({"parties": [{"role": "乙"}]}, {"/parties/0/name": "required"}),
        (
            {"parties": [{"id": party, "answer_by": "2020-01-01", "corporate_number": "1"}]},
            {"/parties/0/answer_by": "deadline_passed"},
        ),
        (
            {"parties": [{"id": party, "corporate_number": "1"}]},
            {"/parties/0/corporate_number": "corporate_number_unreadable"},
        ),
        (
            {"parties": [{"id": party, "own": True, "must_hand_over": True}]},
            {"/parties/0/must_hand_over": "hand_over_impossible"},
        ),
    ]
    for body, told in tried:
        answer = sender.patch(path, json=body)
        assert (answer.status_code, errors(answer)) == (422, told)
        assert all(one["detail"] for one in answer.get_json()["errors"])
    assert sender.get(path).get_json() == before
    sent = office.draft([1])
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        row.submitted_at = now_of(session)
    refused = sender.patch(f"/contracts/{sent.contract}", json={"memo": "x"})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "being_submitted")


def a_pdf_file(words: str) -> Any:  # noqa: ANN401 -- a file of the test client
    return io.BytesIO(a_pdf(words))
