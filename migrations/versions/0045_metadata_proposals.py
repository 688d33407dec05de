"""文書から読み取った契約情報: what was read from the documents, and what a person made of it (MK-30)."""

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
READING, PROPOSAL = "metadata_reading", "metadata_proposal"
WAITING = sa.text("state = 'waiting'")
UNCONFIRMED, UNCONFIRMED_HERE = sa.text("unconfirmed IS true"), sa.text("unconfirmed IS 1")


def _instant(name: str, *, nullable: bool) -> sa.Column[object]:
    return sa.Column(name, Instant(timezone=True), nullable=nullable)


def _within(table: str, column: str, referred: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id", column],
        [f"{referred}.organization_id", f"{referred}.id"],
        name=op.f(f"fk_{table}_organization_id_{referred}"),
    )


def upgrade() -> None:
    op.create_table(
        READING,
        sa.Column("contract_id", KEY, nullable=False, autoincrement=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("unconfirmed", sa.Boolean(), nullable=False),
        sa.Column("made_from", sa.String(80), nullable=False),
        _instant("asked_at", nullable=False),
        _instant("read_at", nullable=True),
        sa.Column("confirmed_by_id", KEY, nullable=True),
        _instant("confirmed_at", nullable=True),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("contract_id", name=op.f(f"pk_{READING}")),
        _within(READING, "contract_id", "contract"),
        _within(READING, "confirmed_by_id", "app_user"),
    )
    op.create_index(
        f"ix_{READING}_waiting", READING, ["asked_at"], sqlite_where=WAITING, postgresql_where=WAITING
    )
    op.create_index(
        f"ix_{READING}_unconfirmed",
        READING,
        ["organization_id", "contract_id"],
        sqlite_where=UNCONFIRMED_HERE,
        postgresql_where=UNCONFIRMED,
    )
    op.create_table(
        PROPOSAL,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("contract_id", KEY, nullable=False),
        sa.Column("item", sa.String(32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("snippet", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(64), nullable=False),
        sa.Column("made_from", sa.String(80), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False, server_default=""),
        sa.Column("by_id", KEY, nullable=True),
        _instant("at", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{PROPOSAL}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{PROPOSAL}_public_id")),
        _within(PROPOSAL, "contract_id", "contract"),
        _within(PROPOSAL, "by_id", "app_user"),
    )
    op.create_index(op.f(f"ix_{PROPOSAL}_contract_id"), PROPOSAL, ["contract_id"])


def downgrade() -> None:
    op.drop_table(PROPOSAL)
    op.drop_table(READING)
