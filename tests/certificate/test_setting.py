"""How a page of ours is set: its breaks, its face, its structure; read by tools that are not ours."""

import io
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from adapters.paper.faces import Face, face, program
from adapters.paper.lines import Run, Type, broken, width_of
from adapters.paper.strips import HEIGHT, Strip, paginated
from contracts.certificate import Detail
from tests.certificate.reading import pages_of, rendered, words_of
from tests.certificate.sample import a_party, an_event, some_facts

BODY = Type(10.0)
NAMES = "佐藤、「契約書」（第1条）について、ABC-Consulting の 𠮷田 髙﨑 が確認しました。ｶﾞｶﾞ" * 6


@pytest.mark.shows("LW-46")
def test_no_line_is_wider_than_its_column_and_none_begins_or_ends_with_the_wrong_mark() -> None:
    for width in range(60, 240, 7):
        lines = broken([Run(NAMES, BODY)], width, BODY)
        told = ["".join(run.text for run in line.runs) for line in lines]
        assert "".join("".join(told).split()) == "".join(NAMES.split())
        assert all(line.width <= width for line in lines)
        assert not [one for one in told if one[0] in "、。）」ﾞ" or one[-1] in "（「"]
        assert width < width_of("ABC-Consulting", BODY) or any("ABC-Consulting" in one for one in told)


@pytest.mark.shows("LW-46")
def test_a_word_wider_than_its_column_is_broken_and_nothing_of_it_is_lost() -> None:
    whole = replace(BODY, whole=True)
    lines = broken([Run("f" * 64, whole)], 100.0, whole)
    assert all(line.width <= 100.0 for line in lines)
    assert sum(len(run.text) for line in lines for run in line.runs) == 64


def test_a_group_goes_to_the_next_page_whole_with_the_head_of_its_table() -> None:
    head = Strip(10.0)
    rows = [Strip(HEIGHT / 4, gap=1.0, keep=number % 2 == 0, head=(head,)) for number in range(8)]
    pages = paginated([head, *rows])
    placed = [(one.strip, one.again) for page in pages for one in page]
    assert [strip for strip, again in placed if not again] == [head, *rows]
    assert [page[0].again for page in pages] == [False, *[True] * (len(pages) - 1)]
    assert all(one.top + one.strip.height <= HEIGHT for page in pages for one in page)
    assert all(page[-1].strip is rows[-1] or not page[-1].strip.keep for page in pages)


@pytest.mark.shows("LW-46")
def test_one_record_longer_than_a_page_is_printed_to_its_end() -> None:
    typed = tuple(
        Detail(name, value)
        for number in range(120)
        for name, value in (("field", f"項目{number:03d}"), ("field_value", f"値{number:03d}"))
    )
    line = replace(an_event("2026-11-20T13:02:03.248+09:00", "agreement_recorded", 9), details=typed)
    pdf = rendered(some_facts(replace(a_party(), events=(line,))))
    printed = words_of(pdf)
    assert all(f"項目{number:03d}" in printed and f"値{number:03d}" in printed for number in range(120))
    assert all(text.count("番号") == 1 for text in pages_of(pdf) if "値1" in text)


@pytest.mark.shows("LW-46")
def test_each_character_is_copied_as_it_was_written(tmp_path: Path) -> None:
    """Characters that share a glyph keep their own codes; a variant has its own glyph."""
    name = "葛\U000e0101⼀一｢｣ー−—髙﨑𠮷Å"
    pdf = rendered(some_facts(a_party(1, name)))
    (tmp_path / "one.pdf").write_bytes(pdf)
    read = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "one.pdf", "-"], cwd=tmp_path, capture_output=True, check=True
    )
    assert name in read.stdout.decode()


def test_the_face_that_is_embedded_is_whole_and_small() -> None:
    regular: Face = face("sans")
    letters = "合意証明書A"
    glyphs = [regular.glyph(letter) or 0 for letter in letters]
    with TTFont(io.BytesIO(program(regular, glyphs)), checkChecksums=2) as read:
        assert read["maxp"].numGlyphs == len(letters) + 1
        widths = [read["hmtx"][glyph][0] for glyph in read.getGlyphOrder()[1:]]
        assert widths == [regular.width(letter) for letter in letters]
        assert all(read["glyf"][glyph].numberOfContours > 0 for glyph in read.getGlyphOrder())


def test_no_glyph_of_our_fonts_is_made_of_others() -> None:
    for name in ("sans", "sans-bold"):
        whole = face(name)
        outlines = (whole.outline(glyph) for glyph in range(len(whole.metrics)))
        assert not [outline for outline in outlines if outline and outline[0] & 0x80]


def test_what_is_read_aloud_stands_in_the_structure_and_the_rest_is_marked_as_artifact(
    tmp_path: Path,
) -> None:
    pdf = rendered(some_facts())
    (tmp_path / "one.pdf").write_bytes(pdf)
    read = subprocess.run(
        ["pdfinfo", "-struct-text", "one.pdf"], cwd=tmp_path, capture_output=True, check=True
    )
    told = read.stdout.decode()
    for kind in ("H1", "H2", "H3", "Table", "TH", "TD", "LI", "Figure"):
        assert re.search(rf"^ *{kind}\b", told, re.MULTILINE), kind
    assert '"合意証明書"' in told
    assert "1 / 4" not in told


@pytest.mark.shows("GM-21")
def test_it_keeps_what_pdf_a_3_asks_of_every_object() -> None:
    """ISO 19005-3, 6.1.3, 6.2.3, 6.2.11, 6.6 and 6.8; no validator is packaged for Debian."""
    pdf = rendered(some_facts())
    assert pdf.startswith(b"%PDF-1.7\n%")
    assert min(pdf[10:14]) > 127
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert len(read.trailer.ID) == 2
        assert "/Filter" not in read.Root.Metadata
        for page in read.pages:
            assert set(page.Resources.keys()) == {"/Font"}
            for font in page.Resources.Font.values():
                (descendant,) = font.DescendantFonts
                assert str(descendant.CIDToGIDMap) == "/Identity"
                assert descendant.FontDescriptor.FontFile2.read_bytes()
                assert font.ToUnicode.read_bytes()
        (attached,) = read.Root.AF
        assert str(attached.EF.F.Subtype) == "/application/json"
        with read.open_metadata() as marked:
            assert marked["dc:title"] == str(read.docinfo["/Title"])
            assert marked["pdf:Producer"] == str(read.docinfo["/Producer"])
        assert json.loads(attached.EF.F.read_bytes())["certificate_id"] in str(read.docinfo["/Title"])


@pytest.mark.shows("GM-21")
def test_the_outline_leads_to_the_page_of_each_heading() -> None:
    pdf = rendered(some_facts())
    texts = pages_of(pdf)
    with pypdfium2.PdfDocument(pdf) as read:
        found = [(one.get_title(), one.get_dest().get_index()) for one in read.get_toc()]
    assert [title for title, _ in found][:3] == ["合意証明書", "契約", "文書"]
    assert all(title.split()[0] in texts[page] for title, page in found)
