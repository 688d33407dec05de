"""署名位置 of the version that answers a 差し戻し: placed anew; earlier rounds stay what their files say."""

import json
from dataclasses import asdict, replace
from io import BytesIO

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from adapters.filling import filled, prepare
from adapters.imprint import surname_imprint
from contracts.boxes import Box, BoxKind
from contracts.messages import EffectMessage, EffectRequest
from contracts.signing import Filling, SigningPlan
from database import dossiers
from database.contract import Contract
from database.document import DocumentVersion
from database.spots import Spot, spots_of_round
from tests.counterparty.office import Office, Sent
from tests.desk.cases import sent_back
from tests.desk.site import Clerk
from tests.filling.test_placed import ink_added
from tests.placing.drafts import Draft
from tests.placing.revising import A5, OWN, SEAL, TEXT, pages, sent_back_with_boxes
from tests.placing.test_page import token_of

HALF = 0.5


@pytest.fixture(scope="module")
def sent(clerk: Clerk, office: Office, draft: Draft) -> Sent:
    return sent_back_with_boxes(clerk, office, draft)


def stands(office: Office, sent: Sent, number: int) -> tuple[Spot, ...]:
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        return spots_of_round(session, contract, number)


def moves(clerk: Clerk, path: str, edition: int, *boxes: Box) -> TestResponse:
    body = {"edition": edition, "boxes": [asdict(box) for box in boxes]}
    return clerk.client.post(f"{path}/boxes", json=body, headers={"X-CSRFToken": token_of(clerk)})


def plan_of(office: Office, sent: Sent, number: int) -> tuple[SigningPlan, bytes]:
    request = EffectRequest(sent.contract, 1, EffectMessage(1, "prepare", "", number))
    with office.opened.database.reading() as session:
        one = dossiers.preparation(session, request).documents[0]
    return one.plan, office.opened.files.read(one.working)


@pytest.mark.shows("AD-04", "IM-59")
def test_boxes_are_placed_again_on_a_new_version_and_the_round_before_keeps_its_own(
    clerk: Clerk, office: Office, sent: Sent
) -> None:
    case, path = f"/contracts/{sent.contract}", f"/contracts/{sent.contract}/revision/placement"
    before = stands(office, sent, 1)
    clerk.opens(path)
    assert clerk.path == case
    clerk.opens(case)
    paper = (BytesIO(pages(A5, A5)), "v2.pdf")
    answer = {"round-file": paper, "round-reply": "第3条を直しました。"}
    held = clerk.sends(f"{case}/rounds", **answer)
    assert held.status_code == 422
    assert "まだ再開していません" in clerk.text
    assert "3ページから2ページになりました" in clerk.text
    assert "貸主 田中 誠の署名ボックス（1ページ）が、新しいページに収まりません。" in clerk.text

    clerk.opens(path)
    told = json.loads(_given(clerk))
    shown = {box["id"]: Box(**{**box, "kind": BoxKind(box["kind"])}) for box in told["boxes"]}
    assert shown[OWN].left + shown[OWN].width == pytest.approx(A5[0] * 25.4 / 72, abs=0.02)
    assert (told["fixed"], [one["label"] for one in told["waiting"]]) == (True, ["住所"])
    assert all(set(party["kinds"]) <= {"seal", "naming"} for party in told["parties"])
    stranger = replace(shown[TEXT], id="4" * 8 + "-4444-4444-8444-" + "4" * 12)
    refused = moves(clerk, path, 0, stranger)
    assert refused.status_code == 422
    assert "送信したあとは、入力項目を増やしたり" in (refused.json or {})["sentences"][0]
    wanted = (
        replace(shown[SEAL], page=1, left=20.0, top=30.0),
        replace(shown[OWN], left=100.0, top=30.0),
        replace(shown[TEXT], page=2, left=20.0, top=60.0, label="書き換えた名前"),
    )
    assert moves(clerk, path, 0, *wanted).json == {"edition": 1}
    assert moves(clerk, path, 0, *wanted[:2]).status_code == 409

    clerk.opens(case)
    assert "新しい版で署名位置を確認する" in clerk.text
    assert clerk.fields(f"{case}/rounds")["round-reply"] == "第3条を直しました。"
    clerk.sends(f"{case}/rounds")
    assert office.contract(sent).round == 2
    assert moves(clerk, path, 1, *wanted[:1]).status_code == 409
    assert stands(office, sent, 1) == before
    assert {(one.id, one.page) for one in stands(office, sent, 2)} == {(SEAL, 1), (OWN, 1), (TEXT, 2)}
    plan, working = plan_of(office, sent, 2)
    assert [one.label for one in plan.parties[0].inputs] == ["住所"]
    parent = prepare(working, replace(plan, parties=plan.parties[:2]))
    sealed = filled(parent, Filling(plan.parties[0].key, "", surname_imprint("佐藤").mark))
    (left, bottom, right, top), tall = ink_added(parent, sealed, 0)
    assert ((left + right) / 2, tall - (bottom + top) / 2) == pytest.approx((32, 42), abs=HALF)
    earlier, _ = plan_of(office, sent, 1)
    assert [box.place.page for box in earlier.parties[0].boxes] == [2]


def test_a_version_that_is_restored_brings_its_own_boxes_and_is_not_sent_before_they_are_seen(
    clerk: Clerk, office: Office, sent: Sent
) -> None:
    office.prepare(sent)
    sent_back(office, sent)
    page = f"/contracts/{sent.contract}/versions/1/restoration"
    clerk.opens(page)
    clerk.sends(page, reason="第1版に戻します。", intent="placement")
    assert clerk.path == f"/contracts/{sent.contract}/revision/placement"
    assert "第1版の内容で、新しい版を用意しました。まだ送信していません。" in clerk.text
    assert office.contract(sent).round == 2
    boxes = {box["id"]: box["page"] for box in json.loads(_given(clerk))["boxes"]}
    assert boxes == {SEAL: 2, OWN: 1, TEXT: 1}
    form = clerk.fields(clerk.path)
    clerk.sends(clerk.path, intent="answer", edition=form["edition"])
    assert clerk.path == f"/contracts/{sent.contract}"
    assert clerk.fields(f"{clerk.path}/rounds")["round-reply"] == "第1版に戻します。"
    with office.opened.database.reading() as session:
        numbers = select(DocumentVersion.number).order_by(DocumentVersion.number)
        assert list(session.scalars(numbers)) == [1, 2, 3]


def _given(clerk: Clerk) -> str:
    start = clerk.text.index('data-given="') + len('data-given="')
    return clerk.text[start : clerk.text.index('data-url="')].strip().removesuffix('"')
