"""署名位置 of a draft by a script: read, set, refused with its place."""

from typing import Any

import pytest
from sqlalchemy import select

from contracts.preset_spelling import spelled_preset
from contracts.type_preset import TypePreset
from database.contract_type import ContractType
from tests.api.bureau import Caller
from tests.api.test_drafts import errors
from tests.lifecycle.office import Office, a_pdf

SEAL = {"kind": "seal", "page": 1, "left": 150, "top": 240.5, "width": 24, "height": 24}


def uploaded(sender: Caller, **changes: object) -> tuple[str, dict[str, Any]]:
    contract = sender.draft(**changes)
    assert sender.upload(contract, a_pdf()).status_code == 201
    return contract, sender.get(f"/contracts/{contract}").get_json()["parties"][0]


@pytest.mark.shows("IM-59")
def test_a_whole_set_is_kept_read_back_and_never_over_a_newer_one(sender: Caller) -> None:
    fields = [{"label": "住所"}]
    party: dict[str, Any] = {"role": "借主", "name": "佐藤", "email": "sato@example.com", "fields": fields}
    contract, shown = uploaded(sender, parties=[party])
    path, empty = f"/contracts/{contract}/boxes", sender.get(f"/contracts/{contract}/boxes").get_json()
    assert (empty["edition"], empty["items"]) == (0, [])
    assert [round(size["width"]) for size in empty["pages"][0]] == [210]
    typed = {"kind": "text", "page": 1, "left": 20, "top": 30, "width": 60, "height": 8, "label": "住所"}
    items = [{**SEAL, "party": shown["id"]}, {**typed, "party": shown["id"], "id": shown["inputs"][0]["id"]}]
    kept = sender.put(path, json={"edition": 0, "items": items}).get_json()
    assert sender.get(path).get_json() == kept
    assert [(one["kind"], one["top"], one["label"]) for one in kept["items"]] == [
        ("seal", 240.5, ""),
        ("text", 30, "住所"),
    ]
    late = sender.put(path, json={"edition": 0, "items": []})
    assert (late.status_code, late.get_json()["code"]) == (409, "boxes_changed")
    assert late.get_json()["edition"] == kept["edition"]
    assert sender.put(path, json={"items": []}).get_json()["items"] == []


def test_each_box_that_does_not_fit_is_named_with_its_place(sender: Caller) -> None:
    contract, shown = uploaded(sender)
    tried = [
        ({**SEAL, "page": 2}, {"/items/0": "no_such_page"}),
        ({**SEAL, "left": 200}, {"/items/0": "outside_page"}),
        ({**SEAL, "width": 3}, {"/items/0": "too_small"}),
        ({**SEAL, "kind": "naming", "left": 20, "width": 80}, {"/items/0": "kind_not_for_party"}),
        ({**SEAL, "kind": "stamp"}, {"/items/0/kind": "enum"}),
    ]
    for box, told in tried:
        body = {"items": [{**box, "party": shown["id"]}]}
        answer = sender.put(f"/contracts/{contract}/boxes", json=body)
        assert (answer.status_code, errors(answer)) == (422, told)


@pytest.mark.shows("CF-09")
def test_a_type_that_asks_for_boxes_says_whose_are_missing_until_they_are_placed(
    sender: Caller, office: Office
) -> None:
    with office.opened.database.writing() as session:
        kind = session.scalars(select(ContractType).where(ContractType.code == "nda")).one()
        kind.preset = spelled_preset(TypePreset(min_signature_boxes=1))
    person = {"role": "乙", "name": "佐藤 一郎", "email": "sato@example.com"}
    contract, shown = uploaded(sender, contract_type="nda", standing="broker", parties=[person])
    assert errors(sender.send(contract)) == {"/parties/0/boxes": "boxes_missing"}
    box = {**SEAL, "party": shown["id"]}
    assert sender.put(f"/contracts/{contract}/boxes", json={"items": [box]}).status_code == 200
    assert sender.send(contract).get_json()["code"] == "engine_unavailable"
