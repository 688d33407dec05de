"""What the planner knows of the tables: SQLite gathers nothing by itself, and a list of 100,000 needs it."""

from database.engine import WRITES, Database

ROWS_AN_INDEX = 1_000
"""Looked at by SQLite: gathering takes milliseconds, however large the archive."""


def gather_statistics(database: Database) -> None:
    """Processes that are running may go by what they knew until they start again."""
    is_sqlite = database.engine.dialect.name == "sqlite"
    with database.engine.execution_options(**{WRITES: is_sqlite}).begin() as connection:
        if is_sqlite:
            connection.exec_driver_sql(f"PRAGMA analysis_limit={ROWS_AN_INDEX}")
        connection.exec_driver_sql("ANALYZE")
