"""Whose accredited timestamp a revision bears; what a contract is kept as under the tax law (AD-21)."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

STAMPED = ("revision", "revision_document")


def upgrade() -> None:
    for table in STAMPED:
        op.add_column(table, sa.Column("accredited", sa.String(200), nullable=False, server_default=""))
    op.add_column(
        "contract", sa.Column("kept_as", sa.String(16), nullable=False, server_default="electronic")
    )


def downgrade() -> None:
    op.drop_column("contract", "kept_as")
    for table in STAMPED:
        op.drop_column(table, "accredited")
