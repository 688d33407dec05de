"""Timestamps for the whole retention: renewed files, when each contract is due, runs of 一括検証."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from database.append_only import statements
from database.base import Instant

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GUARDED = ("archival_revision",)
INDEXES = (
    ("archival_revision", ("digest",)),
    ("preservation", ("renew_at",)),
    ("preservation", ("organization_id", "failing_since")),
    ("archive_check", ("organization_id", "created_at")),
    ("archive_check_file", ("check_id", "outcome", "number")),
)
TABLES = ("archive_check_file", "archive_check", "preservation", "archival_revision")


def upgrade() -> None:
    _create_archival_revision()
    _create_preservation()
    _create_archive_check()
    _create_archive_check_file()
    for table, columns in INDEXES:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
    for statement in statements(op.get_bind().dialect.name, GUARDED):
        op.execute(statement)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _create_archival_revision() -> None:
    table = "archival_revision"
    op.create_table(
        table,
        _column("id", KEY),
        _column("public_id", sa.String(36)),
        _column("organization_id", KEY),
        _column("contract_id", KEY),
        _column("kept", sa.String(16)),
        _column("place", sa.Integer()),
        _column("generation", sa.Integer()),
        _column("origin", sa.String(64)),
        _column("digest", sa.String(64)),
        _column("file_id", KEY),
        _column("level", sa.String(16)),
        _column("timestamped_at", Instant(timezone=True)),
        _column("authority", sa.String(300)),
        _column("serial", sa.String(100)),
        _column("policy", sa.String(100)),
        sa.Column("accredited", sa.String(200), server_default="", nullable=False),
        _column("protected_until", Instant(timezone=True)),
        _column("created_at", Instant(timezone=True)),
        *_keys(table, ("public_id",), ("contract_id", "kept", "place", "generation")),
        *_within(table, ("contract_id", "contract"), ("file_id", "stored_file")),
    )


def _create_preservation() -> None:
    table = "preservation"
    op.create_table(
        table,
        sa.Column("contract_id", KEY, nullable=False, autoincrement=False),
        _column("organization_id", KEY),
        _column("generation", sa.Integer()),
        sa.Column("protected_until", Instant(timezone=True), nullable=True),
        _column("renew_at", Instant(timezone=True)),
        sa.Column("tried_at", Instant(timezone=True), nullable=True),
        sa.Column("failing_since", Instant(timezone=True), nullable=True),
        sa.Column("failure", sa.String(64), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("contract_id", name=op.f(f"pk_{table}")),
        *_within(table, ("contract_id", "contract")),
    )


def _create_archive_check() -> None:
    table = "archive_check"
    op.create_table(
        table,
        _column("id", KEY),
        _column("public_id", sa.String(36)),
        _column("organization_id", KEY),
        _column("basis", sa.String(16)),
        _column("first", sa.Date()),
        _column("last", sa.Date()),
        _column("asked_by", sa.String(64)),
        _column("asked_name", sa.String(200)),
        _column("created_at", Instant(timezone=True)),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        *_keys(table, ("public_id",), ("organization_id", "id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f(f"fk_{table}_organization_id_organization")
        ),
    )


def _create_archive_check_file() -> None:
    table = "archive_check_file"
    op.create_table(
        table,
        _column("id", KEY),
        _column("organization_id", KEY),
        _column("check_id", KEY),
        _column("number", sa.Integer()),
        _column("contract_id", KEY),
        _column("kept", sa.String(16)),
        _column("place", sa.Integer()),
        _column("generation", sa.Integer()),
        _column("file_id", KEY),
        _column("digest", sa.String(64)),
        sa.Column("outcome", sa.String(16), server_default="", nullable=False),
        sa.Column("reasons", sa.Text(), server_default="[]", nullable=False),
        sa.Column("timestamped_at", Instant(timezone=True), nullable=True),
        sa.Column("protected_until", Instant(timezone=True), nullable=True),
        sa.Column("checked_at", Instant(timezone=True), nullable=True),
        *_keys(table, ("check_id", "number")),
        *_within(
            table, ("check_id", "archive_check"), ("contract_id", "contract"), ("file_id", "stored_file")
        ),
    )


def _column(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _keys(table: str, *unique: Sequence[str]) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}")) for columns in unique),
    ]


def _within(table: str, *references: tuple[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["organization_id", column],
            [f"{other}.organization_id", f"{other}.id"],
            name=op.f(f"fk_{table}_organization_id_{column}_{other}"),
        )
        for column, other in references
    ]
