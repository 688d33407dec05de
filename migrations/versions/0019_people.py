"""Letters about accounts, who left and who took over, second factors of staff, announcements."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "account_letter",
        *_keys(),
        _person("user_id"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("secret_id", sa.LargeBinary(32), nullable=True),
        sa.Column("address", sa.String(320), server_default="", nullable=False),
        sa.Column("by_name", sa.String(200), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("fate", sa.String(16), server_default="", nullable=False),
        sa.Column("told_at", Instant(timezone=True), nullable=True),
        _of("account_letter", "user_id"),
        *_named("account_letter"),
    )
    op.create_table(
        "departure",
        *_keys(),
        _person("user_id"),
        sa.Column("successor_id", KEY, nullable=True),
        _person("by_id"),
        sa.Column("left_at", Instant(timezone=True), nullable=False),
        sa.Column("returned_at", Instant(timezone=True), nullable=True),
        *(_of("departure", name) for name in ("user_id", "successor_id", "by_id")),
        *_named("departure"),
    )
    op.create_index(op.f("ix_departure_user_id"), "departure", ["user_id"])
    _second_factors()
    _announcements()
    with op.batch_alter_table("staff_session") as table:
        table.add_column(sa.Column("last_seen_at", Instant(timezone=True), nullable=True))


def _second_factors() -> None:
    op.create_table(
        "staff_factor",
        *_keys(),
        _person("user_id"),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("locked_until", Instant(timezone=True), nullable=True),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("revoked_at", Instant(timezone=True), nullable=True),
        _of("staff_factor", "user_id"),
        *_named("staff_factor"),
    )
    op.create_index(op.f("ix_staff_factor_user_id"), "staff_factor", ["user_id"])
    op.create_table(
        "recovery_code",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        _person("user_id"),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("used_at", Instant(timezone=True), nullable=True),
        _of("recovery_code", "user_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_user_id"), "recovery_code", ["user_id"])
    op.create_table(
        "staff_challenge",
        *_keys(),
        _person("user_id"),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        _of("staff_challenge", "user_id"),
        *_named("staff_challenge"),
        sa.UniqueConstraint("digest", name=op.f("uq_staff_challenge_digest")),
    )


def _announcements() -> None:
    op.create_table(
        "announcement",
        *_keys(),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        _person("by_id"),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("withdrawn_at", Instant(timezone=True), nullable=True),
        _of("announcement", "by_id"),
        *_named("announcement"),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_announcement_organization_id_id")),
    )
    op.create_table(
        "announcement_dismissal",
        sa.Column("announcement_id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "announcement_id"],
            ["announcement.organization_id", "announcement.id"],
            name=op.f("fk_announcement_dismissal_organization_id_announcement_id_announcement"),
        ),
        _of("announcement_dismissal", "user_id"),
        sa.PrimaryKeyConstraint("announcement_id", "user_id", name=op.f("pk_announcement_dismissal")),
    )


def _keys() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
    ]


def _person(name: str) -> sa.Column[Any]:
    return sa.Column(name, KEY, nullable=False)


def _of(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id", column],
        ["app_user.organization_id", "app_user.id"],
        name=op.f(f"fk_{table}_organization_id_{column}_app_user"),
    )


def _named(table: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    ]


def downgrade() -> None:
    with op.batch_alter_table("staff_session") as table:
        table.drop_column("last_seen_at")
    for name in (
        "announcement_dismissal",
        "announcement",
        "staff_challenge",
        "recovery_code",
        "staff_factor",
    ):
        op.drop_table(name)
    op.drop_table("departure")
    op.drop_table("account_letter")
