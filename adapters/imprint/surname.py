import re

from adapters.imprint.characters import cells_of, columns_of, composed, is_latin
from adapters.imprint.drawing import imprint
from adapters.imprint.layout import Box, centred, in_a_row, in_columns
from adapters.imprint.mark import Imprint
from adapters.imprint.path import Path

SIZE_MM = 10.5
MOST = 15
KATAKANA = re.compile("[\u30a0-\u30ff]+")
WHOLE, HEAD = 3, 2


def surname_of(name: str) -> str:
    """Guess the 姓 before the first space; in Latin letters or with ・ the last word (domain.md IM-68).

    Without a space a name of up to three characters or of katakana is taken whole, else its first two
    characters are: a person called 長谷川太郎 must be able to correct it.
    """
    words = name.split()
    if not words:
        return ""
    if is_latin("".join(words)):
        return words[-1]
    first = words[0].split("・")[-1]
    if len(words) > 1 or len(first) <= WHOLE or KATAKANA.fullmatch(first):
        return first
    return first[:HEAD]


def surname_imprint(surname: str) -> Imprint:
    """Draw the 認印 of an individual, 10.5 mm across; raises ImprintImpossible."""
    cells = cells_of(surname, MOST)
    text = composed(surname)
    ink = in_a_row(text, centred(78, 34)) if is_latin(text) else upright(cells)
    return imprint("round", text, SIZE_MM, ink)


def upright(cells: tuple[str, ...]) -> Path:
    count = 1 if len(cells) <= 4 else 2 if len(cells) <= 8 else 3  # noqa: PLR2004  # domain.md D.3, rules 2 and 6
    return in_columns(columns_of(cells, count), block_of(count, len(cells)))


def block_of(columns: int, characters: int) -> Box:
    """Return the share of the circle that the text fills (domain.md D.3, rule 2)."""
    if columns > 1:
        return centred(58, 66) if columns == 2 else centred(62, 62)  # noqa: PLR2004  # two columns stand taller
    sizes = {1: (62, 62), 2: (52, 74), 3: (46, 74), 4: (40, 74)}
    return centred(*sizes[characters])
