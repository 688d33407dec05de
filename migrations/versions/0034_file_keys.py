"""Generations of the master key."""

import sqlalchemy as sa
from alembic import op

from database.base import BigKey, Instant

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "key_generation",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("check_value", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("retired_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_generation")),
        sa.UniqueConstraint("check_value", name=op.f("uq_key_generation_check_value")),
        sa.UniqueConstraint("number", name=op.f("uq_key_generation_number")),
    )


def downgrade() -> None:
    op.drop_table("key_generation")
