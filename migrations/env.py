"""Alembic's entry: the address comes from the caller, the tables from `database.schema`."""

from alembic import context
from sqlalchemy import create_engine, event, text

from database.body_pairs import TABLE as PAIRS
from database.body_pairs import know_pairs
from database.engine import WRITERS, address_of
from database.schema import METADATA

config = context.config

FALLING = ("submitted_at", "concluded_at", "due", "amount", "ends_on", "number")
POSTGRES_ONLY = {
    "ix_contract_search_tokens",
    "ix_contract_body_tokens",
    *(f"ix_contract_falling_{column}" for column in FALLING),
}
"""Indexes that the metadata, shared with SQLite, does not name; nor does it SQLite's own index of bodies."""


def is_compared(name: str | None, kind: str, _parents: object) -> bool:
    if kind == "table":
        return not (name or "").startswith(PAIRS)
    return not (kind == "index" and name in POSTGRES_ONLY)


def run_migrations() -> None:
    engine = create_engine(address_of(config.attributes["url"]))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _record: know_pairs(connection))
    with engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=METADATA, compare_type=True, include_name=is_compared
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS})"))
            context.run_migrations()
    engine.dispose()


run_migrations()
