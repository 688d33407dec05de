"""Runs of 一括検証 are planned by the worker, can be stopped, keep their totals, and are told by mail."""

import sqlalchemy as sa
from alembic import op

from database.base import BigKey, Instant

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

NAMES = ("planned_to", "planned_at", "stopped_name", "totals", "told_at")


def upgrade() -> None:
    """An earlier release wrote down all files at once, and told nobody of what is over."""
    for column in (
        sa.Column("planned_to", BigKey, nullable=False, server_default="0"),
        sa.Column("planned_at", Instant(timezone=True), nullable=True),
        sa.Column("stopped_name", sa.String(200), nullable=False, server_default=""),
        sa.Column("totals", sa.Text(), nullable=False, server_default=""),
        sa.Column("told_at", Instant(timezone=True), nullable=True),
    ):
        op.add_column("archive_check", column)
    op.execute("UPDATE archive_check SET planned_at = created_at, told_at = ended_at")


def downgrade() -> None:
    for name in reversed(NAMES):
        op.drop_column("archive_check", name)
