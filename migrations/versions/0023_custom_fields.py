"""What a contract says for the 独自の項目 of its 契約種別, and that it has no end (期間の定めなし)."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contract", sa.Column("custom_values", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "contract", sa.Column("open_ended", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("contract", "open_ended")
    op.drop_column("contract", "custom_values")
