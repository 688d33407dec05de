"""Where a proposal goes when a person accepts it: an item of 契約情報, or one of the 契約種別's own."""

import re
from collections.abc import Sequence

from contracts.metadata import OWN_ITEM, Item
from contracts.reading.found import LONGEST_TITLE, Read
from contracts.stage import Stage
from contracts.type_preset import CustomField

OF_ITEMS = {one: Item(one.value) for one in Read if one.value in set(Item)}
TITLE, COUNTERPARTIES = Read.TITLE.value, Read.COUNTERPARTIES.value
OF_IMPORTED = frozenset({Read.TITLE, Read.COUNTERPARTIES})
_FORM_BEHIND_COMMA = r"(?:ltd|limited|inc|llc|llp|lp|corp|co|company|plc|gmbh|s\.a|n\.v|b\.v|pte|pty|k\.k)"
BETWEEN_NAMES = re.compile(rf"[、\n]|[,，](?!\s*(?i:{_FORM_BEHIND_COMMA})\b)")
"""Sample Co., Ltd. is one name: no comma divides it from its legal form."""
MOST_NAMES, LONGEST_NAME = 20, 200
OF_LABELS = {
    Read.ANTISOCIAL: frozenset({"反社条項の有無", "反社条項", "反社会的勢力排除条項"}),
    Read.COURT: frozenset({"管轄裁判所", "管轄", "合意管轄"}),
    Read.MONTHLY: frozenset({"月額", "月額料金", "月額賃料", "賃料"}),
    Read.STANDING: frozenset({"立場", "自社の立場"}),
    Read.KIND: frozenset({"類型", "契約類型"}),
}
"""An own item of one of these names takes what is read; without one the confirmed value stays where it is."""


def door_of(item: Read, own: Sequence[CustomField], stage: str) -> str:
    """Return the item that `contracts.metadata` knows, empty where the contract has none for it.

    TITLE and COUNTERPARTIES are items of a contract that was concluded elsewhere, and of no other.
    """
    if item in OF_ITEMS:
        return OF_ITEMS[item].value
    if stage == Stage.IMPORTED and item in OF_IMPORTED:
        return item.value
    labels = OF_LABELS.get(item, frozenset())
    return next((f"{OWN_ITEM}{one.code}" for one in own if one.label in labels), "")


def names_from(value: str) -> tuple[str, ...]:
    """Return the names of 「A社、B社」, each once."""
    names = (" ".join(name.split()) for name in BETWEEN_NAMES.split(value))
    return tuple(dict.fromkeys(name for name in names if name))


def named_value(item: str, typed: str) -> str:
    """Return TITLE or COUNTERPARTIES as it is kept; raises ValueError with the code of what is wrong."""
    if item == TITLE:
        title = " ".join(typed.split())
        if len(title) > LONGEST_TITLE:
            raise ValueError("title_too_long")
        return title
    names = names_from(typed)
    if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
        raise ValueError("names_too_long")
    return "、".join(names)
