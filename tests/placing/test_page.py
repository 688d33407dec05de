"""署名位置の設定 as pages: kept as a whole, never over a newer set, by JSON, by a form, by numbers."""

import json
import re
from dataclasses import asdict, replace

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from contracts.boxes import MM_PER_POINT, Box, BoxKind
from contracts.roles import Role
from database.contract import Contract
from database.contract_type import ContractType
from database.party import Party, PartyField
from database.people import User
from database.placing import PartyBox
from database.queries.draft_asks import FieldDraft, set_fields
from database.queries.preferences import set_preference
from tests.counterparty.office import Office
from tests.desk.site import Clerk, hired
from tests.placing.drafts import Draft, clear


@pytest.fixture(autouse=True)
def _nothing_placed(office: Office) -> None:
    clear(office)


def kept(office: Office, draft: Draft) -> list[PartyBox]:
    with office.opened.database.reading() as session:
        query = select(PartyBox).join(Party, Party.id == PartyBox.party_id).join(Contract)
        return list(session.scalars(query.where(Contract.public_id == draft.id).order_by(PartyBox.id)))


def sends(clerk: Clerk, draft: Draft, edition: int, *boxes: Box) -> TestResponse:
    body = {"edition": edition, "boxes": [asdict(box) for box in boxes]}
    return clerk.client.post(f"{draft.path}/boxes", json=body, headers={"X-CSRFToken": token_of(clerk)})


@pytest.mark.shows("IM-59")
@pytest.mark.parametrize(
    ("page", "lower_left"),
    [
        (1, (30, 297 - 220 - 24)),
        (2, (30, 195.79 - 150 - 24)),
    ],
)
def test_a_box_is_kept_in_points_from_the_lower_left_of_the_page_as_displayed(
    clerk: Clerk, office: Office, draft: Draft, page: int, lower_left: tuple[float, float]
) -> None:
    box = draft.box(page=page, top=220 if page == 1 else 150)
    assert sends(clerk, draft, 0, box).json == {"edition": 1}

    row = kept(office, draft)[0]
    assert (row.page, row.kind, row.public_id) == (page, "seal", box.id)
    stands = (row.x * MM_PER_POINT, row.y * MM_PER_POINT, row.width * MM_PER_POINT)
    assert stands == pytest.approx((*lower_left, 24), abs=0.02)
    assert json.loads(given(clerk, draft))["boxes"] == [asdict(box)]


def token_of(clerk: Clerk) -> str:
    """Return the token that every form of a page carries."""
    found = re.search('name="csrf_token" value="([^"]+)"', clerk.client.get("/drafts").text)
    assert found is not None
    return found[1]


def given(clerk: Clerk, draft: Draft) -> str:
    clerk.opens(draft.path)
    start = clerk.text.index('data-given="') + len('data-given="')
    return clerk.text[start : clerk.text.index('data-url="')].strip().removesuffix('"')


def test_the_same_set_again_changes_nothing_and_an_older_page_never_overwrites(
    clerk: Clerk, office: Office, draft: Draft
) -> None:
    box = draft.box()
    assert sends(clerk, draft, 0, box).json == {"edition": 1}
    assert sends(clerk, draft, 0, box).json == {"edition": 1}
    moved = replace(box, left=40.0)
    refused = sends(clerk, draft, 0, moved)
    assert refused.status_code == 409
    assert refused.json == {"edition": 1, "sentences": ["別の画面で署名位置が変更されています。"]}
    assert sends(clerk, draft, 1, moved).json == {"edition": 2}
    assert sends(clerk, draft, 2).json == {"edition": 3}
    assert kept(office, draft) == []


