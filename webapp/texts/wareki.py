"""和暦 (domain.md UX-02)."""

from datetime import date

from webapp.texts.dates import civil_day, prose_date

# Meiji counts from 1873, when Japan took the Gregorian calendar; earlier days have no date to convert.
ERAS = (
    (date(2019, 5, 1), 2019, "令和", "R"),
    (date(1989, 1, 8), 1989, "平成", "H"),
    (date(1926, 12, 25), 1926, "昭和", "S"),
    (date(1912, 7, 30), 1912, "大正", "T"),
    (date(1873, 1, 1), 1868, "明治", "M"),
)


def wareki(day: date) -> str:
    """令和8年4月1日, 令和元年5月1日; a day before 1873 stays Gregorian."""
    found = _era(civil_day(day))
    if found is None:
        return prose_date(day)
    name, _, year = found
    civil = civil_day(day)
    return f"{name}{'元' if year == 1 else year}年{civil.month}月{civil.day}日"


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
