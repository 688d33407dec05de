import re
import unicodedata
from itertools import pairwise

from adapters.imprint.mark import ImprintImpossible

HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]+")
SPLIT_KANA = re.compile(".[\u3099\u309a]")
CELL = re.compile("[^\ufe00-\ufe0f\U000e0100-\U000e01ef][\ufe00-\ufe0f\U000e0100-\U000e01ef]?")
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
LATIN = re.compile("[A-Za-z\u00c0-\u024f.'’-]+")


def composed(text: str) -> str:
    """Compose kana only: NFC and NFKC would also replace the name variants 神 and 福 by 神 and 福."""
    for broken in (HALF_WIDTH_KANA, SPLIT_KANA):
        text = broken.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return "".join(text.split())


def cells_of(text: str, most: int) -> tuple[str, ...]:
    """Return one string per cell, Latin letters full-width; raises ImprintImpossible outside 1..`most`."""
    cells = tuple(CELL.findall(composed(text).translate(FULL_WIDTH)))
    if not cells:
        raise ImprintImpossible("empty")
    if len(cells) > most:
        raise ImprintImpossible("too_long", {"length": len(cells), "most": most})
    return cells


def is_latin(text: str) -> bool:
    return LATIN.fullmatch(text) is not None


def columns_of(cells: tuple[str, ...], count: int) -> tuple[tuple[str, ...], ...]:
    """Deal cells into columns that differ by at most one, the first (rightmost) being the longer."""
    height, longer = divmod(len(cells), count)
    starts = [column * height + min(column, longer) for column in range(count + 1)]
    return tuple(cells[start:end] for start, end in pairwise(starts))