def test_a_set_that_does_not_fit_is_refused_with_its_reason(
    clerk: Clerk, office: Office, draft: Draft
) -> None:
    reasons: list[tuple[dict[str, object], str]] = [
        ({"left": 200}, "ページからはみ出しています。"),
        ({"page": 4}, "そのページはありません。"),
        ({"width": 3}, "小さすぎます。"),
        ({"party": draft.parties[3]}, "この当事者には置けない種類です。"),
        ({"party": "1" * 36}, "当事者が変わりました。"),
    ]
    for changes, words in reasons:
        refused = sends(clerk, draft, 0, draft.box(**changes))
        assert refused.status_code == 422
        assert any(words in sentence for sentence in (refused.json or {})["sentences"])
    strange = ({"id": "x"}, {"kind": "stamp"}, {"left": float("nan")}, {"page": True}, {"top": "1"})
    for broken in strange:
        assert sends(clerk, draft, 0, draft.box(**broken)).status_code == 400
    assert kept(office, draft) == []


@pytest.mark.shows("IM-61", "IM-62", "IM-63")
def test_texts_and_ticks_become_inputs_of_their_party_required_unless_said_otherwise(
    clerk: Clerk, office: Office, draft: Draft
) -> None:
    text = draft.box(kind=BoxKind.TEXT, width=60.0, height=8.0)
    tick = draft.box(
        id="2" * 8 + "-2222-4222-8222-" + "2" * 12, kind=BoxKind.CHECK, width=5.0, height=5.0,
        party=draft.parties[1], label="反社会的勢力でないことを確約します。", required=False,
    )  # fmt: skip
    assert sends(clerk, draft, 0, text, tick).status_code == 200

    with office.opened.database.reading() as session:
        query = select(PartyField).join(Party, Party.id == PartyField.party_id).join(Contract)
        rows = session.scalars(query.where(Contract.public_id == draft.id).order_by(PartyField.id)).all()
    assert [(row.kind, row.label, row.required, row.page, row.position) for row in rows] == [
        ("text", "フリーテキスト", True, 1, 1),
        ("check", "反社会的勢力でないことを確約します。", False, 1, 1),
    ]


def test_an_input_entered_before_is_placed_and_keeps_its_id(
    clerk: Clerk, office: Office, draft: Draft
) -> None:
    with office.opened.database.writing() as session:
        party = session.scalars(select(Party).where(Party.public_id == draft.parties[0])).one()
        set_fields(session, party, [FieldDraft("住所", maps_to="address"), FieldDraft("氏名")])
    waiting = json.loads(given(clerk, draft))["waiting"]
    assert [one["label"] for one in waiting] == ["住所", "氏名"]
    box = draft.box(id=waiting[0]["id"], kind=BoxKind.TEXT, width=60.0, height=8.0, label="住所")
    assert sends(clerk, draft, 0, box).status_code == 200

    with office.opened.database.reading() as session:
        rows = session.scalars(select(PartyField).order_by(PartyField.position)).all()
    assert [(row.label, row.maps_to, row.page) for row in rows] == [
        ("住所", "address", 1),
        ("氏名", "", None),
    ]


def test_the_form_of_the_parties_does_not_take_away_what_was_placed_meanwhile(
    clerk: Clerk, office: Office, draft: Draft
) -> None:
    page = f"/drafts/{draft.id}"
    clerk.opens(page)
    stale = clerk.fields(page)
    box = draft.box(kind=BoxKind.TEXT, width=60.0, height=8.0, label="契約締結日")
    assert sends(clerk, draft, 0, box).status_code == 200
    clerk.client.post(page, data={**stale, "intent": "save"})
    assert labels(office) == ["契約締結日"]

    clerk.opens(page)
    clerk.sends(page, intent="save", **{f"party-{draft.parties[0]}-input-1-title": ""})
    assert labels(office) == []


def labels(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(PartyField.label).order_by(PartyField.position)))


