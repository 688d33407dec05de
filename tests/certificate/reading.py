"""A certificate as an outsider reads it: its text, its pictures of pages, and what is attached."""

import json
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from adapters.certificates import render

# Facts are frozen, so that what several tests look at is drawn once.
rendered = cache(render)


def words_of(pdf: bytes) -> str:
    """Return the text of every page without any white space, so that line breaks do not matter."""
    return "".join("".join(page.split()) for page in pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def embedded_in(pdf: bytes) -> dict[str, Any]:
    """Return the JSON that PDF/A-3 associates with the document as its data."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        (specification,) = opened.Root.AF
        assert str(specification.AFRelationship) == "/Data"
        (name,) = opened.attachments
        assert name == "certificate.json"
        found: dict[str, Any] = json.loads(opened.attachments[name].get_file().read_bytes())
        return found


def faces_of(pdf: bytes, folder: Path) -> list[str]:
    """Return the names of the fonts that poppler finds, each embedded."""
    path = folder / "certificate.pdf"
    path.write_bytes(pdf)
    command = ["pdffonts", str(path)]
    listed = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout.decode()
    rows = [line.split() for line in listed.splitlines()[2:]]
    assert all(row[-5] == "yes" for row in rows)
    return [row[0].partition("+")[2] for row in rows]
