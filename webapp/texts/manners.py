"""How each language writes days, moments, money and lists: the one place where they differ (UX-01, UX-13)."""

from dataclasses import dataclass

from webapp.shell.languages import reading_language


@dataclass(frozen=True, slots=True)
class Manner:
    """`day` and `era_day` are for str.format, `moment` for strftime in JST, `yen` takes whole yen."""

    day: str
    era_day: str
    moment: str
    yen: str
    between: str


MANNERS = {
    "ja": Manner(
        day="{year}年{month}月{day}日",
        era_day="{era}{era_year}年{month}月{day}日",
        moment="%Y/%m/%d %H:%M",
        yen="¥{:,}",
        between="、",
    ),
    "en": Manner(
        day="{day} {month_name} {year}",
        era_day="{day} {month_name} {year} ({latin_era} {year_of_era})",
        moment="%Y/%m/%d %H:%M JST",
        yen="JPY {:,}",
        between=", ",
    ),
}


def manner() -> Manner:
    return MANNERS[reading_language()]
