"""A4 paper that can be shown without opening anything, whatever the names are."""

import json
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from adapters.certificates import GlyphMissing
from adapters.certificates.confined import drawn
from adapters.certificates.drawing import whole
from adapters.certificates.page import page
from contracts.certificate import Audience
from tests.certificate.reading import faces_of, pages_of, rendered, words_of
from tests.certificate.sample import a_party, some_facts

FACES = ["Warifu-Sans", "Warifu-Sans-Bold"]
DOTS_PER_POINT = 1.0
MARGIN = 40
BARE = "<html><head><title>x</title></head><body>{}</body></html>"
A4 = (595, 842)


def long_facts_pdf() -> bytes:
    names = ["𠮷田髙﨑" * 20, "W" * 80, "ｶﾞｶﾞ株式会社" * 10]
    parties = [
        a_party(n, f"{names[n % 3]}{n:02d}", f"株式会社{names[(n + 1) % 3]}", "連帯保証人" * 10)
        for n in range(1, 31)
    ]
    facts = replace(some_facts(*parties), title="覚書" * 75)
    return rendered(facts.for_audience(Audience.OWN))


@pytest.mark.shows("LW-46", "GM-21")
def test_thirty_parties_with_eighty_character_names_are_printed_whole(tmp_path: Path) -> None:
    pdf = long_facts_pdf()
    printed = words_of(pdf)
    for n in range(1, 31):
        assert printed.count(f"{['𠮷田髙﨑' * 20, 'W' * 80, 'ｶﾞｶﾞ株式会社' * 10][n % 3]}{n:02d}") >= 2
    assert sorted(faces_of(pdf, tmp_path)) == FACES
    for one in pypdfium2.PdfDocument(pdf):
        picture = one.render(scale=DOTS_PER_POINT).to_pil().convert("L")
        left = picture.crop((0, 0, MARGIN, A4[1])).getextrema()
        right = picture.crop((A4[0] - MARGIN, 0, A4[0], A4[1])).getextrema()
        assert left == right == (255, 255)


@pytest.mark.shows("GM-21")
def test_it_is_a4_black_and_white_with_id_and_page_number_on_each_page() -> None:
    pdf = rendered(some_facts())
    texts = pages_of(pdf)
    for number, one in enumerate(pypdfium2.PdfDocument(pdf)):
        assert [round(side) for side in one.get_size()] == list(A4)
        colours = one.render(scale=DOTS_PER_POINT).to_pil().convert("RGB").getcolors(1 << 24)
        assert all(red == green == blue for _, (red, green, blue) in colours or ())
        assert "WRF-7Q2M-4D5E-9ABC-K3TN" in texts[number]
        assert f"{number + 1} / {len(texts)}" in texts[number]


@pytest.mark.shows("LW-46")
def test_what_no_font_can_draw_is_spelled_out_and_stops_no_certificate(tmp_path: Path) -> None:
    names = {
        "佐藤😀": "佐藤〔U+1F600〕",
        "עבר": "〔U+05E2〕〔U+05D1〕〔U+05E8〕",
        "太郎\u202e郎次": "太郎〔U+202E〕郎次",
        "葛\U000e0100城": "葛城",
        "\x00\x07鈴木": "〔U+0000〕〔U+0007〕鈴木",
    }
    pdf = rendered(some_facts(*(a_party(n, name) for n, name in enumerate(names, 1))))
    printed = words_of(pdf).replace("\U000e0100", "")
    assert all(spelled in printed for spelled in names.values())
    assert sorted(faces_of(pdf, tmp_path)) == FACES


@pytest.mark.shows("LW-46")
def test_an_empty_box_is_never_issued() -> None:
    with pytest.raises(GlyphMissing):
        whole(drawn(BARE.format("<p>\U0010fffd</p>"), "2026-11-21T13:05:20+09:00", b"{}"))


def test_the_code_leads_to_the_verification_page() -> None:
    html = page(some_facts_as_read())
    assert "https://keiyaku.example.jp/verify" in html
    assert html.count("<svg") == 1


def some_facts_as_read() -> dict[str, object]:

    read: dict[str, object] = json.loads(some_facts().to_json())
    return read
