"""Documents that were read before the index knew signs and triples are found as if they were read today."""

import pytest
from alembic import command
from sqlalchemy import Engine, text

from contracts.finding import spaced_pairs
from database.schema import migrate, migration_config
from tests.searching.archive import Archive, Paper

EMPTY = "INSERT INTO contract_body_pairs (contract_body_pairs) VALUES ('delete-all')"
PUT = "INSERT INTO contract_body_pairs (rowid, pairs) VALUES (:id, :pairs)"
LONG = "甲は本契約書（別紙）に従う。" * 800


def index_of_before(engine: Engine, contract: int) -> None:
    """On SQLite pairs of words without signs, on PostgreSQL no triples, as revision 0052 left them."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text(EMPTY))
            said = " ".join(spaced_pairs(run) for run in LONG.replace("。", "（").split("（"))
            row = {"id": contract, "pairs": said}
            connection.execute(text(PUT), row)
        else:
            tokens = text("UPDATE contract_body SET tokens = (SELECT search_tokens FROM contract)")
            connection.execute(tokens)


@pytest.mark.shows("SR-24")
def test_an_upgrade_fills_the_index_of_documents_anew(archive: Archive) -> None:
    (contract,) = archive.holds(Paper("覚書", body=(LONG,)))
    archive.is_indexed()
    engine = archive.database.engine
    address = engine.url.render_as_string(hide_password=False)
    command.downgrade(migration_config(address), "0052")
    index_of_before(engine, contract)
    migrate(address)
    for typed in ("書（別紙", "（別", "本契約書", "う。甲は本"):
        assert archive.ids(typed) == {contract}, typed
    assert archive.ids("約書別紙") == set()
