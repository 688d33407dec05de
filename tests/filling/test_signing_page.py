from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from adapters.filling import SigningParty, SigningPlan, prepare
from adapters.filling.lettering import broken, face_for, width_of
from adapters.filling.sheet import BOTTOM, LEFT, RIGHT, TOP

LONG_NAME = "寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処" * 2 + "髙﨑𠮷田"
LATIN_NAME = "Maximiliana-Wilhelmina Konstantinopolitanischedudelsackspfeifenmachersgesellin van Rijn"


def text_of(prepared: bytes, first: int) -> str:
    with pypdfium2.PdfDocument(prepared) as document:
        return "".join(document[i].get_textpage().get_text_range() for i in range(first, len(document)))


def test_the_signing_page_names_every_party_with_rare_kanji_intact(working: bytes, plan: SigningPlan) -> None:
    text = text_of(prepare(working, plan), 2)

    for words in (
        "署名欄",
        plan.title,
        plan.sender,
        "代表取締役 佐藤 一郎",
        "髙﨑 健太",
        "𠮷田 美咲",
        "電子署名",
    ):
        assert words in text


@pytest.mark.parametrize("name", [LONG_NAME[:80], LATIN_NAME, "々" * 80, "ー" * 80, "W" * 80])
@pytest.mark.parametrize("box", ["with a seal box", "without"])
def test_a_name_of_80_characters_is_whole_and_inside_the_margins(
    working: bytes, plan: SigningPlan, name: str, box: str
) -> None:
    imprint = box == "with a seal box"
    party = SigningParty("p1", "連帯保証人（根保証・極度額あり）", name, name, imprint=imprint)
    prepared = prepare(working, replace(plan, parties=(party,), title=name))

    with pypdfium2.PdfDocument(prepared) as document:
        letters = document[2].get_textpage()
        boxes = [letters.get_charbox(i) for i in range(letters.count_chars())]
        text = "".join(letters.get_text_range().split())

    assert text.count("".join(name.split())) >= 3
    printed = [box for box in boxes if box[2] > box[0] and box[3] > 45]
    assert min(box[0] for box in printed) >= LEFT - 2
    assert max(box[2] for box in printed) <= RIGHT + 2
    assert min(box[1] for box in printed) >= BOTTOM


def test_thirty_parties_have_their_boxes_on_as_many_pages_as_they_need(
    working: bytes, plan: SigningPlan
) -> None:
    parties = tuple(
        SigningParty(f"p{i}", "当事者", f"第{i}株式会社", f"代表取締役 佐藤 {i}郎", imprint=i % 2 == 0)
        for i in range(1, 31)
    )
    prepared = prepare(working, replace(plan, parties=parties))

    with pikepdf.open(BytesIO(prepared)) as pdf:
        assert len(pdf.Root.AcroForm.Fields) == 30 + 15 + 33
        sheets = pdf.pages[2:]
        widgets = [[str(widget.T) for widget in sheet.obj.Annots] for sheet in sheets]
        rects = [[float(side) for side in widget.Rect] for sheet in sheets for widget in sheet.obj.Annots]
    assert [name for sheet in widgets for name in sheet if name.endswith("_agreed")] == [
        f"p{i}_agreed" for i in range(1, 31)
    ]
    assert 4 <= len(widgets) <= 6
    assert all(x0 > LEFT and x1 <= RIGHT + 0.1 and y0 > BOTTOM and y1 < TOP for x0, y0, x1, y1 in rects)
    assert "第30株式会社" in text_of(prepared, 2)


def test_fields_of_two_parties_never_overlap(working: bytes, plan: SigningPlan) -> None:
    with pikepdf.open(BytesIO(prepare(working, plan))) as pdf:
        rects = [[float(side) for side in widget.Rect] for widget in pdf.pages[2].obj.Annots]

    for index, one in enumerate(rects):
        for other in rects[index + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_line_never_begins_with_a_mark_that_closes() -> None:
    face = face_for("sans")
    lines = broken("あいうえお、かきくけこ。さしすせそ（たちつてと）なにぬねのー", face, 10, 52)

    assert all(line[0] not in "、。）ー" for line in lines)
    assert all(width_of(line, face, 10) <= 52 for line in lines)


def test_a_latin_word_is_not_cut_when_it_fits_a_line() -> None:
    lines = broken("Electronic Contracts Division", face_for("sans"), 10, 60)

    assert lines == ("Electronic", "Contracts", "Division")
