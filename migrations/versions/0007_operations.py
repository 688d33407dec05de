"""Indexes for the audit log by day, and for what is still owed to somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OWED = "ix_effect_owed"
IS_OWED = sa.text("done_at IS NULL")


def upgrade() -> None:
    op.create_index(op.f("ix_audit_event_organization_id_at"), "audit_event", ["organization_id", "at"])
    op.create_index(op.f(OWED), "effect", ["kind"], sqlite_where=IS_OWED, postgresql_where=IS_OWED)


def downgrade() -> None:
    op.drop_index(op.f(OWED), "effect")
    op.drop_index(op.f("ix_audit_event_organization_id_at"), "audit_event")
