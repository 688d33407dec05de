"""Word and its kin become PDFs where LibreOffice is installed (MK-52)."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from adapters.confinement import Answer, Json
from adapters.conversion import (
    ConversionRefused,
    can_convert,
    confined,
    convert,
    converting,
    is_convertible,
)
from adapters.conversion.outside import OLE, CannotBeLookedThrough, reads_outside
from adapters.conversion.profile import write_profile
from adapters.intake import take_in
from tests.conversion.documents import renamed, text_with_links, with_part, word
from tests.intake.reading import text

needs_libreoffice = pytest.mark.skipif(not can_convert(), reason="LibreOffice is not installed")


@needs_libreoffice
@pytest.mark.shows("MK-52")
def test_a_word_document_becomes_a_pdf_that_can_be_signed_and_leaves_nothing_behind() -> None:
    pdf = convert(word("建物賃貸借契約書　第１条"), "契約書.DOCX")
    intake = take_in(pdf)
    assert intake.page_count == 1
    assert "建物賃貸借契約書" in text(intake.working)
    assert not list(Path(tempfile.gettempdir()).glob("warifu-conversion-*"))


@needs_libreoffice
def test_a_document_gets_nothing_from_this_machine_even_where_nobody_looked_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, picture = tmp_path / "secret.txt", tmp_path / "noise.png"
    secret.write_text("a secret", "utf-8")
    Image.effect_noise((400, 400), 90).save(picture)
    document = text_with_links(picture.as_uri(), secret.as_uri())
    assert reads_outside(document, packed=True)
    monkeypatch.setattr(confined, "reads_outside", lambda _data, *, packed: not packed)
    (tmp_path / "own").mkdir()
    facts: dict[str, Json] = {"folder": str(tmp_path / "own"), "suffix": ".odt", "packed": True, "fonts": []}
    pdf = confined.convert(Answer(facts, document)).body
    assert "as saved" in text(pdf)
    assert "a secret" not in text(pdf)
    assert len(pdf) < picture.stat().st_size // 4


@needs_libreoffice
def test_a_conversion_that_takes_too_long_is_ended_with_all_it_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(converting, "LIMITS", replace(converting.LIMITS, wall_seconds=0.3))
    with pytest.raises(ConversionRefused) as refused:
        convert(word("契約書"), "契約書.docx")
    assert refused.value.code == "too_slow"
    assert not list(Path(tempfile.gettempdir()).glob("warifu-conversion-*"))


@pytest.mark.shows("MK-52")
def test_without_libreoffice_a_document_is_refused_for_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "PROGRAM", "no-such-office")
    with pytest.raises(ConversionRefused) as refused:
        convert(word("契約書"), "契約書.docx")
    assert refused.value.code == "not_installed"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://192.0.2.1/template.dotx", r"\\server\share\t.dotx"]
)
def test_a_document_that_reads_something_else_is_not_opened(address: str) -> None:
    assert reads_outside(word("契約書", address), packed=True)
    assert not reads_outside(word("契約書"), packed=True)


FIELD = "<w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE &quot;file:///x.png&quot;</w:instrText>"
HIDDEN = "".join(f"&#{ord(letter)};" for letter in "INCLUDETEXT")


@pytest.mark.parametrize("text", [f"</w:t>{FIELD}<w:t>", f"</w:t><w:instrText>{HIDDEN}</w:instrText><w:t>"])
def test_a_field_cut_in_pieces_or_spelled_by_numbers_is_still_seen(text: str) -> None:
    assert reads_outside(word(text), packed=True)


WORDS = "</w:t><w:instrText><![CDATA[INCLUDE]]><![CDATA[TEXT]]></w:instrText><w:t>"
LINKED = '<w:pict href="file:///etc/passwd"/>'


@pytest.mark.parametrize(
    "document",
    [
        word(WORDS),
        word(f"</w:t>{LINKED}<w:t>"),
        renamed(word("契約書", "file:///x"), b"TargetMode=", b'Note=">" TargetMode='),
        renamed(word("契約書", "file:///x"), b'"External"', b'"&#69;xternal"'),
        renamed(text_with_links("file:///x.png", "file:///y"), b"xlink", b"x"),
        renamed(
            word("契約書", "chunk.htm"), b'External" Type', b'Internal" Type', b"attachedTemplate", b"aFChunk"
        ),
        with_part(word("契約書"), "word/other.bin", b"<a>INCLUDEPICTURE</a>"),
    ],
    ids=["CDATA", "href", "> in a value", "reference", "another prefix", "chunk", "named otherwise"],
)
def test_what_xml_can_spell_otherwise_is_seen_as_its_reader_sees_it(document: bytes) -> None:
    assert reads_outside(document, packed=True)


@pytest.mark.parametrize(
    "part", [b"<p><br></p>", b"{\\rtf1 }", b'<?xml version="1.0" encoding="cp932"?><a/>'], ids=repr
)
def test_a_part_that_cannot_be_looked_through_is_not_handed_over(part: bytes) -> None:
    with pytest.raises(CannotBeLookedThrough):
        reads_outside(with_part(word("契約書"), "word/chunk.dat", part), packed=True)


RTF = rb"{\rtf1 {\field{\*\fldinst {INCLUDEPICTURE \"file:///etc/x.png\"}}}}"


@pytest.mark.parametrize(
    ("data", "packed"),
    [(RTF, True), (RTF, False), (b"PK\x03\x04 damaged", True), (word("契約書"), False)],
    ids=["rtf as docx", "rtf as doc", "damaged", "docx as doc"],
)
def test_what_is_not_what_its_name_says_is_not_handed_over(data: bytes, packed: bool) -> None:  # noqa: FBT001 -- a row of the table
    with pytest.raises(CannotBeLookedThrough):
        reads_outside(data, packed=packed)


def test_xml_that_only_another_reader_understands_is_not_handed_over() -> None:
    with pytest.raises(CannotBeLookedThrough):
        reads_outside(word("契約書", coding="utf-16"), packed=True)


@pytest.mark.parametrize("coding", ["latin-1", "utf-16-le"])
def test_a_field_of_an_old_document_is_seen(coding: str) -> None:
    assert reads_outside(OLE + "INCLUDEPICTURE".encode(coding), packed=False)
    assert reads_outside(OLE + b"x" + "INCLUDEPICTURE".encode(coding), packed=False)
    assert not reads_outside(OLE + "PAGE".encode(coding), packed=False)


def test_the_profile_forbids_macros_and_links_and_knows_only_its_own_folder(tmp_path: Path) -> None:
    environment = write_profile(tmp_path, [])
    settings = (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text("utf-8")
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true' in settings
    assert '"BlockUntrustedRefererLinks" oor:op="fuse"><value>true' in settings
    assert environment["HOME"] == str(tmp_path)


def test_documents_with_macros_by_name_are_not_taken() -> None:
    assert is_convertible("契約書.docx")
    assert not is_convertible("契約書.docm")
    assert not is_convertible("契約書.pdf")
