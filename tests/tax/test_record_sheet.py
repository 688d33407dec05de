"""What a record is on paper: its sheet, and a copy that nobody takes for the original."""

import hashlib
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from contracts.certificate_id import certificate_id
from tests.access.house import House
from tests.desk.site import Clerk
from tests.tax.shelf import AOBA, Shelf


def words_of(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_range().split()) for page in pages]


@pytest.mark.shows("LW-25", "AD-21")
def test_the_sheet_says_items_parties_hashes_history_and_measures_on_a4(
    shelf: Shelf, administrator: Clerk
) -> None:
    administrator.opens("/tax-records")
    administrator.sends("/tax-records", measures=["3", "4"], fiscal_month="3")
    answer = administrator.client.get(f"/contracts/{shelf.first.contract}/record.pdf")
    assert answer.mimetype == "application/pdf"
    page = pypdfium2.PdfDocument(answer.data)[0]
    assert [round(side) for side in page.get_size()] == [595, 842]
    words = "".join(words_of(answer.data))
    signed = administrator.client.get(f"/contracts/{shelf.first.contract}/signed.pdf", buffered=True).data
    expected = (AOBA, "2025/04/01", "1,200,000", "電子取引", "佐藤一郎", hashlib.sha256(signed).hexdigest())
    for one in (*expected, "訂正・削除の履歴", "③", "④", "認定タイムスタンプではありません"):
        assert one in words, one


@pytest.mark.shows("LW-36")
def test_a_copy_names_itself_its_original_and_the_companys_guidance_on_every_page(
    shelf: Shelf, administrator: Clerk
) -> None:
    original = f"/contracts/{shelf.first.contract}/signed.pdf"
    before = administrator.client.get(original, buffered=True).data
    copy = f"/contracts/{shelf.first.contract}/copy.pdf"
    for words in words_of(administrator.client.get(copy).data):
        assert "電子契約の写し" in words
        assert certificate_id(shelf.first.contract, 1) in words
        assert "原本は電磁的記録として保存しています" in words
    administrator.opens("/tax-records")
    administrator.sends("/tax-records", copy_note="この写しに印紙は要りません（経理部）。")
    marked = administrator.client.get(copy).data
    assert all("この写しに印紙は要りません（経理部）。" in words for words in words_of(marked))
    with pikepdf.open(BytesIO(marked)) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert administrator.client.get(original, buffered=True).data == before


def test_of_what_is_not_concluded_there_is_no_copy(house: House, administrator: Clerk) -> None:
    sent = house.office.sent(title="まだの契約")
    assert administrator.client.get(f"/contracts/{sent.contract}/copy.pdf").status_code == 404
    assert administrator.client.get(f"/contracts/{sent.contract}/record.pdf").status_code == 200


def test_confidential_has_neither_for_who_may_not_read_it(shelf: Shelf, administrator: Clerk) -> None:
    for name in ("copy.pdf", "record.pdf"):
        assert administrator.client.get(f"/contracts/{shelf.secret.contract}/{name}").status_code == 404
