"""Anchors of the audit log."""

import sqlalchemy as sa
from alembic import op

from database.append_only import statements
from database.base import Instant

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GUARDED = ("log_anchor", "anchored_head")


def upgrade() -> None:
    op.create_table(
        "log_anchor",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("certificates", sa.Text(), nullable=False),
        sa.Column("timestamped_at", Instant(timezone=True), nullable=False),
        sa.Column("authority", sa.String(length=300), nullable=False),
        sa.Column("serial", sa.String(length=100), nullable=False),
        sa.Column("policy", sa.String(length=100), nullable=False),
        sa.Column("accredited", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_anchor")),
    )
    op.create_table(
        "anchored_head",
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["log_anchor.number"], name=op.f("fk_anchored_head_number_log_anchor")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_anchored_head_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("organization_id", "number", name=op.f("pk_anchored_head")),
    )
    for statement in statements(op.get_bind().dialect.name, GUARDED):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("anchored_head")
    op.drop_table("log_anchor")
