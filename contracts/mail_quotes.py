"""What of an answering mail is new, and what it only quotes; the quoted part is kept and folded away."""

import re

LONGEST_LINE, HEAD_LINES = 400, 6
_ORIGINAL = re.compile(
    r"[-_ ]{2,}\s*(?:Original Message|Forwarded message|元のメッセージ|転送されたメッセージ)\s*[-_ ]*",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:On\b.{6,300}\bwrote|\d{4}[年/-]\s?\d{1,2}[月/-]\s?\d{1,2}.{0,300}[>＞)）].{0,20})\s*[:：]"
)
_FIELD = re.compile(r"\W{0,2}(From|差出人|送信者)\s*[:：]")
_OTHER_FIELD = re.compile(r"\W{0,2}(Sent|Date|To|Subject|送信日時|日時|宛先|件名)\s*[:：]")
_RULE = re.compile(r"_{10,}|-{20,}")


def answer_and_quoted(text: str) -> tuple[str, str]:
    """Split where the quoted letter begins; words between quoted lines stay where they were written."""
    lines = text.split("\n")
    at = _beginning(lines)
    answer = "\n".join(lines[:at]).strip()
    return (answer, "\n".join(lines[at:]).strip()) if answer else (text.strip(), "")


def _beginning(lines: list[str]) -> int:
    rest = _what_follows(lines)
    for number in range(len(lines)):
        if _begins(lines, number, rest):
            return number
    return _trailing(lines)


def _begins(lines: list[str], number: int, rest: list[tuple[int, int]]) -> bool:
    line = lines[number].strip()[:LONGEST_LINE]
    if _ORIGINAL.fullmatch(line):
        return True
    joined = " ".join(one.strip() for one in lines[number : number + 2])[:LONGEST_LINE]
    if _WROTE.fullmatch(line) or _WROTE.fullmatch(joined):
        words, quoted = rest[min(number + 2, len(lines))]
        return quoted in {0, words}
    after = number + 1 if _RULE.fullmatch(line) else number
    return _is_head(lines[after : after + HEAD_LINES])


def _is_head(lines: list[str]) -> bool:
    """Outlook quotes a letter under its From, Sent, To and Subject."""
    head = [one.strip()[:LONGEST_LINE] for one in lines]
    if not head or not _FIELD.match(head[0]):
        return False
    return sum(1 for one in head[1:] if _OTHER_FIELD.match(one)) > 1


def _what_follows(lines: list[str]) -> list[tuple[int, int]]:
    """Count from each line on how many are written, and how many of them quoted.

    Where after 「…wrote:」 only some are, somebody answers in between.
    """
    counts = [(0, 0)]
    for line in reversed(lines):
        words, quoted = counts[-1]
        counts.append((words + bool(line.strip()), quoted + line.startswith(">")))
    return counts[::-1]


def _trailing(lines: list[str]) -> int:
    """Return where the lines with 「>」 begin that nothing of one's own follows."""
    at = len(lines)
    while at and (not lines[at - 1].strip() or lines[at - 1].startswith(">")):
        at -= 1
    return at
