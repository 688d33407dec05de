"""Drafts that notice an older rendering, tax and designations, and who a party is in registers."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

OF_PARTY = {
    "designation": 4,
    "corporate_number": 13,
    "invoice_number": 14,
    "postal_code": 7,
    "prefecture": 8,
    "address_lines": 400,
}
"""The columns with their lengths."""


def upgrade() -> None:
    op.add_column("contract", sa.Column("draft_revision", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("contract", sa.Column("draft_page", sa.String(32), nullable=False, server_default=""))
    op.add_column(
        "contract", sa.Column("amount_tax", sa.String(16), nullable=False, server_default="included")
    )
    for name, length in OF_PARTY.items():
        op.add_column("party", sa.Column(name, sa.String(length), nullable=False, server_default=""))


def downgrade() -> None:
    for name in reversed(OF_PARTY):
        op.drop_column("party", name)
    op.drop_column("contract", "amount_tax")
    op.drop_column("contract", "draft_page")
    op.drop_column("contract", "draft_revision")
