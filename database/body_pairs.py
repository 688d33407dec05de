"""SQLite's index of what documents say: FTS5 over pairs, in the file and transaction of the words.

Triggers keep it, so that whoever writes or deletes a body does right by it. It keeps no text of its own
(`content=''`); what it takes out again is made by `spaced_pairs` from the words that were there: a change of
that function needs a migration that fills the index anew. PostgreSQL has `contract_body.tokens` instead.
"""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from contracts.finding import spaced_pairs

TABLE, FUNCTION = "contract_body_pairs", "warifu_pairs"
_PUT = f"INSERT INTO {TABLE} (rowid, pairs)"
_ADD = f"{_PUT} VALUES (new.contract_id, {FUNCTION}(new.text));"
_TAKE = f"""
INSERT INTO {TABLE} ({TABLE}, rowid, pairs) VALUES ('delete', old.contract_id, {FUNCTION}(old.text));
"""  # noqa: S608 -- two fixed names
_CHANGED = "AFTER UPDATE OF text ON contract_body WHEN old.text <> new.text"
STATEMENTS = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5 (pairs, content='', columnsize=0, prefix=4, tokenize=ascii)",
    f"CREATE TRIGGER {TABLE}_put AFTER INSERT ON contract_body BEGIN {_ADD} END",
    f"CREATE TRIGGER {TABLE}_taken AFTER DELETE ON contract_body BEGIN {_TAKE} END",
    f"CREATE TRIGGER {TABLE}_changed {_CHANGED} BEGIN {_TAKE} {_ADD} END",
)
FILL = f"{_PUT} SELECT contract_id, {FUNCTION}(text) FROM contract_body"  # noqa: S608 -- fixed names
_EMPTY = f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')"  # noqa: S608 -- a fixed name
_HASHED = f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('hashsize', %d)"  # noqa: S608 -- a fixed name
FILLED_ANEW = (_EMPTY, _HASHED % (64 << 20), FILL, _HASHED % (1 << 20))
"""Bytes that FTS5 gathers before it writes a segment; with its usual ones it merges for most of the time.

250 million characters: 3 minutes, before 15 and more.
"""


def know_pairs(connection: Any) -> None:  # noqa: ANN401 -- the driver's own connection
    """Teach a connection what the triggers call; one that does not know it cannot write bodies."""
    connection.create_function(FUNCTION, 1, spaced_pairs, deterministic=True)


def fill_pairs(session: Session) -> None:
    """Make the index anew from the bodies: what was deleted is then no longer in its file either."""
    if session.get_bind().dialect.name == "sqlite":
        for statement in FILLED_ANEW:
            session.execute(text(statement))
