"""Intake by mail and Slack."""

import sqlalchemy as sa
from alembic import op

import database.base

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = database.base.Instant(timezone=True)


def upgrade() -> None:
    op.create_table(
        "review_intake",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("review_id", KEY, nullable=False),
        sa.Column("message_id", KEY, nullable=True),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("source_key", sa.String(length=64), nullable=False),
        sa.Column("mail_id", sa.String(length=64), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("quoted", sa.Text(), nullable=False),
        sa.Column("file_fault", sa.String(length=32), nullable=False),
        sa.Column("file_id", KEY, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        _within("review_intake", "review_id", "review_request"),
        _within("review_intake", "message_id", "review_message"),
        _within("review_intake", "user_id", "app_user"),
        _within("review_intake", "file_id", "stored_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_intake")),
        sa.UniqueConstraint("public_id", name=op.f("uq_review_intake_public_id")),
        sa.UniqueConstraint(
            "organization_id", "source_key", name=op.f("uq_review_intake_organization_id_source_key")
        ),
    )
    op.create_index(
        op.f("ix_review_intake_organization_id_mail_id"), "review_intake", ["organization_id", "mail_id"]
    )
    op.create_index(op.f("ix_review_intake_review_id"), "review_intake", ["review_id"])
    op.create_table(
        "slack_member",
        sa.Column("user_id", KEY, autoincrement=False, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_slack_member_organization_id_organization"),
        ),
        _within("slack_member", "user_id", "app_user"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_slack_member")),
        sa.UniqueConstraint("member_id", name=op.f("uq_slack_member_member_id")),
    )


def downgrade() -> None:
    op.drop_table("slack_member")
    op.drop_index(op.f("ix_review_intake_review_id"), table_name="review_intake")
    op.drop_index(op.f("ix_review_intake_organization_id_mail_id"), table_name="review_intake")
    op.drop_table("review_intake")


def _within(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id", column],
        [f"{other}.organization_id", f"{other}.id"],
        name=op.f(f"fk_{table}_organization_id_{column}_{other}"),
    )
