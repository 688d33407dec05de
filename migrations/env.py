"""Alembic's entry: the address comes from the caller, the tables from `database.schema`."""

from alembic import context
from sqlalchemy import create_engine

from database.schema import METADATA

config = context.config


def run_migrations() -> None:
    engine = create_engine(config.attributes["url"])
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=METADATA, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run_migrations()
