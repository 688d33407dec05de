"""The words of pages as clauses: 第n条 begins one, with its heading and all that follows it."""

import re
import unicodedata
from dataclasses import dataclass

NUMBER = "[0-9０-９一二三四五六七八九十百千〇]+"
_ARTICLE = re.compile(rf"^第\s*{NUMBER}\s*条(?:の{NUMBER})?")
_CITED = re.compile(rf"^(?:の|に|は|を|と|が|で|、|，|,|及|並|又|若|ないし|から|第{NUMBER}[項号条]|各[号項])")
_PART = re.compile(rf"^(?:第\s*{NUMBER}\s*[章節編款](?!に|の)|別紙|別表|別記|附則|付則|特約条項|特記事項)")
_TITLE = re.compile(r"^[（(【][^）)】]{1,40}[）)】]$")
_TITLED = re.compile(rf"^([（(【][^）)】]{{1,40}}[）)】])(第{NUMBER}条(?:の{NUMBER})?)")
_NUMBERED = re.compile(rf"^第{NUMBER}条(?:の{NUMBER})?")
SENTENCE = re.compile(r"[^。．]+[。．]?|[。．]")
FILLER = dict.fromkeys(map(ord, "\ufffe\ufeff\u00ad"))
LAYOUT_SPACE = re.compile(r"(?<![!-~])\s+|\s+(?![!-~])")
_LEAST_ARTICLES = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """`number` is 「第3条」 as printed, empty for what has none; `body` all after it, its heading first.

    `page` counts from 1. Line ends, and the spaces that layout put in, are in neither.
    """

    number: str
    body: str
    page: int

    @property
    def plain(self) -> str:
        """What it says whatever the notation: full width and half width are one."""
        return unicodedata.normalize("NFKC", self.body)

    @property
    def plain_number(self) -> str:
        return unicodedata.normalize("NFKC", self.number)


def clauses_of(pages: list[str]) -> list[Clause]:
    """Return the clauses in order; of a document without articles its sentences."""
    lines = [
        (line.translate(FILLER).strip(), number)
        for number, text in enumerate(pages, 1)
        for line in text.splitlines()
    ]
    told = [(line, number) for line, number in lines if line]
    begins = [at for at in range(len(told)) if at == 0 or _begins(told, at)]
    articles = sum(1 for line, _ in told if _is_article(line))
    if articles < _LEAST_ARTICLES:
        return _sentences(told)
    ends = [*begins[1:], len(told)]
    return [_clause(told[first:end]) for first, end in zip(begins, ends, strict=True)]


def _begins(lines: list[tuple[str, int]], at: int) -> bool:
    """A heading in brackets on a line of its own belongs to the article beneath it."""
    line, before = lines[at][0], lines[at - 1][0]
    if _TITLE.match(line):
        return at + 1 < len(lines) and _is_article(lines[at + 1][0])
    if _is_article(line):
        return not _TITLE.match(before)
    return bool(_PART.match(line))


def _is_article(line: str) -> bool:
    """A line that only cites an article, 「第3条の規定は」, begins none; a space after the number does."""
    found = _ARTICLE.match(line)
    if found is None:
        return False
    rest = line[found.end() :]
    return rest[:1].isspace() or not _CITED.match(rest)


def _clause(lines: list[tuple[str, int]]) -> Clause:
    text, page = "".join(_tidied(line) for line, _ in lines), lines[0][1]
    if found := _TITLED.match(text):
        return Clause(found[2], found[1] + text[found.end() :], page)
    if found := _NUMBERED.match(text):
        return Clause(found[0], text[found.end() :], page)
    return Clause("", text, page)


def _sentences(lines: list[tuple[str, int]]) -> list[Clause]:
    """A sentence's page is the one it begins on."""
    whole, pages = "", []
    for line, page in lines:
        tidied = _tidied(line)
        whole += tidied
        pages += [page] * len(tidied)
    return [Clause("", found[0], pages[found.start()]) for found in SENTENCE.finditer(whole)]


def _tidied(line: str) -> str:
    return LAYOUT_SPACE.sub("", line)
