"""Reading a day as people in Japan write it (domain.md UX-03)."""

import re
import unicodedata
from datetime import date

# Meiji counts from 1873, when Japan took the Gregorian calendar; earlier days have no date to convert.
ERAS = (
    (date(2019, 5, 1), 2019, "令和", "R"),
    (date(1989, 1, 8), 1989, "平成", "H"),
    (date(1926, 12, 25), 1926, "昭和", "S"),
    (date(1912, 7, 30), 1912, "大正", "T"),
    (date(1873, 1, 1), 1868, "明治", "M"),
)
_GREGORIAN = re.compile(r"(\d{4})[/\-.年](\d{1,2})[/\-.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_ERA = re.compile(r"(令和|平成|昭和|大正|明治|[RHSTM])(\d{1,2}|元)[/\-.年](\d{1,2})[/\-.月](\d{1,2})日?")


def day_from(text: str) -> date | None:
    """Return the day, or None for nothing written; raises ValueError for what is no day, as 平成40年."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").upper()
    if not plain:
        return None
    if found := _GREGORIAN.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return date(year, month, day)
    if found := _ERA.fullmatch(plain):
        return _in_era(found[1], found[2], int(found[3]), int(found[4]))
    raise ValueError(text)


def _in_era(era: str, year: str, month: int, day: int) -> date:
    """An era's year must lie within it: the day after its end belongs to the next."""
    index = next(i for i, known in enumerate(ERAS) if era in {known[2], known[3]})
    first_day, first_year, *_ = ERAS[index]
    civil = date(first_year + (1 if year == "元" else int(year)) - 1, month, day)
    ended = index > 0 and civil >= ERAS[index - 1][0]
    if civil < first_day or ended:
        raise ValueError(civil)
    return civil
