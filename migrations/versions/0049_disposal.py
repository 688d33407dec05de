"""What was disposed of after its retention: two persons, a certificate, a tombstone (LW-27)."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from database.append_only import statements
from database.base import Instant
from database.disposal_gate import GATED, gates, seals, walls

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STONES = ("tombstone", "tombstone_file")
PERSONS = ("proposed_by_id", "approved_by_id", "rejected_by_id")
GOING = "state IN ('proposed', 'executing')"


def upgrade() -> None:
    _disposals()
    _items()
    _tombstones()
    _files()
    dialect = op.get_bind().dialect.name
    for statement in (*statements(dialect, STONES), *seals(dialect), *gates(dialect, GATED)):
        op.execute(statement)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for statement in (*walls(dialect, GATED), *statements(dialect, tuple(GATED))):
        op.execute(statement)
    for table in ("tombstone_file", "tombstone", "disposal_item", "disposal"):
        op.drop_table(table)


def _disposals() -> None:
    op.create_table(
        "disposal",
        *_own("disposal"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", KEY, nullable=False),
        sa.Column("proposed_at", Instant(timezone=True), nullable=False),
        sa.Column("approved_by_id", KEY, nullable=True),
        sa.Column("approved_at", Instant(timezone=True), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("rejected_by_id", KEY, nullable=True),
        sa.Column("rejected_at", Instant(timezone=True), nullable=True),
        sa.Column("rejection", sa.Text(), nullable=False, server_default=""),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.Column("certificate_id", sa.String(40), nullable=False, server_default=""),
        sa.Column("certificate_file_id", KEY, nullable=True),
        sa.Column("told_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_disposal_organization_id_organization")
        ),
        *(_within("disposal", column, "app_user") for column in PERSONS),
        _within("disposal", "certificate_file_id", "stored_file"),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR approved_by_id <> proposed_by_id", name=op.f("ck_disposal_two_persons")
        ),
        sa.CheckConstraint(
            "(approved_by_id IS NULL) = (approved_at IS NULL)"
            " AND (approved_by_id IS NULL) = (approved_on IS NULL)",
            name=op.f("ck_disposal_approved_when"),
        ),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR rejected_by_id IS NULL", name=op.f("ck_disposal_one_answer")
        ),
        *_unique("disposal", ("public_id",), ("organization_id", "id")),
    )
    _index("disposal", "organization_id", "proposed_at")


def _items() -> None:
    op.create_table(
        "disposal_item",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("disposal_id", KEY, nullable=False),
        sa.Column("contract_id", KEY, nullable=False),
        sa.Column("contract", sa.String(36), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("why", sa.String(16), nullable=False, server_default=""),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal_item")),
        _within("disposal_item", "disposal_id", "disposal"),
        *_unique("disposal_item", ("disposal_id", "contract")),
    )
    _index("disposal_item", "disposal_id", "state")
    going = sa.text(GOING)
    op.create_index(
        "ix_disposal_item_going",
        "disposal_item",
        ["contract"],
        unique=True,
        sqlite_where=going,
        postgresql_where=going,
    )


def _tombstones() -> None:
    op.create_table(
        "tombstone",
        *_own("tombstone"),
        sa.Column("disposal_id", KEY, nullable=False),
        sa.Column("contract", sa.String(36), nullable=False),
        sa.Column("number", sa.String(32), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("type_name", sa.String(200), nullable=False),
        sa.Column("counterparties", sa.Text(), nullable=False),
        sa.Column("traded_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("certificates", sa.Text(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("proposed_by", sa.String(36), nullable=False),
        sa.Column("proposed_at", Instant(timezone=True), nullable=False),
        sa.Column("approved_by", sa.String(36), nullable=False),
        sa.Column("approved_at", Instant(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("disposed_at", Instant(timezone=True), nullable=False),
        _within("tombstone", "disposal_id", "disposal"),
        *_unique("tombstone", ("public_id",), ("organization_id", "id"), ("contract",)),
    )
    _index("tombstone", "organization_id", "disposed_at")


def _files() -> None:
    op.create_table(
        "tombstone_file",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("tombstone_id", KEY, nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstone_file")),
        _within("tombstone_file", "tombstone_id", "tombstone"),
    )
    _index("tombstone_file", "digest")
    _index("tombstone_file", "tombstone_id")


def _own(table: str) -> Iterator[sa.Column[object] | sa.PrimaryKeyConstraint]:
    yield sa.Column("id", KEY, nullable=False)
    yield sa.Column("public_id", sa.String(36), nullable=False)
    yield sa.Column("organization_id", KEY, nullable=False)
    yield sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _unique(table: str, *columns: tuple[str, ...]) -> Iterator[sa.UniqueConstraint]:
    for named in columns:
        yield sa.UniqueConstraint(*named, name=op.f(f"uq_{table}_{'_'.join(named)}"))


def _within(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id", column],
        [f"{other}.organization_id", f"{other}.id"],
        name=op.f(f"fk_{table}_organization_id_{column}_{other}"),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
