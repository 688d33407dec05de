"""反社条項の有無 and 管轄 (MK-31)."""

import re
from collections.abc import Iterator

from contracts.reading.found import Found, Read
from contracts.reading.plain import PlainText

_ANTISOCIAL = re.compile(r"反社会的勢力|暴力団")
_COURT = re.compile(
    r"(?P<court>[^\s、。「」()はをにのて]{2,10}(?:地方|簡易|家庭|高等)裁判所)(?:[^。]{0,16}?)を?[^。]{0,16}?管轄"
)


def clauses_in(text: PlainText) -> Iterator[Found]:
    found = _ANTISOCIAL.search(text.whole)
    if found:
        yield text.found(Read.ANTISOCIAL, "yes", "antisocial.word", found.span())
    court = _COURT.search(text.whole)
    if court:
        yield text.found(Read.COURT, court["court"], "court.named", court.span("court"))
