"""入力: what the other side types, from the first field to the signed page."""

import io
import json

import pikepdf
import pytest

from contracts.acts import Agree
from database.holders import FieldValue, FilledForm
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Asked, Plan
from tests.counterparty.site import Visitor

ADDRESS = "東京都千代田区神田𠮷町1-2-3 髙﨑ビル"
FIELDS = (
    Asked("住所", maps_to="address"),
    Asked("反社会的勢力でないことを確約します。", kind="check"),
    Asked("特記事項", required=False, maps_to="remarks"),
)


def arrives(office: Office, visitor: Visitor, *plans: Plan) -> Sent:
    sent = office.sent(*(plans or (Plan(imprint=False, fields=FIELDS),)))
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    return sent


def types(visitor: Visitor, number: int, value: str) -> None:
    visitor.opens(f"/c/fields/{number}")
    visitor.sends(f"/c/fields/{number}", value=value)


def fills_in(visitor: Visitor) -> None:
    types(visitor, 1, ADDRESS)
    types(visitor, 2, "y")
    types(visitor, 3, "")


def agreement(office: Office) -> Agree:
    act = office.engine.acts(Agree)[-1]
    assert isinstance(act, Agree)
    return act


def kept(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        return [row.value for row in session.query(FieldValue).order_by(FieldValue.id)]


@pytest.mark.shows("CL-09", "CL-13")
def test_the_fields_come_one_by_one_with_a_counter_and_can_be_corrected(
    office: Office, visitor: Visitor
) -> None:
    arrives(office, visitor)
    assert "入力を始める" in visitor.text
    visitor.opens("/c/fields/1")
    assert "1／3" in visitor.text
    visitor.sends("/c/fields/1", value=ADDRESS)
    assert "2／3" in visitor.text
    visitor.sends("/c/fields/2", value="y")
    assert "3／3" in visitor.text
    visitor.sends("/c/fields/3", value="")
    assert ADDRESS in visitor.text
    assert "修正する" in visitor.text
    visitor.opens("/c/fields/1?then=overview")
    visitor.sends("/c/fields/1", value="大阪市北区1-1")
    assert "大阪市北区1-1" in visitor.text
    assert "確認を完了する" in visitor.text
    assert visitor.client.get("/c/preview").status_code == 200


@pytest.mark.shows("CL-09")
def test_without_items_there_is_no_such_step(office: Office, visitor: Visitor) -> None:
    arrives(office, visitor, Plan(imprint=False))
    assert "最終プレビュー" in visitor.text
    assert visitor.client.get("/c/fields").headers["Location"] == "/c/preview"


@pytest.mark.shows("IM-62")
def test_a_required_field_holds_the_way_and_an_optional_one_does_not(
    office: Office, visitor: Visitor
) -> None:
    arrives(office, visitor)
    types(visitor, 1, "　")
    assert visitor.at is not None
    assert visitor.at.status_code == 422
    assert "入力してください。" in visitor.text
    visitor.opens("/c/fields/2")
    assert visitor.sends("/c/fields/2").status_code == 422
    assert visitor.client.get("/c/preview").headers["Location"] == "/c/fields"
    types(visitor, 1, ADDRESS)
    types(visitor, 2, "y")
    assert visitor.client.get("/c/preview").status_code == 200


def test_every_value_is_kept_at_once_through_back_and_reload(office: Office, visitor: Visitor) -> None:
    arrives(office, visitor)
    types(visitor, 1, ADDRESS)
    assert kept(office) == [ADDRESS]
    assert ADDRESS in visitor.opens("/c/fields/1").get_data(as_text=True)
    types(visitor, 1, "大阪市")
    assert kept(office) == ["大阪市"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("東京\u202e都", "目に見えない文字（U+202E）"),
        ("よろしく😀", "「😀」は契約書に印字できない文字です"),
        ("字" * 501, "500文字以内で入力してください（いまは501文字）"),
        ("字" * 400, "契約書の欄に収まりません"),
    ],
)
def test_what_could_not_be_printed_whole_is_refused_beside_the_field_and_stays_typed(
    office: Office, visitor: Visitor, typed: str, words: str
) -> None:
    arrives(office, visitor)
    types(visitor, 1, typed)
    assert visitor.at is not None
    assert visitor.at.status_code == 422
    assert words in visitor.text
    assert typed in visitor.text
    assert kept(office) == []


@pytest.mark.shows("T47", "IM-61", "IM-63")
def test_the_preview_shows_the_frozen_values_and_the_agreement_names_them(
    office: Office, visitor: Visitor
) -> None:
    arrives(office, visitor)
    fills_in(visitor)
    visitor.opens("/c/preview")
    with pikepdf.open(io.BytesIO(visitor.client.get("/c/preview/document.pdf").data)) as pdf:
        shown = {str(one.T): str(one.get("/V", "")) for one in pdf.Root.AcroForm.Fields}
    assert (shown["p1_text1"], shown["p1_check2"], shown["p1_text3"]) == (ADDRESS, "/Yes", "")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    act = agreement(office)
    with office.opened.database.reading() as session:
        form = session.query(FilledForm).one()
    assert (act.form, act.form_digest) == (form.public_id, form.digest)
    assert [one["value"] for one in json.loads(form.values)] == [ADDRESS, "on", ""]
    assert act.filled == [one["field"] for one in json.loads(form.values)][:2]


@pytest.mark.shows("T47")
def test_values_changed_in_another_tab_are_shown_again_before_anything_is_agreed(
    office: Office, visitor: Visitor
) -> None:
    arrives(office, visitor)
    fills_in(visitor)
    visitor.opens("/c/preview")
    asked = visitor.sends("/c/agreement/confirmation")
    types(visitor, 1, "大阪市北区1-1")
    visitor.at = asked
    assert visitor.sends("/c/agreement").status_code == 409
    assert "入力した内容が変わりました" in visitor.text
    assert office.engine.acts(Agree) == []
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    with office.opened.database.reading() as session:
        form = session.query(FilledForm).filter_by(public_id=agreement(office).form).one()
    assert "大阪市北区1-1" in form.values


@pytest.mark.shows("T03")
def test_one_partys_values_and_form_are_not_the_others(office: Office, visitor: Visitor) -> None:
    plan = Plan(imprint=False, fields=FIELDS)
    sent = arrives(office, visitor, plan, Plan(name="高橋 次郎", imprint=False, fields=FIELDS))
    fills_in(visitor)
    visitor.opens("/c/preview")
    drawn = visitor.fields("/c/agreement/confirmation")
    other = Visitor(visitor.site)
    other.enters(office.link(sent.parties[1]))
    other.sends("/c/contract/reading")
    assert ADDRESS not in other.opens("/c/fields").get_data(as_text=True)
    types(other, 1, "横浜市")
    types(other, 2, "y")
    other.opens("/c/preview")
    refused = other.sends("/c/agreement/confirmation", typed=drawn["typed"])
    assert refused.status_code == 409


def test_what_was_typed_in_an_earlier_round_is_proposed_and_not_taken_as_typed(
    office: Office, visitor: Visitor
) -> None:
    sent = arrives(office, visitor)
    fills_in(visitor)
    with office.opened.database.writing() as session:
        session.query(FieldValue).update({"round": 0})
    assert ADDRESS in visitor.opens("/c/fields/1").get_data(as_text=True)
    assert visitor.client.get("/c/preview").headers["Location"] == "/c/fields"
    assert office.party(sent.parties[0]).progress == "opened"
