"""The words of a contract's documents, folded for finding (MK-88)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE, TOKENS = "contract_body", "ix_contract_body_tokens"
WAITING = sa.text("state IN ('waiting', 'behind')")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("contract_id", KEY, nullable=False, autoincrement=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("source", sa.String(64), nullable=False, server_default=""),
        sa.Column("seen", sa.String(64), nullable=False, server_default=""),
        sa.Column("version", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("key_id", sa.String(16), nullable=False, server_default=""),
        sa.Column("pages", sa.Text(), nullable=False, server_default=""),
        sa.Column("text", sa.Text(), nullable=False, server_default=""),
        sa.Column("tokens", TSVECTOR().with_variant(sa.Text(), "sqlite"), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("contract_id", name=op.f(f"pk_{TABLE}")),
        sa.ForeignKeyConstraint(
            ["organization_id", "contract_id"],
            ["contract.organization_id", "contract.id"],
            name=op.f(f"fk_{TABLE}_organization_id_contract"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        f"ix_{TABLE}_waiting", TABLE, ["contract_id"], sqlite_where=WAITING, postgresql_where=WAITING
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX {TOKENS} ON {TABLE} USING gin (tokens)")


def downgrade() -> None:
    op.drop_table(TABLE)
