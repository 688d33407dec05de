"""Known edits of a contract, and what 変更箇所だけ見る marks of them."""

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from adapters.comparing import Change, changes_between, sentences_of
from adapters.fonts import font

PAGE = (420, 595)
LINE, TOP, LEFT = 20, 540, 40
WIDTH_IN_LETTERS = 20
PREAMBLE = "甲と乙は、次のとおり業務委託契約を締結する。"
FEE = "第2条　委託料は月額金五十万円とする。支払期日は翌月末日とする。"
TERM = "第3条　契約期間は2026年4月1日から1年間とする。"
COURT = "第4条　管轄裁判所は東京地方裁判所とする。"


def printed(*clauses: str, lines_on_a_page: int = 20) -> bytes:
    """Return a PDF of the clauses, broken into lines of a fixed number of letters, over pages."""
    pdfmetrics.registerFont(TTFont("paper", str(font("serif"))))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=PAGE, invariant=True)
    lines = [
        clause[at : at + WIDTH_IN_LETTERS]
        for clause in clauses
        for at in range(0, len(clause), WIDTH_IN_LETTERS)
    ]
    for first in range(0, len(lines), lines_on_a_page):
        canvas.setFont("paper", 14)
        for number, line in enumerate(lines[first : first + lines_on_a_page]):
            canvas.drawString(LEFT, TOP - LINE * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def changes(old: bytes, new: bytes) -> tuple[Change, ...]:
    return changes_between(sentences_of(old), sentences_of(new))


def marked(change: Change) -> list[tuple[str, str]]:
    return [(run.kind, run.text) for run in change.runs if run.kind != "same"]


@pytest.mark.shows("NX-04")
def test_every_known_edit_is_marked_and_nothing_else() -> None:
    old = printed(PREAMBLE, FEE, TERM, COURT)
    new = printed(PREAMBLE, FEE.replace("五十", "六十"), TERM, COURT, "第5条　再委託は禁止する。")
    fee, added = changes(old, new)
    assert marked(fee) == [("out", "五"), ("in", "六")]
    assert marked(added) == [("in", "第5条再委託は禁止する。")]
    assert (added.old_page, added.new_page) == (0, 1)


def test_a_clause_taken_out_is_shown_as_taken_out() -> None:
    (gone,) = changes(printed(PREAMBLE, FEE, TERM), printed(PREAMBLE, TERM))[:1]
    assert marked(gone)[0][0] == "out"
    assert gone.new_page == 0


def test_another_line_break_or_page_break_is_no_change() -> None:
    clauses = (PREAMBLE, FEE, TERM, COURT)
    assert changes(printed(*clauses), printed(*clauses, lines_on_a_page=2)) == ()


def test_a_change_names_the_page_it_is_on() -> None:
    old = printed(PREAMBLE, FEE, TERM, COURT, lines_on_a_page=2)
    new = printed(PREAMBLE, FEE, TERM, COURT.replace("東京", "大阪"), lines_on_a_page=2)
    (court,) = changes(old, new)
    assert marked(court) == [("out", "東京"), ("in", "大阪")]
    assert court.new_page == 4
    assert court.before == "第3条契約期間は2026年4月1日から1年間とする。"


def test_pages_without_words_have_no_sentences() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=PAGE, invariant=True)
    canvas.rect(LEFT, LEFT, LINE, LINE, fill=1)
    canvas.showPage()
    canvas.save()
    assert sentences_of(file.getvalue()) == ()
