"""Every table, and bringing a database up to them."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData

from database import (
    audit,
    contract,
    delivery,
    document,
    evidence,
    factors,
    holders,
    office,
    password_reset,
    people,
    proposals,
    readers,
    record,
)
from database.base import Row

METADATA: MetaData = Row.metadata
NOUNS = (
    audit,
    contract,
    delivery,
    document,
    evidence,
    factors,
    holders,
    office,
    password_reset,
    people,
    proposals,
    readers,
    record,
)
MIGRATIONS = Path(__file__).parent.parent / "migrations"


def migration_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    return config


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema; nothing happens when it is there already."""
    command.upgrade(migration_config(url), "head")
