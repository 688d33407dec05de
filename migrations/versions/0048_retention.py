"""How long a contract is kept, and legal holds (LW-26)."""

import sqlalchemy as sa
from alembic import op

from database.append_only import statements
from database.base import Instant

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HOLD, ENTRY, HELD = "legal_hold", "hold_entry", "held_contract"


def upgrade() -> None:
    op.add_column("contract_type", sa.Column("retention_years", sa.Integer(), nullable=True))
    op.create_table(
        HOLD,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{HOLD}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{HOLD}_public_id")),
        sa.UniqueConstraint("organization_id", "id", name=op.f(f"uq_{HOLD}_organization_id_id")),
        *_within(HOLD, by_id="app_user"),
    )
    op.create_table(
        ENTRY,
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("hold_id", KEY, nullable=False),
        sa.Column("contract_id", KEY, nullable=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ENTRY}")),
        *_within(ENTRY, hold_id=HOLD, contract_id="contract", by_id="app_user"),
    )
    op.create_index(op.f(f"ix_{ENTRY}_hold_id_kind"), ENTRY, ["hold_id", "kind"])
    op.create_index(op.f(f"ix_{ENTRY}_contract_id"), ENTRY, ["contract_id"])
    op.create_table(
        HELD,
        sa.Column("hold_id", KEY, nullable=False),
        sa.Column("contract_id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hold_id", "contract_id", name=op.f(f"pk_{HELD}")),
        *_within(HELD, hold_id=HOLD, contract_id="contract"),
    )
    op.create_index(op.f(f"ix_{HELD}_contract_id"), HELD, ["contract_id"])
    for statement in statements(op.get_bind().dialect.name, (HOLD, ENTRY)):
        op.execute(statement)


def downgrade() -> None:
    for table in (HELD, ENTRY, HOLD):
        op.drop_table(table)
    op.drop_column("contract_type", "retention_years")


def _within(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["organization_id", column],
            [f"{target}.organization_id", f"{target}.id"],
            name=op.f(f"fk_{table}_organization_id_{column}_{target}"),
        )
        for column, target in columns.items()
    ]
