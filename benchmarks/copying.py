"""COPY into PostgreSQL: a million contracts in minutes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from contracts.finding import tokens_of
from database.engine import Database

TOKENS = {
    "ix_contract_body_tokens": "contract_body USING gin (tokens) WITH (fastupdate = off)",
    "ix_contract_search_tokens": "contract USING gin (search_tokens)",
}
Rows = Sequence[Mapping[str, Any]]
BODIES = text("""
INSERT INTO contract_body (contract_id, organization_id, state, tokens)
SELECT id, organization_id, 'none', search_tokens FROM contract WHERE id BETWEEN :first AND :last
""")


@contextmanager
def indexed_afterwards(database: Database) -> Iterator[None]:
    """On PostgreSQL the indexes of tokens are made when everything is there: in a fraction of the time."""
    is_postgresql = database.engine.dialect.name == "postgresql"
    if is_postgresql:
        _say(database, *(f"DROP INDEX IF EXISTS {name}" for name in TOKENS))
    yield
    if is_postgresql:
        made = (f"CREATE INDEX {name} ON {what}" for name, what in TOKENS.items())
        _say(database, "SET LOCAL maintenance_work_mem = '512MB'", *made)


def _say(database: Database, *statements: str) -> None:
    with database.writing() as session:
        for statement in statements:
            session.execute(text(statement))


def copy_in(session: Session, contracts: Rows, parties: Rows) -> None:
    """File rows with ids, with the tokens they are found by; a body for each, as `make_searchable` does."""
    _copied(session, "contract", [{**one, "search_tokens": _vector(one)} for one in contracts])
    _copied(session, "party", parties)
    session.execute(BODIES, {"first": contracts[0]["id"], "last": contracts[-1]["id"]})
    for table in ("contract", "party"):
        session.execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))  # noqa: S608 -- two known names


def _vector(contract: Mapping[str, Any]) -> str:
    """Tokens are letters and digits alone: they need no escaping."""
    words = f"{contract['search_text']}\n{contract['search_counterparties']}"
    return " ".join(f"'{token}'" for token in sorted(tokens_of(words)))


def _copied(session: Session, table: str, rows: Rows) -> None:
    names = list(rows[0])
    statement = f"COPY {table} ({', '.join(names)}) FROM STDIN"
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
