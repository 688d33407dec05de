"""Who contracts: 「○○（以下「甲」という。）」, 「○○を甲、○○を乙とし」, and the blocks at the end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.finding import company_key
from contracts.reading.found import Found, Known, Read
from contracts.reading.names import HAS_FORM, LONGEST_NAME, ROLES, name_in
from contracts.reading.plain import PlainText

_SAID = re.compile(
    r"\(以下、?(?:単に|総称して)?[「\"](?P<side>[^」\"()]{1,12})[」\"]?と(?:いう|する|称する|称します|いいます|呼ぶ|表記する)。?\)?"
)
_CALLED = re.compile(
    r"(?P<first>[^、。「」]{2,60})を(?:「)?(?P<a>甲|委託者|貸主|売主)(?:」)?(?:とし)?、(?P<second>[^、。「」]{2,60})を(?:「)?(?P<b>乙|受託者|借主|買主)(?:」)?と(?:し|する)"
)
_BLOCK = re.compile(
    rf"^[(〔【]?(?P<side>[甲乙丙丁]|{'|'.join(ROLES)})[)〕】]?(?:[(〔【](?:[甲乙丙丁]|{'|'.join(ROLES)})[)〕】])?(?:住所|所在地|[:・])?"
)
_LABELLED = re.compile(
    r"(?:会社名|商号|名称|氏名|社名|法人名)(?:/(?:氏名|名称|会社名|商号))*[:・]?(?P<name>.{2,60})$"
)
_TO = re.compile(r"^(?P<name>.{2,50}?)(?:御中|殿)$")
_SIDE = re.compile(
    r"(?:[甲乙丙丁戊己庚]|当社|弊社|貴社|御社|当方|相手方|会社|従業員|社員|ユーザー|顧客|お客様|ライセンサー|ライセンシー"
    r"|クライアント|ベンダー|サプライヤー|[^、。]{1,6}(?:者|主|人|元|先|店|社))"
)
_NOT_A_SIDE = re.compile(r".*(?:第三|両当事|両|使用人等|個人|関係|当事)者?")
_BOUNDARY = re.compile(r"[。「」;]|(?:と|及び|並びに|、)(?=$)")
_PREAMBLE, _BLOCK_LINES, _FORM_LINES = 6_000, 5, 12


@dataclass(frozen=True, slots=True)
class Side:
    """`called` is 甲 or the like; `role` 委託者, empty where it is not said; at `start` to `end`."""

    name: str
    called: str
    role: str
    start: int
    end: int
    rule: str


def parties_in(text: PlainText, known: Known) -> Iterator[Found]:
    sides = _sides(text)
    if not sides:
        return
    own_keys = {key for name in known.own_names if (key := company_key(name))}
    own = [side for side in sides if company_key(side.name) in own_keys]
    others = [side for side in sides if side not in own]
    for side in own[:1]:
        place = side.start, side.end
        yield text.found(Read.OWN_COMPANY, side.name, f"own.{side.rule}", place)
        standing = side.role or side.called
        if standing:
            yield text.found(Read.STANDING, standing, f"standing.{side.rule}", place)
    if others:
        rule = f"others.{others[0].rule}" + ("" if own else ".own_unknown")
        names = "、".join(dict.fromkeys(side.name for side in others))
        yield text.found(Read.COUNTERPARTIES, names, rule, (others[0].start, others[0].end))


def _sides(text: PlainText) -> Sequence[Side]:
    for rule in (_said, _called, _blocks, _addressed):
        found: dict[str, Side] = {}
        for side in rule(text):
            found.setdefault(company_key(side.name) or side.name, side)
        if len(found) > 1 or (found and rule is _said):
            return tuple(found.values())
    return ()


def _said(text: PlainText) -> Iterator[Side]:
    last = 0
    for found in _SAID.finditer(text.whole, 0, _PREAMBLE):
        start, name, role = _name_before(text, last, found.start())
        last = found.end()
        side = found["side"]
        if name and _SIDE.fullmatch(side) and not _NOT_A_SIDE.fullmatch(side):
            yield Side(name, side, role, start, found.end(), "said")


def _name_before(text: PlainText, since: int, end: int) -> tuple[int, str, str]:
    """Return where the name before `end` begins, the name, and the role it is given.

    A name begins where its line does, unless its line holds only the rest of one that was wrapped.
    """
    since = max(since, end - LONGEST_NAME - len("連帯保証人である"))
    for stop in _BOUNDARY.finditer(text.whole, since, end):
        if stop.end() < end:
            since = stop.end()
    number = text.line_at(end - 1) if end else 0
    start = max(since, text.lines[number].start)
    name, role = name_in(text.whole[start:end])
    if start > since and number and not HAS_FORM.search(name) and _is_wrapped(text.lines[number - 1].text):
        start = max(since, text.lines[number - 1].start)
        name, role = name_in(text.whole[start:end])
    return start, name, role


_WRAPPED = re.compile(r"(?:と|、|並びに|及び|^)(?:[^、。と]{0,12})?" + f"(?:{HAS_FORM.pattern})[^、。)]*$")


def _is_wrapped(line: str) -> bool:
    """Return whether a name with a legal form goes on behind this line."""
    return bool(_WRAPPED.search(line)) and not line.endswith(("契約書", "覚書", "。"))


def _called(text: PlainText) -> Iterator[Side]:
    found = _CALLED.search(text.whole, 0, _PREAMBLE)
    if found is None:
        return
    for which, called in (("first", "a"), ("second", "b")):
        start, name, role = _name_before(text, found.start(which), found.end(which))
        if name:
            yield Side(name, found[called], role, start, found.end(which), "called")


def _blocks(text: PlainText) -> Iterator[Side]:
    """甲, and within some lines the first name that has a legal form or a label; 氏名 of a person too."""
    lines = text.lines
    for number, line in enumerate(lines):
        head = _BLOCK.match(line.text)
        if head is None:
            continue
        rest = line.text[head.end() :]
        following = [
            (line.start + head.end(), rest),
            *((one.start, one.text) for one in lines[number + 1 : number + 1 + _BLOCK_LINES]),
        ]
        side = _side_in_block(following, head["side"])
        if side:
            yield side


def _side_in_block(lines: Sequence[tuple[int, str]], called: str) -> Side | None:
    for number, (start, line) in enumerate(lines):
        if number and _BLOCK.match(line):
            return None
        labelled = _LABELLED.search(line)
        said = labelled["name"] if labelled else line
        if not labelled and (not HAS_FORM.search(line) or _is_sentence(line)):
            continue
        name, role = name_in(said)
        if name:
            return Side(name, called, role, start, start + len(line), "block")
    return None


def _is_sentence(line: str) -> bool:
    return any(mark in line for mark in "。、「")


def _addressed(text: PlainText) -> Iterator[Side]:
    """An order says 「○○ 御中」 and, below it, whose it is."""
    addressed = False
    for line in text.lines[:_FORM_LINES]:
        to = _TO.match(line.text)
        if to:
            addressed = True
            name, _role = name_in(to["name"])
            if name:
                yield Side(name, "", "", line.start, line.end, "addressed")
        elif addressed and HAS_FORM.search(line.text) and not _is_sentence(line.text):
            name, _role = name_in(line.text)
            if name:
                yield Side(name, "", "", line.start, line.end, "addressed")
