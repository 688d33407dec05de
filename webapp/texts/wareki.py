"""和暦 (domain.md UX-02)."""

from datetime import date

from contracts.day_input import ERAS
from contracts.languages import ENGLISH_MONTHS
from webapp.texts.dates import civil_day, prose_date
from webapp.texts.manners import manner

LATIN = {"R": "Reiwa", "H": "Heisei", "S": "Showa", "T": "Taisho", "M": "Meiji"}


def wareki(day: date) -> str:
    """令和8年4月1日, 令和元年5月1日, 1 April 2026 (Reiwa 8); a day before 1873 stays Gregorian."""
    found = _era(civil_day(day))
    if found is None:
        return prose_date(day)
    name, letter, year = found
    civil = civil_day(day)
    return manner().era_day.format(
        era=name,
        era_year="元" if year == 1 else year,
        latin_era=LATIN[letter],
        year_of_era=year,
        year=civil.year,
        month=civil.month,
        month_name=ENGLISH_MONTHS[civil.month - 1],
        day=civil.day,
    )


def wareki_short(day: date) -> str:
    """R8.4.1; a day before 1873 stays Gregorian."""
    found = _era(civil_day(day))
    if found is None:
        return prose_date(day)
    civil = civil_day(day)
    return f"{found[1]}{found[2]}.{civil.month}.{civil.day}"


def _era(day: date) -> tuple[str, str, int] | None:
    for first_day, first_year, name, letter in ERAS:
        if day >= first_day:
            return name, letter, day.year - first_year + 1
    return None
