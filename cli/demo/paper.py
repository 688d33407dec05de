"""The contract itself as a PDF of several pages: the text of its 契約種別, filled in and set."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from adapters.fonts import font
from cli.demo.cases import FOLDER, Case

FONT = "demo-serif"
MARGIN = 28 * mm
COMMON = "@common"
GUARANTOR = "連帯保証人"
LIMIT_IN_RENTS = 24
"""極度額 in months of rent."""


def contract_pdf(case: Case, organization: str, today: date, edition: int = 1) -> bytes:
    """Return the PDF; `edition` 2 is what is sent after a 差し戻し, and says so in its last article."""
    _register()
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=case.title,
        invariant=1,
    )
    lines = _edited(_text(case.type), edition)
    body = [*_set(lines, _facts(case, organization, today)), *_signatures(case, organization)]
    document.build(body, onFirstPage=_folio, onLaterPages=_folio)
    return out.getvalue()


def _text(code: str) -> list[str]:
    lines = (FOLDER / "papers" / f"{code}.txt").read_text("utf-8").splitlines()
    if lines[-1] == COMMON:
        lines[-1:] = (FOLDER / "papers" / "common.txt").read_text("utf-8").splitlines()
    return lines


def _edited(lines: list[str], edition: int) -> list[str]:
    agreed = "本契約の締結にあたり、相手方から申出のあった事項は、別紙覚書のとおりとする。"
    return lines if edition == 1 else [*lines, "## 特約", agreed]


def _facts(case: Case, organization: str, today: date) -> dict[str, str]:
    others = [party for party in case.parties if not party.own and party.role != GUARANTOR]
    guarantor = next((party.called for party in case.parties if party.role == GUARANTOR), "")
    starts, ends = case.term(today)
    return {
        "a": organization,
        "b": "および".join(party.called for party in others) or "＿＿＿＿＿＿＿＿",
        "c": guarantor,
        "subject": case.subject,
        "amount": f"金{case.amount:,}円" if case.amount else "金＿＿＿＿＿＿円",
        "limit": f"金{(case.amount or 0) * LIMIT_IN_RENTS:,}円",
        "start": _spelled(starts),
        "end": _spelled(ends),
    }


def _set(lines: list[str], facts: dict[str, str]) -> Iterator[Flowable]:
    """A heading is an article and counts on; a line is a paragraph."""
    article = 0
    for line in lines:
        words = escape(line.format_map(facts))
        if line.startswith("## "):
            article += 1
            yield Paragraph(f"第{article}条（{words[3:]}）", _style("article"))
        elif line.startswith("# "):
            yield Paragraph(words[2:], _style("title"))
        else:
            yield Paragraph(words, _style("item" if line.startswith("（") else "text"))


def _signatures(case: Case, organization: str) -> list[Flowable]:
    closing = "本契約の成立を証するため、当事者は本書の電磁的記録に電子署名を施し、各自これを保管する。"
    lines = [organization, *(_named(case, number) for number in range(len(case.parties)))]
    block = [Paragraph(escape(line), _style("text")) for line in lines]
    return [Spacer(1, 8 * mm), KeepTogether([Paragraph(closing, _style("text")), Spacer(1, 4 * mm), *block])]


def _named(case: Case, number: int) -> str:
    party = case.parties[number]
    return f"{case.role_of(party)}　{party.company}　{party.name}".replace("　　", "　")


def _folio(canvas: Canvas, _document: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 15 * mm, f"- {canvas.getPageNumber()} -")


def _spelled(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@cache
def _register() -> None:
    pdfmetrics.registerFont(TTFont(FONT, str(font("serif"))))


@cache
def _style(name: str) -> ParagraphStyle:
    shapes: dict[str, dict[str, float]] = {
        "title": {"fontSize": 17, "leading": 24, "alignment": TA_CENTER, "spaceAfter": 9 * mm},
        "article": {"fontSize": 10.5, "leading": 18, "spaceBefore": 3 * mm},
        "item": {"fontSize": 10.5, "leading": 18, "leftIndent": 10.5},
        "text": {"fontSize": 10.5, "leading": 18, "firstLineIndent": 10.5},
    }
    return ParagraphStyle(name, fontName=FONT, wordWrap="CJK", **shapes[name])
