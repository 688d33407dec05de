import hashlib
from pathlib import Path

import pytest

from adapters.intake import Intake, IntakeWarning, UploadRefused, take_in
from adapters.pictures import page_picture
from tests.intake import makers
from tests.intake.reading import text

SAMPLES = Path(__file__).parents[3] / "shared" / "pdf-samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def outcome(data: bytes) -> Intake | str:
    try:
        return take_in(data)
    except UploadRefused as refused:
        return refused.code.value


def test_the_same_upload_gives_the_same_working_copy() -> None:
    first, second = take_in(makers.active()), take_in(makers.active())
    assert first == second
    assert first.working_digest == hashlib.sha256(first.working).hexdigest()
    assert first.uploaded_digest == hashlib.sha256(makers.active()).hexdigest()


def test_a_working_copy_taken_in_again_needs_no_more_warnings() -> None:
    again = take_in(take_in(makers.active()).working)
    assert again.warnings == ()


def test_japanese_text_survives() -> None:
    assert "業務委託契約書 髙﨑①㈱" in text(take_in(makers.paper("業務委託契約書 髙﨑①㈱")).working)


@needs_samples
@pytest.mark.parametrize("name", ["libpdf__genko_oc_shiryo1", "pdfjs__issue16538", "pdfjs__vertical"])
def test_a_japanese_document_keeps_its_text(name: str) -> None:
    upload = sample(f"japanese/{name}.pdf")
    assert text(take_in(upload).working) == text(upload)


@needs_samples
@pytest.mark.parametrize(
    "name", ["pdfjs__noembed-sjis", "pdfjs__noembed-identity", "pdfjs__90ms_rksj_h_sample"]
)
def test_fonts_left_to_the_reader_are_reported(name: str) -> None:
    assert take_in(sample(f"japanese/{name}.pdf")).warnings == (IntakeWarning.FONTS_NOT_EMBEDDED,)


@needs_samples
@pytest.mark.shows("T40", "T41", "T42")
def test_every_odd_or_malicious_sample_is_refused_or_becomes_a_page_that_draws() -> None:
    for path in sorted([*SAMPLES.glob("odd/*.pdf"), *SAMPLES.glob("malicious/*.pdf")]):
        result = outcome(path.read_bytes())
        if isinstance(result, Intake):
            assert page_picture(result.working, 0, 50).startswith(b"\x89PNG"), path.name
        else:
            assert result in {"damaged", "encrypted", "empty", "not_pdf"}, path.name


@needs_samples
def test_signed_samples_are_refused_as_the_file_to_sign() -> None:
    for path in [*SAMPLES.glob("signed_valid/*.pdf"), *SAMPLES.glob("signed_attacks/*.pdf")]:
        assert outcome(path.read_bytes()) == "already_signed", path.name
