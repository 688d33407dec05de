"""訂正・削除の履歴, and where the paper original lies (LW-22, MK-29)."""

import sqlalchemy as sa
from alembic import op

from database.append_only import statements
from database.base import Instant

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "metadata_change"


def upgrade() -> None:
    for column in ("stored_at", "box"):
        op.add_column("contract", sa.Column(column, sa.String(200), nullable=False, server_default=""))
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("contract_id", KEY, nullable=False),
        sa.Column("item", sa.String(80), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("became", sa.Text(), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{TABLE}_public_id")),
        sa.ForeignKeyConstraint(
            ["organization_id", "contract_id"],
            ["contract.organization_id", "contract.id"],
            name=op.f(f"fk_{TABLE}_organization_id_contract"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "by_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f(f"fk_{TABLE}_organization_id_app_user"),
        ),
    )
    op.create_index(op.f(f"ix_{TABLE}_contract_id"), TABLE, ["contract_id"])
    op.create_index(op.f(f"ix_{TABLE}_organization_id_at"), TABLE, ["organization_id", "at"])
    for statement in statements(op.get_bind().dialect.name, (TABLE,)):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(TABLE)
    for column in ("box", "stored_at"):
        op.drop_column("contract", column)
