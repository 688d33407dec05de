"""Counterparties have a key of their own, and 文書管理 opens with a view that the person chose."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

BY_COMPANY = "ix_party_company_key_organization_id_contract_id"


def upgrade() -> None:
    """The indexer gives old parties their keys, when it folds their contracts again."""
    op.add_column("party", sa.Column("company_key", sa.String(200), nullable=False, server_default=""))
    op.create_index(op.f(BY_COMPANY), "party", ["company_key", "organization_id", "contract_id"])
    op.add_column("list_columns", sa.Column("opens_with", sa.String(36), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("list_columns", "opens_with")
    op.drop_index(op.f(BY_COMPANY), "party")
    op.drop_column("party", "company_key")
