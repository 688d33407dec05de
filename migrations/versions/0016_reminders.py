"""Until when each is asked, and who is reminded (MK-56, MK-57)."""

import sqlalchemy as sa
from alembic import op

import database.base

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contract", sa.Column("last_day", sa.Date(), nullable=True))
    op.add_column("contract", sa.Column("link_days", sa.Integer(), nullable=True))
    op.add_column("contract", sa.Column("reminders", sa.String(length=16), nullable=True))
    op.add_column("contract", sa.Column("remind_at", sa.String(length=5), nullable=True))
    op.add_column("contract", sa.Column("keeps_hours", sa.Boolean(), nullable=True))
    op.add_column("contract", sa.Column("reminder_at", database.base.Instant(timezone=True), nullable=True))
    op.add_column("party", sa.Column("answer_by", sa.Date(), nullable=True))
    op.add_column("party", sa.Column("due", database.base.Instant(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("party", "due")
    op.drop_column("party", "answer_by")
    for name in ("reminder_at", "keeps_hours", "remind_at", "reminders", "link_days", "last_day"):
        op.drop_column("contract", name)
