"""Bulk plans of the ledger go on without their page; names of companies have one order on both databases."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

UNDER_WAY = sa.text("begun_at IS NOT NULL AND ended_at IS NULL")


def upgrade() -> None:
    _order("C")
    op.add_column("metadata_plan", sa.Column("address", sa.String(64), nullable=False, server_default=""))
    op.create_index(
        "ix_metadata_plan_under_way",
        "metadata_plan",
        ["id"],
        sqlite_where=UNDER_WAY,
        postgresql_where=UNDER_WAY,
    )


def downgrade() -> None:
    _order("default")
    op.drop_index("ix_metadata_plan_under_way", table_name="metadata_plan")
    op.drop_column("metadata_plan", "address")


def _order(collation: str) -> None:
    """PostgreSQL builds the indices of the column anew; SQLite compares by code points already."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f'ALTER TABLE party ALTER COLUMN company_key TYPE VARCHAR(200) COLLATE "{collation}"')
