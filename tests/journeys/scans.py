"""A box of old contracts, scanned: a hundred files and the ledger that the office kept of them."""

import csv
from datetime import date, timedelta
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cli.demo.scanning import scanned

COUNT = 100
READ, AGAIN, UNREADABLE, UNLISTED = 7, 98, 99, 100
"""By their numbers: one with text that is read, one that came twice, and two that cannot be registered."""
COMPANY = "株式会社北斗システムズ"
HEADING = ("ファイル名", "契約書名", "相手方", "契約締結日", "契約終了日", "金額")
DUE_HEADING = (*HEADING, "自動更新", "更新期間", "更新拒絶期限")
TEXT = (
    "システム保守契約書",
    "株式会社サンプル（以下「甲」という。）と株式会社北斗システムズ（以下「乙」という。）は、",
    "次のとおりシステムの保守に関する契約を締結する。",
    "第1条（委託料）　委託料は、総額金1,200,000円（税込）とする。",
    "第2条（期間）　本契約の有効期間は、令和8年4月1日から令和11年3月31日までとする。",
    "2　期間満了の3か月前までに書面による申出がないときは、さらに1年間自動的に更新する。",
    "令和8年3月20日",
)
PIXELS, POINTS, PAPER = (165, 234), (595, 842), (250, 248, 240)


def name(number: int) -> str:
    return f"scan{number:03}.pdf"


def title(number: int) -> str:
    return f"取引基本契約書 第{number:03}号"


def put_into(folder: Path) -> list[Path]:
    """Write the files, one JPEG page each, and return their paths in order."""
    paths = [folder / name(number) for number in range(1, COUNT + 1)]
    for number, path in enumerate(paths, 1):
        path.write_bytes(_pdf(1 if number == AGAIN else number))
    return paths


def ledger_into(folder: Path) -> Path:
    """One cell is no date, one file has no row, one row no file."""
    rows = [_row(number) for number in range(1, COUNT + 2) if number != UNLISTED]
    return _written(folder / "契約台帳.csv", [HEADING, *rows])


def due_into(folder: Path, title: str, company: str, ends_on: date) -> Path:
    """Write one scan whose renewal is to be decided now, and return its ledger."""
    begun = date(ends_on.year - 1, ends_on.month, 1) + timedelta(days=1)
    row = ("due.pdf", title, company, f"{begun:%Y/%m/%d}", f"{ends_on:%Y/%m/%d}", "480,000円")
    folder.mkdir()
    (folder / "due.pdf").write_bytes(_pdf(COUNT + 1))
    return _written(folder.parent / "更新.csv", [DUE_HEADING, (*row, "あり", "1年", "3か月")])


def _row(number: int) -> tuple[str, ...]:
    if number == READ:
        return (name(number),)
    day = "十月ごろ" if number == UNREADABLE else f"2024/{number % 12 + 1}/1"
    return (name(number), title(number), f"株式会社取引先{number:03}", day, "2031/3/31", f"{number}万円")


def _written(path: Path, rows: list[tuple[str, ...]]) -> Path:
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    path.write_bytes(out.getvalue().encode("cp932"))
    return path


@cache
def _pdf(number: int) -> bytes:
    if number == READ:
        return scanned(TEXT, 40)
    out, picture = BytesIO(), BytesIO()
    Image.new("RGB", PIXELS, PAPER).save(picture, "JPEG")
    canvas = Canvas(out, pagesize=POINTS, invariant=True)
    canvas.setTitle(f"scan {number}")
    canvas.drawImage(ImageReader(picture), 0, 0, *POINTS)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
