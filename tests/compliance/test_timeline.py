import csv
import json
from io import StringIO

import pytest
from flask import Flask
from sqlalchemy import select, text

from contracts.exports import NotAnExport, checked
from contracts.roles import Role
from database.record import ContractEvent
from tests import databases
from tests.chains import first_broken_event
from tests.compliance.test_audit import recomputed
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.cases import RENT, sent_back
from tests.desk.site import Clerk, hired


def events_of(office: Office, sent: Sent) -> list[ContractEvent]:
    with office.opened.database.reading() as session:
        query = select(ContractEvent).where(ContractEvent.contract_id == office.contract(sent).id)
        return list(session.scalars(query.order_by(ContractEvent.sequence)))


@pytest.mark.shows("LW-44")
def test_the_timeline_is_complete_enough_to_recompute_the_chain_without_our_code(
    auditor: Clerk, office: Office, lease: Sent
) -> None:
    answer = auditor.client.get(f"/contracts/{lease.contract}/timeline.json")
    document = json.loads(answer.data)
    assert recomputed(document) == office.contract(lease).head
    assert [event["digest"] for event in document["events"]] == [
        row.digest for row in events_of(office, lease)
    ]
    assert document["events"][0]["in_words"]["what"] == "送信しました"
    assert document["events"][0]["in_words"]["at"].endswith("+09:00")
    with_certificate = document["events"][-1]
    assert with_certificate["hashed"]["kind"] == "certificates_issued"
    document["events"].pop()
    with pytest.raises(AssertionError, match="the end is missing"):
        recomputed(document)


def test_the_csv_has_actors_reasons_and_digests_in_order(auditor: Clerk, office: Office) -> None:
    sent = office.sent(Plan(company="株式会社青葉", kind="corporate_informal"))
    sent_back(office, sent, RENT)
    data = auditor.client.get(f"/contracts/{sent.contract}/timeline.csv").data
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    stored = events_of(office, sent)
    assert [int(row["番号"]) for row in rows] == [event.sequence for event in stored]
    assert [row["この記録のSHA-256"] for row in rows] == [event.digest for event in stored]
    assert (rows[-1]["内容コード"], rows[-1]["理由・回答"]) == ("sent_back", RENT)
    assert rows[-1]["行為者"] == "株式会社青葉　佐藤 一郎"
    assert rows[0]["行為者"] == "山田 花子"
    prepared = next(row for row in rows if row["内容コード"] == "round_prepared")
    assert prepared["文書のSHA-256"] == office.contract(sent).sent_digest


def test_a_draft_has_no_timeline(auditor: Clerk, site: Flask, office: Office) -> None:
    hired(office, "drafter@sample.example", Role.LEGAL)
    clerk = Clerk(site)
    clerk.signs_in("drafter@sample.example")
    draft = clerk.drafts()
    for ending in ("csv", "json"):
        assert auditor.client.get(f"/contracts/{draft}/timeline.{ending}").status_code == 404


@pytest.mark.usefixtures("lease")
def test_an_export_is_checked_whole_or_filtered(auditor: Clerk) -> None:
    document = auditor.client.get("/audit.json").get_json()
    assert (checked(document).count, checked(document).broken) == (len(document["events"]), None)
    gone = {**document, "events": document["events"][1:]}
    assert checked(gone).broken == 1
    assert checked({**gone, "filtered": True}).broken is None
    cut = {**document, "events": document["events"][:-1]}
    assert checked(cut).broken == len(document["events"])
    changed = json.loads(json.dumps(document))
    changed["events"][0]["hashed"]["subject"] = "another"
    assert checked({**changed, "filtered": True}).broken == 1
    unreadable: list[object] = [None, [], {"format": "other"}]
    for nothing in [*unreadable, {**document, "events": [1]}, {**document, "events": [{}]}]:
        with pytest.raises(NotAnExport):
            checked(nothing)


def test_a_cut_tail_of_a_contract_is_found_by_the_head_it_keeps(office: Office, lease: Sent) -> None:
    last = events_of(office, lease)[-1].sequence
    with office.opened.database.writing() as session:
        databases.unguard(session, "contract_event")
        session.execute(text("DELETE FROM contract_event WHERE sequence = :n"), {"n": last})
    with office.opened.database.reading() as session:
        assert first_broken_event(session, office.contract(lease)) == last
