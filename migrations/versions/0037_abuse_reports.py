"""Reports of requests that nobody expected (T53)."""

import sqlalchemy as sa
from alembic import op

from database.append_only import statements
from database.base import Instant

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "abuse_report"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=True),
        sa.Column("contract", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("mail", sa.String(320), nullable=False),
        sa.Column("remote", sa.String(64), nullable=False),
        sa.Column("reported_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{TABLE}_public_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f(f"fk_{TABLE}_organization_id_organization")
        ),
    )
    op.create_index(op.f(f"ix_{TABLE}_remote_reported_at"), TABLE, ["remote", "reported_at"])
    for statement in statements(op.get_bind().dialect.name, (TABLE,)):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(TABLE)
