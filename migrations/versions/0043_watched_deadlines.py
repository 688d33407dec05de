"""Reminders people set per contract, the mails the watch owes, its rounds, and calendar feeds."""

import sqlalchemy as sa
from alembic import op

from database.base import BigKey, Instant

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

UNTOLD, STANDING = sa.text("told_at IS NULL"), sa.text("removed_at IS NULL")


def upgrade() -> None:
    _reminders()
    _mails()
    _rounds_and_feeds()


def downgrade() -> None:
    for table in ("calendar_feed", "watch_round", "watched_mail", "deadline_reminder"):
        op.drop_table(table)


def _reminders() -> None:
    op.create_table(
        "deadline_reminder",
        *_known("deadline_reminder"),
        sa.Column("contract_id", BigKey, nullable=False),
        sa.Column("anchor", sa.String(16), nullable=False),
        sa.Column("period", sa.String(16), nullable=False),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        sa.Column("by_id", BigKey, nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("removed_at", Instant(timezone=True), nullable=True),
        sa.UniqueConstraint("organization_id", "id", name="uq_deadline_reminder_organization_id_id"),
        _within("deadline_reminder", "contract_id", "contract"),
        _within("deadline_reminder", "by_id", "app_user"),
    )
    op.create_index("ix_deadline_reminder_contract_id", "deadline_reminder", ["contract_id"])
    op.create_index(
        "ix_deadline_reminder_standing",
        "deadline_reminder",
        ["organization_id"],
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def _mails() -> None:
    op.create_table(
        "watched_mail",
        *_known("watched_mail"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("occasion", sa.String(80), nullable=False),
        sa.Column("user_id", BigKey, nullable=False),
        sa.Column("contract_id", BigKey, nullable=True),
        sa.Column("planned_at", Instant(timezone=True), nullable=False),
        sa.Column("filed_at", Instant(timezone=True), nullable=False),
        sa.Column("told_at", Instant(timezone=True), nullable=True),
        sa.Column("fate", sa.String(16), nullable=False, server_default=""),
        sa.UniqueConstraint(
            *("organization_id", "kind", "occasion", "user_id"),
            name="uq_watched_mail_organization_id_kind_occasion_user_id",
        ),
        _within("watched_mail", "user_id", "app_user"),
    )
    op.create_index(
        "ix_watched_mail_organization_id_planned_at", "watched_mail", ["organization_id", "planned_at"]
    )
    op.create_index(
        "ix_watched_mail_untold", "watched_mail", ["id"], sqlite_where=UNTOLD, postgresql_where=UNTOLD
    )


def _rounds_and_feeds() -> None:
    op.create_table(
        "watch_round",
        sa.Column("organization_id", BigKey, nullable=False),
        sa.Column("began_at", Instant(timezone=True), nullable=False),
        sa.Column("looked_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_watch_round"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name="fk_watch_round_organization_id_organization"
        ),
    )
    op.create_table(
        "calendar_feed",
        *_known("calendar_feed"),
        sa.Column("user_id", BigKey, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("telling", sa.String(16), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("revoked_at", Instant(timezone=True), nullable=True),
        sa.UniqueConstraint("digest", name="uq_calendar_feed_digest"),
        _within("calendar_feed", "user_id", "app_user"),
    )
    op.create_index("ix_calendar_feed_user_id", "calendar_feed", ["user_id"])


def _known(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", BigKey, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", BigKey, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("public_id", name=f"uq_{table}_public_id"),
    )


def _within(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id", column],
        [f"{other}.organization_id", f"{other}.id"],
        name=f"fk_{table}_organization_id_{column}_{other}",
    )
