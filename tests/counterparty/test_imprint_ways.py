"""The ways to a 印影 that the sender allows, and what is kept of each."""

import json
from io import BytesIO

import pytest

from contracts.acts import Agree
from database.agreed import digest_of
from database.evidence import ImprintRow
from database.party import Party
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.imprint.test_uploaded import blank, pressed

STROKES = json.dumps([[[0.1, 0.3], [0.4, 0.1], [0.8, 0.3]], [[0.2, 0.2], [0.6, 0.35]]])


def at_the_seal(office: Office, visitor: Visitor, methods: str) -> Sent:
    sent = office.sent(Plan())
    with office.opened.database.writing() as session:
        session.get_one(Party, sent.parties[0].id).seal_methods = methods
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    return sent


def kept(office: Office) -> ImprintRow:
    with office.opened.database.reading() as session:
        return session.query(ImprintRow).order_by(ImprintRow.id.desc()).first()  # type: ignore[return-value]  # the tests made one


@pytest.mark.shows("CS-24")
def test_a_way_the_sender_does_not_allow_is_neither_shown_nor_taken(office: Office, visitor: Visitor) -> None:
    at_the_seal(office, visitor, "generated")
    assert "手書きサイン" not in visitor.text
    visitor.opens("/c/imprint?way=drawn")
    assert "印影にする文字" in visitor.text
    visitor.sends("/c/imprint", way="drawn", strokes=STROKES, text="佐藤")
    assert kept(office).method == "generated"


@pytest.mark.shows("CS-24")
def test_a_signature_by_hand_is_kept_as_lines_and_agreed_with(office: Office, visitor: Visitor) -> None:
    at_the_seal(office, visitor, "generated drawn")
    visitor.opens("/c/imprint?way=drawn")
    visitor.sends("/c/imprint", strokes=STROKES, step="draw")
    row = kept(office)
    assert (row.method, row.shape, row.picture) == ("drawn", "drawn", None)
    assert "手書きサイン" in visitor.text
    visitor.sends("/c/imprint", step="preview")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    act = office.engine.acts(Agree)[-1]
    assert isinstance(act, Agree)
    assert (act.imprint, act.imprint_digest) == (row.public_id, row.digest)


@pytest.mark.parametrize(
    "sent", ["", "[]", "[[]]", "nonsense", "[[[1e999,0]]]", "[[[5,5],[6,6]]]", '{"a":1}', "[[1]]"]
)
def test_what_is_no_drawing_is_refused_beside_the_pad(office: Office, visitor: Visitor, sent: str) -> None:
    at_the_seal(office, visitor, "drawn")
    assert visitor.sends("/c/imprint", strokes=sent, step="draw").status_code == 422
    assert "枠の中に署名を書いてください。" in visitor.text


@pytest.mark.shows("CS-23")
def test_an_uploaded_seal_is_shown_to_its_party_alone_and_stands_in_the_preview(
    office: Office, visitor: Visitor
) -> None:
    at_the_seal(office, visitor, "generated uploaded")
    visitor.opens("/c/imprint?way=uploaded")
    visitor.sends("/c/imprint", file=(BytesIO(pressed()), "印影.jpg"), size="18", step="draw")
    row = kept(office)
    assert (row.method, row.size_mm) == ("uploaded", 18.0)
    assert visitor.client.get(f"/c/imprint/{row.public_id}.png").data == row.picture
    assert visitor.site.test_client().get(f"/c/imprint/{row.public_id}.png").status_code == 401
    visitor.sends("/c/imprint", step="preview")
    assert "最終プレビュー" in visitor.text
    assert visitor.client.get("/c/preview/document.pdf").status_code == 200


def test_a_picture_without_a_seal_says_what_to_do(office: Office, visitor: Visitor) -> None:
    at_the_seal(office, visitor, "uploaded")
    visitor.sends("/c/imprint", file=(BytesIO(blank((800, 800))), "白.png"), size="21", step="draw")
    assert "印影を読み取れませんでした" in visitor.text
    visitor.sends("/c/imprint", size="21", step="draw")
    assert "画像を選んでください。" in visitor.text


@pytest.mark.shows("T47")
def test_a_seal_made_anew_in_another_tab_is_shown_before_anything_is_agreed(
    office: Office, visitor: Visitor
) -> None:
    at_the_seal(office, visitor, "generated")
    visitor.sends("/c/imprint", text="佐藤", step="preview")
    asked = visitor.sends("/c/agreement/confirmation")
    visitor.opens("/c/imprint")
    visitor.sends("/c/imprint", text="高橋", step="preview")
    visitor.at = asked
    assert visitor.sends("/c/agreement").status_code == 409
    assert "印影が変わりました" in visitor.text
    assert office.engine.acts(Agree) == []
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    act = office.engine.acts(Agree)[-1]
    assert isinstance(act, Agree)
    assert (act.imprint, act.imprint_digest) == (kept(office).public_id, digest_of(kept(office)))
