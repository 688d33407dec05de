"""The papers of the browser journey: a contract as a law department writes it, and a paper handed in."""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from adapters.fonts import font

LINE_LENGTH = 39
HANGING = "、。"
LINES_A_PAGE = 34
ARTICLES = (
    ("目的", "委託者は、ウェブサイトの制作および保守に関する業務を受託者に委託し、受託者はこれを受託する。"),
    ("委託料", "委託者は、委託料として月額{fee}円（消費税別）を、当月末日締め翌月末日払いで支払う。"),
    (
        "再委託",
        "受託者は、委託者の書面による事前の承諾なく、業務の全部または一部を第三者に委託してはならない。",
    ),
    ("報告", "受託者は、毎月5日までに、前月の業務の実施状況を委託者に書面または電磁的方法で報告する。"),
    ("秘密保持", "当事者は、本契約に関して知り得た相手方の秘密を、第三者に開示または漏えいしてはならない。"),
    ("権利の帰属", "成果物の著作権は、委託料の支払いが完了した時に、受託者から委託者に移転する。"),
    ("契約期間", "本契約の期間は、2026年12月1日から2027年11月30日までとする。"),
    ("解除", "当事者は、相手方が本契約に違反し、相当の期間を定めた催告の後も是正しないとき、解除できる。"),
    ("反社会的勢力の排除", "当事者は、自らが反社会的勢力に該当しないことを表明し、将来にわたって確約する。"),
    ("損害賠償", "当事者は、本契約に違反して相手方に損害を与えたときは、通常生ずべき損害を賠償する。"),
    ("協議", "本契約に定めのない事項は、当事者が誠実に協議して解決する。"),
    ("合意管轄", "本契約に関する紛争は、東京地方裁判所を第一審の専属的合意管轄裁判所とする。"),
)


def service_contract(fee: str) -> bytes:
    """Return two A4 pages; `fee` in yen a month is what version 2 changes."""
    lines = ["委託者と受託者は、次のとおり業務委託契約を締結する。", ""]
    for number, (heading, text) in enumerate(ARTICLES, 1):
        lines += [f"第{number}条（{heading}）", *_folded(text.format(fee=fee)), ""]
    return _printed("業務委託契約書", lines)


def company_certificate() -> bytes:
    return _printed(
        "履歴事項全部証明書", ["商号　株式会社みどり企画", "本店　東京都千代田区霞が関一丁目1番1号"]
    )


def _folded(text: str) -> list[str]:
    """No line begins with a full stop or a comma: it hangs at the end of the line before."""
    lines = [text[start : start + LINE_LENGTH] for start in range(0, len(text), LINE_LENGTH)]
    for at, line in enumerate(lines[1:], 1):
        if line[0] in HANGING:
            lines[at - 1], lines[at] = lines[at - 1] + line[0], line[1:]
    return [f"　{line}" for line in lines if line]


def _printed(title: str, lines: list[str]) -> bytes:
    pdfmetrics.registerFont(TTFont("contract", str(font("serif"))))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for start in range(0, len(lines), LINES_A_PAGE):
        if start == 0:
            canvas.setFont("contract", 18)
            canvas.drawCentredString(297, 760, title)
        canvas.setFont("contract", 11)
        for row, line in enumerate(lines[start : start + LINES_A_PAGE]):
            canvas.drawString(70, 710 - row * 18, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
