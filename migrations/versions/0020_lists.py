"""Columns and saved views of 文書管理, relations between contracts, and what the list is sorted by."""

import sqlalchemy as sa
from alembic import op

import database.base

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SORTED_BY = ("submitted_at", "concluded_at", "due", "title", "amount")
NARROWED_BY = ("owner_id", "type_id")
FALLING = ("submitted_at", "concluded_at", "due", "amount", "ends_on", "number")
"""Largest first, empty last: SQLite reads its plain index so, PostgreSQL needs one that is written so."""

RETURNED = sa.text("undelivered_at IS NOT NULL")
PARTIAL = (
    ("ix_contract_confidential", "contract", "id", "confidential"),
    ("ix_party_own_mail", "party", "mail", "own"),
)


def upgrade() -> None:
    _create_list_columns()
    _create_saved_view()
    _create_contract_relation()
    _create_bulk_change()
    for columns in _indexed():
        _index("contract", *columns)
    _index("party", "progress", "contract_id")
    op.create_index(
        *("ix_party_returned", "party", ["contract_id"]), sqlite_where=RETURNED, postgresql_where=RETURNED
    )
    for name, table, column, flag in PARTIAL:
        _again(name, table, column, f"{flag} IS 1", f"{flag} IS true")
    for column in _falling():
        falls = sa.text(f"{column} DESC NULLS LAST")
        op.create_index(f"ix_contract_falling_{column}", "contract", ["organization_id", falls])


def downgrade() -> None:
    for column in _falling():
        op.drop_index(f"ix_contract_falling_{column}", table_name="contract")
    for name, table, column, flag in PARTIAL:
        _again(name, table, column, flag, flag)
    for index in ("ix_party_returned", "ix_party_progress_contract_id"):
        op.drop_index(index, table_name="party")
    for columns in _indexed():
        op.drop_index(f"ix_contract_{'_'.join(columns)}", table_name="contract")
    for table in ("bulk_change", "contract_relation", "saved_view", "list_columns"):
        op.drop_table(table)


def _indexed() -> list[tuple[str, ...]]:
    sorted_by = [("organization_id", column) for column in SORTED_BY]
    return [*sorted_by, *(("organization_id", column, "changed_at") for column in NARROWED_BY)]


def _falling() -> tuple[str, ...]:
    return FALLING if op.get_context().dialect.name == "postgresql" else ()


def _create_list_columns() -> None:
    op.create_table(
        "list_columns",
        _key("user_id"),
        _key("organization_id"),
        sa.Column("columns", sa.String(length=300), nullable=False),
        _instant("changed_at"),
        _within("list_columns", "user_id", "app_user"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_list_columns")),
    )


def _create_saved_view() -> None:
    op.create_table(
        "saved_view",
        _key("id"),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        _key("organization_id"),
        _key("owner_id"),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        _instant("created_at"),
        _within("saved_view", "owner_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_view_public_id")),
        sa.UniqueConstraint(
            *("organization_id", "owner_id", "name"), name=op.f("uq_saved_view_organization_id_owner_id_name")
        ),
    )
    _index("saved_view", "organization_id", "shared")


def _create_contract_relation() -> None:
    op.create_table(
        "contract_relation",
        _key("id"),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        *map(_key, ("organization_id", "contract_id", "related_id")),
        sa.Column("kind", sa.String(length=16), nullable=False),
        _key("created_by_id"),
        _instant("created_at"),
        _within("contract_relation", "contract_id", "contract"),
        _within("contract_relation", "related_id", "contract"),
        _within("contract_relation", "created_by_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_relation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contract_relation_public_id")),
        sa.UniqueConstraint(
            *("contract_id", "related_id"), name=op.f("uq_contract_relation_contract_id_related_id")
        ),
    )
    _index("contract_relation", "related_id")


def _create_bulk_change() -> None:
    op.create_table(
        "bulk_change",
        _key("id"),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        *map(_key, ("organization_id", "created_by_id")),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        _instant("created_at"),
        _within("bulk_change", "created_by_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_change")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bulk_change_public_id")),
    )


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, KEY, nullable=False)


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, database.base.Instant(timezone=True), nullable=False)


def _within(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_organization_id_{column}_{other}")
    theirs = [f"{other}.organization_id", f"{other}.id"]
    return sa.ForeignKeyConstraint(["organization_id", column], theirs, name=name)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _again(name: str, table: str, column: str, sqlite: str, postgresql: str) -> None:
    """A partial index is used only for a query that spells its condition in the same words."""
    op.drop_index(name, table_name=table)
    where = {"sqlite_where": sa.text(sqlite), "postgresql_where": sa.text(postgresql)}
    op.create_index(name, table, [column], **where)
