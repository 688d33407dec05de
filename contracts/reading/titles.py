"""契約書名 and what sort of contract it is (MK-31, MK-32)."""

import re
from collections.abc import Iterator, Sequence

from contracts.reading.found import LONGEST_TITLE, Found, Read
from contracts.reading.plain import Line, PlainText

_ENDS = (
    r"(?:契約書?|契約証書|覚書|覚え書き?|合意書|誓約書|協定書|確認書|念書|同意書|発注書|注文書|注文請書|請書"
    r"|申込書|委任状|承諾書|通知書|約定書|差入書|証書|規約|約款|(?i:agreement|contract|memorandum|nda))"
)
_TITLE = re.compile(
    rf"^[「【《〈■◆●○☆◎<\[]*(?P<title>[^。「」]{{0,120}}?{_ENDS}(?:\([^()]{{1,40}}\))?)[」】》〉■◆●>\]]*$"
)
_SENTENCE = re.compile(r"[。、]|(?:する|した|である|について|に関して)$|^第\d+条|^\d+[.)]")
_NUMBERED = re.compile(r"^(?:文書|契約|管理)?(?:番号|No\.?)")
_WRAPPED_HEAD = re.compile(r"^[^。、:()「」\d第]{2,30}(?:に関する|及び|業務|基本|取引|ソフトウェア|建物|の)$")
_LINES = 15
KINDS = (
    ("秘密保持", r"秘密保持|機密保持|守秘|(?i:nda|non-?disclosure)"),
    ("覚書", r"覚書|覚え書|変更契約|合意書|memorandum"),
    ("派遣", r"派遣"),
    ("雇用", r"雇用|労働契約|労働条件"),
    ("金銭消費貸借", r"金銭消費貸借|ローン契約|金銭貸借"),
    ("賃貸借", r"賃貸借|使用貸借|(?i:lease)"),
    ("請負", r"請負"),
    ("売買", r"売買|譲渡"),
    ("取引基本", r"取引基本|継続的取引|基本取引"),
    ("代理店", r"代理店|販売店|特約店"),
    ("ライセンス", r"ライセンス|使用許諾|利用許諾|実施許諾|(?i:license)"),
    ("保守", r"保守|メンテナンス"),
    ("顧問", r"顧問|アドバイザリー"),
    ("広告", r"広告"),
    ("保証", r"保証契約|保証委託|保証書"),
    ("発注", r"発注書|注文書|注文請書|^請書"),
    ("業務委託", r"委託|委任|(?i:services? agreement)"),
)
_KINDS = tuple((kind, re.compile(words)) for kind, words in KINDS)


def titles_in(text: PlainText) -> Iterator[Found]:
    found = _titled(text)
    if found is None:
        return
    title, span = found
    yield text.found(Read.TITLE, title[:LONGEST_TITLE], "title.line", span)
    kind = next((name for name, words in _KINDS if words.search(title)), "")
    if kind:
        yield text.found(Read.KIND, kind, "kind.title", span)


def _titled(text: PlainText) -> tuple[str, tuple[int, int]] | None:
    head = text.lines[:_LINES]
    for number, line in enumerate(head):
        if _NUMBERED.match(line.text) or _SENTENCE.search(line.text):
            if len(line.text) > _LINES:
                return _of_letters(head[:number])
            continue
        found = _TITLE.match(line.text)
        if found:
            return _whole(head, number, found)
    return _of_letters(head)


def _whole(head: Sequence[Line], number: int, found: re.Match[str]) -> tuple[str, tuple[int, int]]:
    line, before = head[number], head[number - 1] if number else None
    if before and _WRAPPED_HEAD.match(before.text):
        return before.text + found["title"], (before.start, line.end)
    return found["title"], (line.start, line.end)


def _of_letters(head: Sequence[Line]) -> tuple[str, tuple[int, int]] | None:
    """A title printed downwards: lines of one character each that are a title together."""
    letters = []
    for line in head:
        if len(line.text) > 1:
            break
        letters.append(line)
    whole = "".join(line.text for line in letters)
    return (whole, (letters[0].start, letters[-1].end)) if letters and _TITLE.match(whole) else None
