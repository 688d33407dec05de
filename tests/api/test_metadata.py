"""契約情報 through the API: read, changed over what was read, and its history (MK-03, LW-22)."""

from sqlalchemy import select

from database.contract import Contract
from tests.api.bureau import Caller
from tests.lifecycle.office import Office


def sent(office: Office, **values: object) -> str:
    """Return the id of a draft that stands as one that was sent."""
    draft = office.draft([1])
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == draft.contract)).one()
        row.sequence, row.stage = 1, "awaiting_other"
        for name, value in values.items():
            setattr(row, name, value)
    return draft.contract


def test_items_are_changed_over_what_was_read_and_the_history_tells_of_it(
    sender: Caller, office: Office
) -> None:
    path = f"/contracts/{sent(office)}/metadata"
    read = sender.get(path)
    assert read.get_json()["items"]["ends_on"] == ""
    body = {"items": {"ends_on": "令和9年3月31日", "amount": "120万円"}, "reason": "登録"}
    answer = sender.patch(path, json=body, headers={"If-Match": read.headers["ETag"]})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.get_json()["items"]["amount"] == "1,200,000 税込"
    late = sender.patch(path, json={"items": {"box": "A"}}, headers={"If-Match": read.headers["ETag"]})
    assert (late.status_code, late.get_json()["code"]) == (412, "metadata_changed_meanwhile")
    changes = sender.get(f"{path}/changes").get_json()["items"]
    assert {(one["item"], one["was"], one["became"]) for one in changes} == {
        ("ends_on", "", "2027-03-31"),
        ("amount", "", "1,200,000 税込"),
    }


def test_what_cannot_be_read_is_told_item_by_item(sender: Caller, office: Office) -> None:
    path = f"/contracts/{sent(office)}/metadata"
    answer = sender.patch(path, json={"items": {"ends_on": "あした", "none": "x"}})
    assert answer.status_code == 422
    assert {one["pointer"] for one in answer.get_json()["errors"]} == {"/items/ends_on", "/items/none"}
    concluded = f"/contracts/{sent(office, stage='concluded')}/metadata"
    asked = sender.patch(concluded, json={"items": {"box": "A"}}).get_json()
    assert [one["pointer"] for one in asked["errors"]] == ["/reason"]
    assert sender.patch(concluded, json={"items": {"box": ""}}).status_code == 200
