"""Words of documents are found faster: by an index that keeps places, or one that knows facts and documents.

SQLite: FTS5 beside the bodies (database/body_pairs.py), filled here: about a second for a million characters.
PostgreSQL: `contract_body.tokens` holds the pairs of the facts, too, and every contract has a row there.
Contracts whose tags are among their words now are folded again by the indexer, on PostgreSQL all of them.
"""

from alembic import op

from database.body_pairs import FILL, STATEMENTS, TABLE

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

TOKENS = "ix_contract_body_tokens"
ROWS = """
INSERT INTO contract_body (contract_id, organization_id, state)
SELECT id, organization_id, 'behind' FROM contract
WHERE id NOT IN (SELECT contract_id FROM contract_body)
"""
WITH_FACTS = """
UPDATE contract_body SET tokens = coalesce(tokens, '') || coalesce(contract.search_tokens, '')
FROM contract WHERE contract.id = contract_body.contract_id
"""
TAGGED = "UPDATE contract SET search_version = 0 WHERE id IN (SELECT contract_id FROM contract_tag)"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP INDEX {TOKENS}")
        op.execute(ROWS)
        op.execute(WITH_FACTS)
        op.execute(f"CREATE INDEX {TOKENS} ON contract_body USING gin (tokens) WITH (fastupdate = off)")
        op.execute("UPDATE contract SET search_version = 0")
        return
    for statement in (*STATEMENTS, FILL, TAGGED):
        op.execute(statement)


def downgrade() -> None:
    """PostgreSQL's tokens stay: a search checks every word, whichever index named the row."""
    if op.get_bind().dialect.name == "sqlite":
        for name in ("put", "taken", "changed"):
            op.execute(f"DROP TRIGGER {TABLE}_{name}")
        op.execute(f"DROP TABLE {TABLE}")
