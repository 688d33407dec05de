"""取引先向けご案内: what anybody may read, and what is never claimed in it (domain.md H)."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from pypdfium2 import PdfDocument

from adapters.booklets import render
from contracts.languages import LANGUAGES
from contracts.office_texts import OfficeText, paragraphs
from database.queries.preferences import set_preference
from tests.counterparty.office import Office
from tests.languages.letters import letters_after_sending
from webapp.texts.office_texts import default_text

STEPS = ("mail", "arrival", "contract", "imprint", "preview", "concluded")
PICTURES = Path(__file__).parents[2] / "webapp" / "static" / "guide"
NEVER = (
    *("法的に有効と認め", "十分な証拠力", "本人確認済み", "改ざん不可能", "電帳法対応", "印紙は不要"),
    *("ISMAP", "ISO", "認定タイムスタンプ"),
)


@pytest.fixture
def reader(site: Flask) -> FlaskClient:
    return site.test_client()


def address(office: Office, rest: str = "") -> str:
    return f"/guide/{office.organization.public_id}{rest}"


@pytest.mark.shows("AD-18", "GM-03", "CL-02")
def test_anybody_reads_who_asks_what_it_takes_and_whom_to_call(reader: FlaskClient, office: Office) -> None:
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "contact_phone", "03-1234-5678")
    shown = reader.get(address(office)).text
    for words in ("株式会社サンプル不動産", "アカウントの登録", "費用はかかりません", "03-1234-5678"):
        assert words in shown
    for name in STEPS:
        assert re.search(rf'src="/static/guide/ja/{name}\.png[^"]*"\s+alt="[^"]+"', shown)


@pytest.mark.shows("CS-34", "CS-05", "CL-10")
def test_it_says_of_signatures_seals_and_stamp_duty_only_what_may_be_said(
    reader: FlaskClient, office: Office
) -> None:
    shown = reader.get(address(office)).text + reader.get(address(office, "/faq")).text
    for words in (
        "Adobeの信頼リスト（AATL）に登録された認証局のものではありません",
        "印鑑登録された印鑑または電子証明書による署名を示すものではありません",
        "電磁的記録のみで締結する場合、課税文書の作成に当たらないと解されています",
        "第三者による認証の取得状況など",
    ):
        assert words in shown
    assert [words for words in NEVER if words in shown] == []


def test_english_readers_get_it_in_english_with_pictures_of_english_pages(
    reader: FlaskClient, office: Office
) -> None:
    shown = reader.get(address(office), headers={"Accept-Language": "en"}).text
    assert "Adobe Approved Trust List" in shown
    assert "/static/guide/en/arrival.png" in shown


def test_every_picture_is_small_and_there_in_both_languages() -> None:
    for language in LANGUAGES:
        assert {path.stem for path in (PICTURES / language).glob("*.png")} == set(STEPS)
        for path in (PICTURES / language).glob("*.png"):
            assert path.stat().st_size < 60_000
            with Image.open(path) as picture:
                assert picture.size == (585, 960)


def test_nobodys_guide_is_not_found(reader: FlaskClient) -> None:
    for rest in ("", "/faq", "/logo.png", ".pdf"):
        assert reader.get(f"/guide/00000000-0000-4000-8000-000000000000{rest}").status_code == 404


def test_the_pdf_is_drawn_once_in_the_language_asked_for(reader: FlaskClient, office: Office) -> None:
    first = reader.get(address(office, ".pdf?language=en"))
    again = reader.get(address(office, ".pdf?language=en"))
    assert first.mimetype == "application/pdf"
    assert first.data.startswith(b"%PDF-")
    document = PdfDocument(first.data)
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    words = "".join(page.get_textpage().get_text_range() for page in document)
    for said in ("Adobe Approved Trust List", "Whom to contact", "株式会社サンプル不動産"):
        assert said in words
    assert again.data == first.data
    assert len(reader.application.extensions["warifu.guides"]._kept) == 1  # noqa: SLF001 -- what is kept is the claim


def test_the_child_that_draws_fetches_nothing_but_what_came_with_the_page() -> None:
    page = '<img src="file:///etc/hostname" alt="x"><img src="http://127.0.0.1:9/a.png" alt="y"><p>words'
    assert PdfDocument(render(page, "", {}))[0].get_textpage().get_text_range().split() == ["words", "xy"]


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_text_has_a_default_told_of_the_organisation(language: str) -> None:
    for name in OfficeText:
        text = default_text(name, language, "株式会社あおぞら")
        assert paragraphs(text)
        assert "{" not in text


def test_every_letter_to_a_party_names_the_guide(office: Office) -> None:
    office.sent()
    letters = [letter for letter in letters_after_sending(office) if letter.party]
    assert letters
    assert {letter.facts["guide"] for letter in letters} == {office.organization.public_id}
