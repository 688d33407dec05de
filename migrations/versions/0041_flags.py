"""フラグ, columns of 契約台帳, plans of changes, what counterparties are not shown (MK-01, MK-11)."""

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FLAG, PLAN, ROW = "contract_flag", "metadata_plan", "metadata_plan_row"


def upgrade() -> None:
    op.add_column("contract", sa.Column("withheld", sa.String(120), nullable=False, server_default=""))
    op.add_column("list_columns", sa.Column("ledger", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        FLAG,
        sa.Column("contract_id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("note", sa.String(350), nullable=False),
        sa.Column("changed_by_id", KEY, nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("contract_id", name=op.f(f"pk_{FLAG}")),
        *_within(FLAG, contract_id="contract", changed_by_id="app_user"),
    )
    op.create_index(op.f(f"ix_{FLAG}_organization_id"), FLAG, ["organization_id"])
    op.create_table(
        PLAN,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("created_by_id", KEY, nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("faults", sa.Text(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("begun_at", Instant(timezone=True), nullable=True),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{PLAN}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{PLAN}_public_id")),
        sa.UniqueConstraint("organization_id", "id", name=op.f(f"uq_{PLAN}_organization_id_id")),
        *_within(PLAN, created_by_id="app_user"),
    )
    op.create_index(op.f(f"ix_{PLAN}_created_by_id_created_at"), PLAN, ["created_by_id", "created_at"])
    op.create_table(
        ROW,
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("contract_id", KEY, nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ROW}")),
        *_within(ROW, plan_id=PLAN, contract_id="contract"),
    )
    op.create_index(op.f(f"ix_{ROW}_plan_id_outcome"), ROW, ["plan_id", "outcome"])


def downgrade() -> None:
    for table in (ROW, PLAN, FLAG):
        op.drop_table(table)
    op.drop_column("list_columns", "ledger")
    op.drop_column("contract", "withheld")


def _within(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["organization_id", column],
            [f"{target}.organization_id", f"{target}.id"],
            name=op.f(f"fk_{table}_organization_id_{column}_{target}"),
        )
        for column, target in columns.items()
    ]
