"""Requests to choose a new password."""

import sqlalchemy as sa
from alembic import op

import database.base

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "password_reset",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("secret_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("asked_from", sa.String(length=64), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("fate", sa.String(length=16), nullable=True),
        sa.Column("mailed_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("used_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_password_reset_organization_id_user_id_app_user"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_password_reset_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_reset")),
        sa.UniqueConstraint("public_id", name=op.f("uq_password_reset_public_id")),
        sa.UniqueConstraint("secret_id", name=op.f("uq_password_reset_secret_id")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_password_reset_token_digest")),
    )
    op.create_index(op.f("ix_password_reset_asked_from"), "password_reset", ["asked_from"])
    op.create_index(op.f("ix_password_reset_user_id"), "password_reset", ["user_id"])


def downgrade() -> None:
    op.drop_table("password_reset")