def test_without_a_script_boxes_are_added_moved_copied_and_removed_by_numbers(
    clerk: Clerk, office: Office, draft: Draft
) -> None:
    clerk.opens(draft.path)
    clerk.sends(
        draft.path, add="box", **{"new-party": draft.parties[0], "new-kind": "seal", "new-page": "１"}
    )
    row = kept(office, draft)[0]
    prefix = f"box-{row.public_id}"
    clerk.sends(draft.path, intent="save", **{f"{prefix}-left": "３０", f"{prefix}-top": "220 mm"})
    row = kept(office, draft)[0]
    assert (row.x * MM_PER_POINT, row.y * MM_PER_POINT) == pytest.approx((30, 53), abs=0.02)

    refused = clerk.sends(
        draft.path, intent="save", **{f"{prefix}-left": "さんじゅう", f"{prefix}-top": "10"}
    )
    assert refused.status_code == 422
    assert "さんじゅう" in clerk.text
    assert "数字で入力してください。" in clerk.text
    clerk.opens(draft.path)
    clerk.sends(draft.path, intent="save", **{f"{prefix}-top": "100"})
    clerk.sends(draft.path, copy=row.public_id)
    assert [row.page for row in kept(office, draft)] == [1, 2, 3]
    clerk.sends(draft.path, remove=row.public_id)
    assert [row.page for row in kept(office, draft)] == [2, 3]


def test_a_form_sent_from_an_older_page_is_shown_again_and_overwrites_only_when_pressed_again(
    clerk: Clerk, office: Office, draft: Draft
) -> None:
    clerk.opens(draft.path)
    stale = clerk.fields(draft.path)
    sends(clerk, draft, 0, draft.box())
    mine = json.dumps([asdict(draft.box(left=50.0))])
    shown = clerk.client.post(draft.path, data={**stale, "boxes": mine, "intent": "save"})
    assert shown.status_code == 409
    assert kept(office, draft)[0].x * MM_PER_POINT == pytest.approx(30)
    clerk.at = shown
    clerk.sends(draft.path, intent="save")
    assert kept(office, draft)[0].x * MM_PER_POINT == pytest.approx(50)


@pytest.mark.shows("IM-60", "CF-09", "IM-66")
def test_the_boxes_an_organisation_asks_for_are_asked_for_by_name_before_sending(
    clerk: Clerk, office: Office, draft: Draft
) -> None:
    with office.opened.database.writing() as session:
        set_preference(session, session.get_one(User, office.owner.id), "min_signature_boxes", 1)
    make_sendable(office, draft)
    clerk.opens(f"/drafts/{draft.id}/confirmation")
    assert clerk.path == draft.path
    assert "署名ボックスが足りません" in clerk.text
    asked = clerk.text[clerk.text.index("署名ボックスが足りません") : clerk.text.index("data-placing")]
    assert "借主 佐藤 一郎" in asked
    assert "貸主 田中 誠" not in asked
    sends(clerk, draft, 0, draft.box())
    clerk.opens(f"/drafts/{draft.id}/confirmation")
    assert clerk.path == f"/drafts/{draft.id}/confirmation"


def make_sendable(office: Office, draft: Draft) -> None:
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == draft.id)).one()
        contract.title, contract.standing = "売買契約書", "agent"
        kind = select(ContractType.id).where(ContractType.code == "services")
        contract.type_id = session.scalars(kind).one()


def test_nobody_elses_draft_is_there(clerk: Clerk, office: Office, draft: Draft) -> None:
    hired(office, "other@sample.example", Role.LEGAL)
    other = Clerk(clerk.site)
    other.signs_in("other@sample.example")
    for path in (draft.path, f"/drafts/{draft.id}/parties/{draft.parties[0]}/removal"):
        assert other.opens(path).status_code == 404


@pytest.mark.shows("IM-27")
def test_a_party_with_boxes_is_removed_with_them_after_a_question(
    clerk: Clerk, office: Office, draft: Draft
) -> None:
    sends(
        clerk, draft, 0, draft.box(), draft.box(id="3" * 8 + "-3333-4333-8333-" + "3" * 12, page=2, top=1.0)
    )
    page = f"/drafts/{draft.id}"
    clerk.opens(page)
    clerk.sends(page, remove=draft.parties[0])
    assert "この当事者に置いた署名ボックスと入力項目も、文書から削除されます。" in clerk.text
    assert len(kept(office, draft)) == 2
    question = f"{page}/parties/{draft.parties[0]}/removal"
    clerk.opens(question)
    assert clerk.sends(question).status_code == 200
    assert kept(office, draft) == []
    clerk.opens(page)
    assert draft.parties[0] not in clerk.text
