"""Contracts to sign: Japanese text as the demonstration sets it, and scanned pages to make a file heavy."""

import random
from datetime import date
from functools import cache
from io import BytesIO
from itertools import cycle, islice

import pikepdf
from PIL import Image
from reportlab.lib.pagesizes import A4

from cli.demo.cases import all_cases
from cli.demo.paper import contract_pdf

MEGABYTE = 1024 * 1024
SCAN_WIDTH = 560
JPEG_QUALITY = 70
BYTES_A_PIXEL = 0.526
"""What grey noise takes at that quality."""


def text_pages(count: int) -> bytes:
    """Return a PDF of `count` pages of contract text."""
    with pikepdf.new() as whole, pikepdf.open(BytesIO(_all_texts())) as texts:
        for page in islice(cycle(texts.pages), count):
            whole.pages.append(page)
        return _saved(whole)


def marked_page(mark: int) -> bytes:
    """Return a page of contract text; another `mark` makes another file."""
    with pikepdf.open(BytesIO(_one_page())) as page:
        page.docinfo["/Keywords"] = str(mark)
        return _saved(page)


def heavy_pages(count: int, megabytes: int) -> bytes:
    """Return `count` pages, every second one a scan, of about `megabytes` in all."""
    scans = count // 2
    texts = text_pages(count - scans)
    size = (megabytes * MEGABYTE - len(texts)) // max(scans, 1)
    with pikepdf.open(BytesIO(texts)) as whole:
        for number in range(scans):
            _insert_scan(whole, 2 * number + 1, _scan(number, size))
        return _saved(whole)


@cache
def _one_page() -> bytes:
    return text_pages(1)


def _scan(number: int, size: int) -> Image.Image:
    """Return noise that JPEG cannot squeeze, as high as makes about `size` bytes."""
    chance = random.Random(number)  # noqa: S311 -- a corpus that is the same each time
    height = max(8, round(size / (SCAN_WIDTH * BYTES_A_PIXEL)))
    return Image.frombytes("L", (SCAN_WIDTH, height), chance.randbytes(SCAN_WIDTH * height))


def _insert_scan(pdf: pikepdf.Pdf, place: int, image: Image.Image) -> None:
    pdf.add_blank_page(page_size=A4)
    page = pdf.pages[-1]
    drawn = pikepdf.Stream(
        pdf,
        _jpeg(image),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=drawn))
    page.obj.Contents = pikepdf.Stream(pdf, f"{A4[0]} 0 0 {A4[1]} 0 0 cm /Scan Do".encode())
    pdf.pages.insert(place, page)
    del pdf.pages[-1]


def _jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


@cache
def _all_texts() -> bytes:
    with pikepdf.new() as whole:
        for case in {case.type: case for case in all_cases()}.values():
            paper = contract_pdf(case, "株式会社サンプル", date(2026, 11, 21))
            with pikepdf.open(BytesIO(paper)) as one:
                whole.pages.extend(one.pages)
        return _saved(whole)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
