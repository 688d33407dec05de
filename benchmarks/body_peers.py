"""Other engines over the same folded texts and questions: at most 1,001 ids of what holds all words.

They know no rights, no facts and no later check: what ours does besides, they do not.
"""

import sqlite3
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import whoosh.fields
import whoosh.index
import whoosh.query

from contracts.finding import tokens_of

MOST = 1001
Ask = Callable[[Sequence[str]], int]


def pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)]


def in_order(text: str) -> str:
    """Every pair of neighbours, spaced, for engines that keep places."""
    return " ".join(pairs("".join(one for one in text if one.isalnum())))


def sql_like(texts: Sequence[str], folder: Path) -> Ask:
    base = sqlite3.connect(folder / "like.db")
    base.execute("CREATE TABLE body (id INTEGER PRIMARY KEY, text TEXT)")
    base.executemany("INSERT INTO body (text) VALUES (?)", ((text,) for text in texts))
    base.commit()

    def ask(words: Sequence[str]) -> int:
        where = " AND ".join("text LIKE ?" for _ in words)
        query = f"SELECT id FROM body WHERE {where} LIMIT {MOST}"  # noqa: S608 -- fixed words, bound values
        return len(base.execute(query, [f"%{word}%" for word in words]).fetchall())

    return ask


def sqlite_fts5(texts: Sequence[str], folder: Path) -> Ask:
    base = sqlite3.connect(folder / "fts5.db")
    base.execute("CREATE VIRTUAL TABLE body USING fts5(text, content='')")
    rows = ((at, in_order(text)) for at, text in enumerate(texts, 1))
    base.executemany("INSERT INTO body (rowid, text) VALUES (?, ?)", rows)
    base.commit()

    def ask(words: Sequence[str]) -> int:
        query = " AND ".join(f'"{" ".join(pairs(word))}"' for word in words)
        found = base.execute("SELECT rowid FROM body WHERE body MATCH ? LIMIT ?", [query, MOST])
        return len(found.fetchall())

    return ask


def textbook_whoosh(texts: Sequence[str], folder: Path) -> Ask:
    """NGRAM(2, 2) and an AND of its pairs, as its documentation shows it: no adjacency, so too many hits."""
    place = folder / "whoosh"
    place.mkdir()
    schema = whoosh.fields.Schema(id=whoosh.fields.STORED, text=whoosh.fields.NGRAM(2, 2))
    made = whoosh.index.create_in(str(place), schema)
    writer = made.writer(limitmb=512)
    for at, text in enumerate(texts, 1):
        writer.add_document(id=at, text=text)
    writer.commit()
    searcher = made.searcher()

    def ask(words: Sequence[str]) -> int:
        terms = [
            whoosh.query.Term("text", pair) for word in words for pair in tokens_of(word) if len(pair) > 1
        ]
        return len(searcher.search(whoosh.query.And(terms), limit=MOST))

    return ask


def tantivy_pairs(texts: Sequence[str], folder: Path) -> Ask:
    """Raises ImportError where it is not installed: nothing of ours needs it."""
    tantivy: Any = import_module("tantivy")
    place = folder / "tantivy"
    place.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="position")
    schema = builder.build()
    made = tantivy.Index(schema, path=str(place))
    writer = made.writer()
    for text in texts:
        writer.add_document(tantivy.Document(text=in_order(text)))
    writer.commit()
    made.reload()
    searcher = made.searcher()

    def ask(words: Sequence[str]) -> int:
        phrases = [
            (tantivy.Occur.Must, tantivy.Query.phrase_query(schema, "text", pairs(word)))
            if len(word) > 2  # noqa: PLR2004 -- one pair is no phrase
            else (tantivy.Occur.Must, tantivy.Query.term_query(schema, "text", word))
            for word in words
        ]
        return len(searcher.search(tantivy.Query.boolean_query(phrases), MOST).hits)

    return ask


PEERS: dict[str, Callable[[Sequence[str], Path], Ask]] = {
    "SQL LIKE": sql_like,
    "SQLite FTS5, pairs": sqlite_fts5,
    "tantivy, pairs": tantivy_pairs,
    "textbook Whoosh": textbook_whoosh,
}
