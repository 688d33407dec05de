"""What a typed value may be, and the frozen form that an agreement names (domain.md CL-13, IM-61…63, T47)."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from json import loads

from contracts.event_table import canonical
from contracts.inputs import InputKind, Meaning

LONGEST_TEXT = 500
CHECKED, UNCHECKED = "on", "off"
CHECK_SIDE = 12.0
_ROOM = {Meaning.NONE: 36.0, Meaning.ADDRESS: 36.0, Meaning.REMARKS: 72.0}
_SHORT_ROOM = 20.0
# Composing would put a common letter in the place of these rare ones of names, as U+795E for U+FA19.
_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_LINE_END = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class ValueRefused(Exception):
    """A typed value cannot be taken: `code` is required, too_long or control_character."""

    def __init__(self, code: str, /, **facts: str | int) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class TypedField:
    """One field as it was shown, with its canonical value; `field` is its public id."""

    field: str
    kind: str
    label: str
    maps_to: str
    value: str

    @property
    def is_filled(self) -> bool:
        return bool(self.value) and self.value != UNCHECKED

    @property
    def proposes(self) -> bool:
        """Tell whether the value is to be proposed as metadata (AD-20)."""
        return self.is_filled and self.kind == InputKind.TEXT and self.maps_to in set(Meaning) - {""}


def canonical_value(kind: str, typed: str, *, required: bool) -> str:
    """Return the one spelling of what was typed, empty for an optional text left out; raises ValueRefused."""
    if kind == InputKind.CHECK:
        value = CHECKED if typed == CHECKED else UNCHECKED
        if required and value != CHECKED:
            raise ValueRefused("required")
        return value
    value = _composed(_LINE_END.sub("\n", typed)).strip()
    _require_seen(value)
    if len(value) > LONGEST_TEXT:
        raise ValueRefused("too_long", most=LONGEST_TEXT, is_now=len(value))
    if required and not value:
        raise ValueRefused("required")
    return value


def room_for(kind: str, maps_to: str) -> float:
    """Return how many points in height a value gets in 署名欄: the longest remarks fit, a day is short."""
    if kind == InputKind.CHECK:
        return CHECK_SIDE
    return next((room for meaning, room in _ROOM.items() if meaning == maps_to), _SHORT_ROOM)


def spelled_form(typed: Iterable[TypedField]) -> str:
    """Return the canonical JSON that is frozen."""
    return canonical([asdict(one) for one in typed])


def form_digest(spelled: str) -> str:
    return hashlib.sha256(spelled.encode()).hexdigest()


def value_digest(value: str) -> str:
    """Return what a certificate prints in the place of the value (C.8 item 5)."""
    return hashlib.sha256(value.encode()).hexdigest()


def typed_fields(spelled: str) -> list[TypedField]:
    return [TypedField(**one) for one in loads(spelled)]


def filled_in(typed: Sequence[TypedField]) -> list[str]:
    """Return the ids of what was filled in: what an agreement counts as given."""
    return [one.field for one in typed if one.is_filled]


def _composed(text: str) -> str:
    pieces = _COMPATIBILITY.split(text)
    return "".join(
        piece if at % 2 else unicodedata.normalize("NFC", piece) for at, piece in enumerate(pieces)
    )


def _require_seen(text: str) -> None:
    for letter in text:
        if letter != "\n" and unicodedata.category(letter) in _UNSEEN:
            raise ValueRefused("control_character", letter=f"U+{ord(letter):04X}")
