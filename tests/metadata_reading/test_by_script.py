"""Proposals through the API: what a person confirms on the page, a script may (MK-30, MK-33)."""

import pytest
from flask import Flask

from tests.api.bureau import Caller, caller
from tests.applications import application
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk
from tests.metadata_reading.reading import imported, is_read, kept, proposals, standing
from webapp.parts import parts


@pytest.fixture
def script(site: Flask, office: Office) -> Caller:
    with site.app_context():
        return caller(application(parts()), office, LEGAL)


@pytest.mark.shows("MK-30", "MK-33")
def test_a_script_takes_over_puts_right_and_sets_aside_what_was_read(
    clerk: Clerk, script: Caller, office: Office
) -> None:
    contract = imported(clerk, office)
    path = f"/contracts/{contract}/metadata/proposals"
    assert script.get(path).get_json()["state"] == "waiting"
    assert is_read(office) == 1
    read = script.get(path)
    rows = {one["item"]: one for one in read.get_json()["items"]}
    assert (rows["amount"]["target"], rows["amount"]["value"], rows["amount"]["now"]) == (
        "amount",
        "1,200,000 税込",
        "",
    )
    wrong = script.post(path, json={"accept": [{"id": rows["amount"]["id"], "value": "百円玉"}]})
    assert (wrong.status_code, wrong.get_json()["errors"][0]["pointer"]) == (422, "/accept/0/value")
    unknown = script.post(path, json={"dismiss": [contract]})
    assert unknown.get_json()["errors"][0]["pointer"] == "/dismiss/0"
    body = {
        "accept": [{"id": rows["amount"]["id"]}, {"id": rows["ends_on"]["id"], "value": "2025/10/31"}],
        "dismiss": [rows["auto_renews"]["id"]],
        "confirm_rest": True,
    }
    for _time in range(2):
        answered = script.post(path, json=body)
        assert (answered.status_code, answered.get_json()["unconfirmed"]) == (200, False)
    row = kept(office, contract)
    assert (row.amount, str(row.ends_on), row.auto_renews) == (1_200_000, "2025-10-31", None)
    states = {item: one.state for item, one in proposals(office, contract).items()}
    assert (states["amount"], states["ends_on"], states["auto_renews"]) == (
        "accepted",
        "corrected",
        "dismissed",
    )
    assert standing(office, contract).confirmed_by_id is not None
    late = script.post(path, json={"confirm_rest": True}, headers={"If-Match": read.headers["ETag"]})
    assert (late.status_code, late.get_json()["code"]) == (412, "metadata_changed_meanwhile")


def test_days_that_contradict_each_other_are_refused_whole(
    clerk: Clerk, script: Caller, office: Office
) -> None:
    contract = imported(clerk, office)
    is_read(office)
    rows = proposals(office, contract)
    accept = [
        {"id": rows["starts_on"].public_id},
        {"id": rows["ends_on"].public_id, "value": "2020-01-01"},
    ]
    answer = script.post(f"/contracts/{contract}/metadata/proposals", json={"accept": accept})
    assert (answer.status_code, answer.get_json()["errors"][0]["code"]) == (422, "ends_before_start")
    assert kept(office, contract).starts_on is None
