"""The life of a contract in force, and the language each person reads."""

import sqlalchemy as sa
from alembic import op

import database.base

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "contract", sa.Column("life", sa.String(length=16), nullable=False, server_default="unknown")
    )
    op.add_column(
        "contract", sa.Column("expiry_alerted_at", database.base.Instant(timezone=True), nullable=True)
    )
    op.create_index(op.f("ix_contract_organization_id_life"), "contract", ["organization_id", "life"])
    for table in ("app_user", "party"):
        op.add_column(table, sa.Column("language", sa.String(length=8), nullable=False, server_default="ja"))


def downgrade() -> None:
    for table in ("party", "app_user"):
        op.drop_column(table, "language")
    op.drop_index(op.f("ix_contract_organization_id_life"), "contract")
    op.drop_column("contract", "expiry_alerted_at")
    op.drop_column("contract", "life")
