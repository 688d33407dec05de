"""Where a script puts what was sent."""

import pytest
from sqlalchemy import select

from contracts.roles import Role
from database.audit import AuditEvent
from tests.access.house import House
from tests.api.bureau import Caller, caller
from tests.api.test_drafts import errors
from tests.counterparty.office import Office
from tests.desk.site import hired

MISSING = "00000000-0000-4000-8000-000000000000"


@pytest.mark.shows("MK-78")
def test_a_contract_is_filed_and_tagged_and_says_so(sender: Caller, office: Office) -> None:
    folder = House(office, sender.app).folder("賃貸借契約", {None: "editor"})
    assert sender.get("/folders").get_json()["items"] == [{"id": folder.public_id, "path": ["賃貸借契約"]}]
    contract = office.sent().contract
    path = f"/contracts/{contract}/shelf"
    put = sender.put(path, json={"folder": folder.public_id, "tags": ["更新", "東京 本店", "更新"]})
    assert put.status_code == 200
    assert put.get_json()["folder"] == folder.public_id
    assert sorted(put.get_json()["tags"]) == sorted(["更新", "東京", "本店"])
    assert errors(sender.put(path, json={"folder": MISSING})) == {"/folder": "unknown_folder"}
    assert errors(sender.put(path, json={"tags": ["あ" * 31]})) == {"/tags/0": "maxLength"}
    emptied = sender.put(path, json={"folder": None}).get_json()
    assert (emptied["folder"], emptied["tags"]) == (None, [])
    with office.opened.database.reading() as session:
        told = session.scalars(select(AuditEvent.code).where(AuditEvent.subject == contract)).all()
    assert {"contract_filed", "contract_tagged"} <= set(told)


def test_a_draft_is_on_no_shelf_and_a_viewer_files_nothing(sender: Caller, office: Office) -> None:
    draft = sender.post("/contracts", json={"title": "覚書"}).get_json()["id"]
    refused = sender.put(f"/contracts/{draft}/shelf", json={"tags": ["更新"]})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "not_submitted")
    hired(office, "viewer@sample.example", Role.VIEWER)
    viewer = caller(sender.app, office, "viewer@sample.example")
    for path in ("/folders", "/contract-types"):
        assert viewer.get(path).status_code == 403
