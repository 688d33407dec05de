"""Uploading by the API: the digest is that of the bytes sent, and bad files are refused with their reason."""

import hashlib
from pathlib import Path

import pytest

from tests.api.bureau import Caller, caller, open_bureau
from tests.lifecycle.office import Office, a_pdf, open_office


def test_an_upload_answers_with_the_digest_of_the_bytes_as_sent(sender: Caller) -> None:
    contract, data = sender.draft(), a_pdf()
    answer = sender.upload(contract, data)
    body = answer.get_json()
    assert answer.status_code == 201
    assert body["sha256"] == hashlib.sha256(data).hexdigest()
    assert (body["pages"], body["filename"]) == (1, "契約書.pdf")
    assert isinstance(body["warnings"], list)
    assert sender.get(f"/contracts/{contract}").get_json()["documents"] == [body]


@pytest.mark.shows("T44")
@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"PK\x03\x04", "not_pdf"), (b"%PDF-1.7\nnothing", "damaged")]
)
def test_a_file_that_is_no_usable_pdf_is_refused_with_its_code(
    sender: Caller, data: bytes, code: str
) -> None:
    answer = sender.upload(sender.draft(), data)
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)


@pytest.mark.shows("T51")
def test_a_file_over_the_limit_is_413_however_far_over(tmp_path: Path) -> None:
    office = open_office(tmp_path / "small", WARIFU_UPLOAD_LIMIT_MB="1")
    sender = caller(open_bureau(office), office, "sender@example.co.jp")
    contract = sender.draft()
    for size in (1024 * 1024 + 1, 4 * 1024 * 1024):
        answer = sender.upload(contract, a_pdf() + b" " * size)
        assert (answer.status_code, answer.get_json()["code"]) == (413, "too_large")


def test_a_form_without_the_file_says_so(sender: Caller) -> None:
    answer = sender.post(f"/contracts/{sender.draft()}/documents", data={"document": "x"})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "file_missing")


def test_nothing_is_downloaded_before_it_is_concluded(sender: Caller, office: Office) -> None:
    contract = sender.draft()
    signed = sender.get(f"/contracts/{contract}/signed.pdf")
    assert (signed.status_code, signed.get_json()["code"]) == (404, "not_concluded")
    certificate = sender.get(f"/contracts/{contract}/certificate.pdf")
    assert (certificate.status_code, certificate.get_json()["code"]) == (404, "certificate_not_issued")
    assert sender.get(f"/contracts/{contract}/events").get_json() == {"items": []}
    assert office.contract(contract).sequence == 0
