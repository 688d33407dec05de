"""Pages as an English reader sees them: what Japanese is left once names and other data are taken away."""

import json
import re
from collections.abc import Iterator
from html import unescape

from sqlalchemy import select

from database.schema import METADATA
from tests.counterparty.office import Office
from tools.texts import JAPANESE

# The product's name, the switch, and the roles that a draft proposes for the contract's own (Japanese) text.
UNTRANSLATED = ("割符", "日本語")
PROPOSED_ROLES = re.compile(r'<datalist id="roles">.*?</datalist>', re.DOTALL)
# What is marked as Japanese is meant to be: the columns of a file that is read by their Japanese names.
MARKED = re.compile(r'<(\w+)\b[^>]* lang="ja"[^>]*>.*?</\1>', re.DOTALL)
# 甲乙 and prefectures are written into the contract as they are.
CHOSEN_AS_WRITTEN = re.compile(r'<option(?: selected)? value="([^"]+)">\1</option>')
# What stands beside other words by its style is no part of their sentence.
BESIDE = re.compile(r"<(summary|button|dt|label|legend|th|h\d)\b.*?</\1>", re.DOTALL)
INLINE_TAG = re.compile(r"</?(?:a|span|strong|time|small|code)\b[^>]*>")
OTHER_TAG = re.compile(r"<[^>]+>")
# The spelling in which a value is kept stands in a cell for the script alone.
KEPT = re.compile(r' data-value="[^"]*"')
RUN_TOGETHER = re.compile(r"[a-z]{2}[.:!?][A-Z0-9]|[a-z]\(")
INITIAL = re.compile(r'<span class="sender__seal"[^>]*>.</span>')


def data_of(office: Office) -> list[str]:
    """Return every Japanese text of the database and its words, the longest first."""
    found: set[str] = set()
    with office.opened.database.reading() as session:
        for table in METADATA.tables.values():
            for row in session.execute(select(table)):
                found.update(text for value in row for text in _texts(value) if JAPANESE.search(text))
    words = {word for text in found for word in re.split(r"[\s\u3000]+", text) if JAPANESE.search(word)}
    return sorted(found | words, key=len, reverse=True)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.startswith("{"):
        yield from _texts(json.loads(value))
    elif isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def japanese_left(page: str, data: list[str]) -> list[str]:
    """Return the lines of a page that are still Japanese, with what is data taken out."""
    page = KEPT.sub("", page)
    bare = MARKED.sub("", CHOSEN_AS_WRITTEN.sub("", PROPOSED_ROLES.sub("", page)))
    text = unescape(INITIAL.sub("", bare)).replace("\r\n", "\n")
    for known in (*data, *UNTRANSLATED):
        text = text.replace(known, "")
    return [line.strip() for line in text.splitlines() if JAPANESE.search(line)]


def run_together(page: str) -> list[str]:
    """Return where English runs into what follows: Japanese needs no space between sentences."""
    text = unescape(OTHER_TAG.sub("\n", INLINE_TAG.sub("", BESIDE.sub("\n", page))))
    return [line.strip() for line in text.splitlines() if RUN_TOGETHER.search(line)]
