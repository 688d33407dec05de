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


def test_the_list_is_narrowed_by_place_person_and_kind_and_tells_of_nothing_unseen(
    sender: Caller, office: Office
) -> None:
    house = House(office, sender.app)
    folder, below = (
        house.folder("賃貸借契約", {None: "editor"}),
        house.folder("賃貸借契約の控え", {None: "editor"}),
    )
    filed, other = office.sent().contract, office.sent(title="別の契約書").contract
    sender.put(f"/contracts/{filed}/shelf", json={"folder": folder.public_id, "tags": ["更新"]})
    sender.patch(f"/contracts/{other}/metadata", json={"items": {"kept_as": "scan"}})

    def found(query: str) -> set[str]:
        return {one["id"] for one in sender.get(f"/contracts?{query}").get_json()["items"]}

    assert found(f"folder={folder.public_id}") == found("tag=更新") == {filed}
    assert found(f"folder={below.public_id}") == found(f"folder={MISSING}") == found("tag=無い") == set()
    assert found("folder=none") == found("kept_as=scan") == {other}
    owner = office.owner.mail
    assert found(f"owner={owner.upper()}") == {filed, other}
    assert found("owner=nobody@sample.example") == found("unconfirmed=yes") == set()
    assert errors(sender.get("/contracts?kept_as=stone&concluded_from=x")) == {
        "kept_as": "unknown_code",
        "concluded_from": "day_unreadable",
    }
    hidden = office.sent(title="親展の契約書").contract
    sender.put(f"/contracts/{hidden}/shelf", json={"tags": ["役員"]})
    house.changes(hidden, confidential=True)
    assert found("tag=役員") == set()


def test_a_draft_is_on_no_shelf_and_a_viewer_files_nothing(sender: Caller, office: Office) -> None:
    draft = sender.post("/contracts", json={"title": "覚書"}).get_json()["id"]
    refused = sender.put(f"/contracts/{draft}/shelf", json={"tags": ["更新"]})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "not_submitted")
    hired(office, "viewer@sample.example", Role.VIEWER)
    viewer = caller(sender.app, office, "viewer@sample.example")
    for path in ("/folders", "/contract-types"):
        assert viewer.get(path).status_code == 403
