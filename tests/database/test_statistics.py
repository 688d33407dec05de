"""Statistics for the planner of SQLite."""

from pathlib import Path

from sqlalchemy import text

from database.engine import Database
from database.statistics import gather_statistics
from tests import databases

ORGANIZATION = text(
    "INSERT INTO organization (public_id, name, created_at) VALUES (:id, 'a', '2026-11-21 00:00:00')"
)
KNOWN = text("SELECT stat FROM sqlite_stat1 WHERE tbl = 'organization'")


def test_the_planner_knows_how_many_rows_there_are_after_each_gathering(tmp_path: Path) -> None:
    database = Database(databases.on_sqlite(tmp_path / "home")["WARIFU_DATABASE_URL"])
    for number in range(3):
        with database.writing() as session:
            session.execute(ORGANIZATION, {"id": f"{number:036d}"})
        gather_statistics(database)
        with database.reading() as session:
            known = session.scalars(KNOWN).all()
        assert {stat.split()[0] for stat in known} == {str(number + 1)}
