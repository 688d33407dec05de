"""理由 read back into who, what, when and how: the reverse of `contracts.reasons` (CL-29, CL-30)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from contracts.reasons import PREPARED

LONGEST = 2000
# Greedy: a name that imitates a whole 理由 stays a name.
_WHO = r"(?P<name>.+)\((?P<reached>[^()]+)\)"
_AT = r"(?P<at>\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})\.\d{3} \+0900 JST"
_RECORD = r"(?P<record>[^、（）]+)"
_HOW = r"（(?:認証: (?P<how>.+?))?(?:、)?(?:記録: (?P<record>[^、（）]+))?）"
_OWN = "(?:（署名者の証明書: .+）)?"
_DONE = rf"に(?:{PREPARED})?"


class SignedAct(StrEnum):
    CREATED = "created"
    CREATED_AND_AGREED = "created_and_agreed"
    AGREED = "agreed"
    NAMED = "named"
    CONCLUDED = "concluded"


@dataclass(frozen=True, slots=True)
class ReadReason:
    """`reached` is a mail address or number, `at` as printed (JST); `how` and `record` may be empty."""

    act: SignedAct
    name: str
    reached: str
    at: str
    how: str
    record: str


_PATTERNS = {
    SignedAct.CREATED_AND_AGREED: rf"{_WHO}によって{_AT}に作成され、送信者として承認されました(?:{_HOW})?",
    SignedAct.CREATED: rf"{_WHO}によって{_AT}に作成されました(?:{_HOW})?",
    SignedAct.AGREED: rf"{_WHO}によって{_AT}{_DONE}承認されました(?:{_HOW})?{_OWN}",
    SignedAct.NAMED: rf"宅地建物取引士 {_WHO}によって{_AT}{_DONE}記名されました(?:{_HOW})?{_OWN}",
    SignedAct.CONCLUDED: rf"(?P<name>.+?)が運用する割符によって{_AT}に締結処理が行われました"
    rf"（全当事者の承認後、記録: {_RECORD}）",
}


def reason_read(reason: str | None) -> ReadReason | None:
    """Return what a 理由 of ours says, or None for any other text. It is a claim of whoever signed."""
    return next(_read(reason), None) if reason and len(reason) <= LONGEST else None


def _read(reason: str) -> Iterator[ReadReason]:
    for act, pattern in _PATTERNS.items():
        if found := re.fullmatch(pattern, reason):
            said = found.groupdict(default="")
            yield ReadReason(
                act,
                said["name"],
                said.get("reached", ""),
                said["at"],
                said.get("how", "").rstrip("、"),
                said.get("record", ""),
            )
