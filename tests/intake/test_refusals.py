import io
import zipfile
from decimal import Decimal

import pytest
from pikepdf import Name

from adapters.intake import IntakeLimits, RefusalCode, UploadRefused, take_in
from tests.intake import makers


def refusal(data: bytes, limits: IntakeLimits | None = None) -> UploadRefused:
    with pytest.raises(UploadRefused) as refused:
        take_in(data, limits)
    return refused.value


def a_word_document() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


@pytest.mark.shows("IM-17")
def test_a_pdf_is_taken_in_with_its_digests() -> None:
    intake = take_in(makers.paper("秘密保持契約書", "署名欄"))
    assert intake.page_count == 2
    assert intake.warnings == ()
    assert len(intake.uploaded_digest) == len(intake.working_digest) == 64
    assert intake.working.startswith(b"%PDF-1.7")


@pytest.mark.shows("IM-17", "T44")
@pytest.mark.parametrize("data", [b"plain text", b"\xff\xd8\xff\xe0JFIF", a_word_document()])
def test_what_is_not_a_pdf_is_refused_whatever_its_name(data: bytes) -> None:
    assert refusal(data).code is RefusalCode.NOT_PDF


@pytest.mark.shows("T44")
def test_a_pdf_behind_leading_junk_is_refused() -> None:
    assert refusal(b"MZ\x90\x00" + makers.paper()).code is RefusalCode.NOT_PDF


@pytest.mark.shows("IM-17", "T44")
def test_a_file_of_no_bytes_is_refused() -> None:
    assert refusal(b"").code is RefusalCode.EMPTY


@pytest.mark.shows("T41")
def test_a_file_of_51_mebibytes_is_refused_with_the_limit() -> None:
    refused = refusal(makers.paper() + bytes(51 * 1024 * 1024))
    assert refused.code is RefusalCode.TOO_LARGE
    assert refused.facts["limit_bytes"] == 50 * 1024 * 1024


@pytest.mark.shows("IM-17", "T43")
def test_an_encrypted_pdf_is_refused_with_its_reason() -> None:
    assert refusal(makers.locked(user="open", owner="own")).code is RefusalCode.ENCRYPTED


@pytest.mark.shows("T43")
def test_a_permission_locked_pdf_that_opens_without_a_password_is_refused() -> None:
    assert refusal(makers.locked(user="", owner="own")).code is RefusalCode.ENCRYPTED


def test_a_truncated_pdf_is_refused_as_damaged() -> None:
    whole = makers.paper("一", "二", "三")
    assert refusal(whole[: len(whole) // 2]).code is RefusalCode.DAMAGED


def test_a_header_alone_is_refused_as_damaged() -> None:
    assert refusal(b"%PDF-1.7\n").code is RefusalCode.DAMAGED


@pytest.mark.shows("T42")
def test_a_page_tree_loop_is_refused() -> None:
    assert refusal(makers.page_tree_loop()).code is RefusalCode.DAMAGED


def test_pages_that_the_tree_counts_but_does_not_hold_are_missed() -> None:
    counted = makers.one_page(makers.stream(b"")).replace(b"/Count 1", b"/Count 3")
    assert refusal(counted).facts == {"cause": "pages_missing"}


def test_more_pages_than_allowed_are_refused_with_both_numbers() -> None:
    refused = refusal(makers.paper("一", "二", "三"), IntakeLimits(pages=2))
    assert refused.code is RefusalCode.TOO_MANY_PAGES
    assert refused.facts == {"limit": 2, "pages": 3}


@pytest.mark.shows("T41")
@pytest.mark.parametrize("page_size", [(2400, 3300), (100, 3400)])
def test_a_page_larger_than_a0_is_refused(page_size: tuple[float, float]) -> None:
    refused = refusal(makers.paper(page_size=page_size))
    assert refused.code is RefusalCode.PAGE_TOO_LARGE
    assert refused.facts == {"page": 1}


def test_a_page_of_a0_across_is_taken_in() -> None:
    assert take_in(makers.paper(page_size=(3370.4, 2383.9))).page_count == 1


@pytest.mark.shows("T41")
def test_a_small_page_in_large_units_is_refused() -> None:
    pdf = makers.changed(makers.paper())
    pdf.pages[0].obj[Name.UserUnit] = Decimal(100)
    assert refusal(makers.saved(pdf, min_version="1.6")).code is RefusalCode.PAGE_TOO_LARGE


def test_a_signed_pdf_is_refused_as_the_file_to_sign() -> None:
    assert refusal(makers.signed()).code is RefusalCode.ALREADY_SIGNED
