import pytest

from adapters.imprint import ImprintImpossible, company_imprint, representative_imprint
from adapters.imprint.company import company_columns

GRIDS = [
    ("虎", "虎印"),
    ("虎屋", "虎屋/之印"),
    ("割符社", "割符/社印"),
    ("割符商事", "割符商/事之印"),
    ("合名会社虎", "合名会/社虎印"),
    ("株式会社割符", "株式会/社割符/之印"),
    ("合同会社みらい", "合同会/社みら/い之印"),
    ("山田商事株式会社", "山田商/事株式/会社印"),
    ("株式会社割符商事", "株式会/社割符/商事印"),
    ("SB不動産株式会社", "ＳＢ不動/産株式会/社之印"),
    ("株式会社東京不動産", "株式会社/東京不動/産之印"),
    ("株式会社エービーシー", "株式会社/エービー/シー之印"),
    ("株式会社 エービーシー", "株式会社/エービー/シー之印"),
    ("独立行政法人統計機構印", "独立行政/法人統計/機構印印"),
    ("東京都第一建設株式会社", "東京都第/一建設株/式会社印"),
    ("株式会社北海道乳業販売所", "株式会社/北海道乳/業販売/所之印"),
    ("医療法人社団東京中央病院会", "医療法人/社団東京/中央病院/会之印"),
    ("一般社団法人日本契約管理協会", "一般社団/法人日本/契約管理/協会之印"),
    ("特定非営利活動法人水辺保全会議", "特定非営/利活動法/人水辺保/全会議印"),
    ("独立行政法人国立高等専門学校機構", "独立行政法/人国立高等/専門学校/機構之印"),
    ("公益財団法人東京都中小企業振興公社", "公益財団法/人東京都中/小企業振興/公社之印"),
    ("国立研究開発法人産業技術総合研究所会", "国立研究開/発法人産業/技術総合研/究所会之印"),
    ("株式会社ア・ラ・カルト（東京）", "株式会社/ア・ラ・/カルト（/東京）印"),
]


@pytest.mark.shows("UX-28")
@pytest.mark.parametrize(("company", "columns"), GRIDS)
def test_a_company_name_fills_the_grid_with_the_fewest_empty_cells(company: str, columns: str) -> None:
    assert "/".join("".join(column) for column in company_columns(company)) == columns


@pytest.mark.shows("UX-28")
@pytest.mark.parametrize("length", range(1, 81))
def test_columns_differ_by_at_most_one_and_the_last_mark_never_stands_alone(length: int) -> None:
    columns = company_columns("会" * length)
    heights = [len(column) for column in columns]

    assert max(heights) - min(heights) <= 1
    assert 0 <= max(heights) - len(columns) <= 1
    assert columns[-1][-1] == "印"
    assert len(columns[-1]) > 1


@pytest.mark.shows("UX-29")
def test_the_seal_of_a_company_is_a_square_of_21_mm_and_always_the_same() -> None:
    first, second = company_imprint("山田商事株式会社"), company_imprint("山田商事株式会社")

    assert (first.shape, first.text, first.size_mm) == ("square", "山田商事株式会社印", 21.0)
    assert first.svg.encode() == second.svg.encode()


def test_the_seal_of_a_representative_has_two_rings_of_text() -> None:
    seal = representative_imprint("株式会社エービーシー")

    assert (seal.shape, seal.text, seal.size_mm) == ("double_ring", "株式会社エービーシー代表取締役印", 18.0)
    assert seal.svg.count('fill="none"') == 2


def test_a_company_name_over_80_characters_makes_no_seal() -> None:
    with pytest.raises(ImprintImpossible) as refusal:
        company_imprint("会" * 81)

    assert refusal.value.code == "too_long"
