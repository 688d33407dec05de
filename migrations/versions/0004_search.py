"""What a contract is found by: folded words, and on PostgreSQL their bigrams."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TOKENS = "ix_contract_search_tokens"


def upgrade() -> None:
    for name in ("search_text", "search_counterparties"):
        op.add_column("contract", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("contract", sa.Column("search_version", sa.Integer(), nullable=False, server_default="0"))
    tokens = TSVECTOR().with_variant(sa.Text(), "sqlite")
    op.add_column("contract", sa.Column("search_tokens", tokens, nullable=True))
    op.create_index(op.f("ix_contract_organization_id_ends_on"), "contract", ["organization_id", "ends_on"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX {TOKENS} ON contract USING gin (search_tokens)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP INDEX {TOKENS}")
    op.drop_index(op.f("ix_contract_organization_id_ends_on"), "contract")
    for name in ("search_tokens", "search_version", "search_counterparties", "search_text"):
        op.drop_column("contract", name)
