"""添付書類 of a contract, and organisations that are suspended."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_contract_attachment()
    _create_suspension()
    op.create_index(op.f("ix_contract_attachment_contract_id"), "contract_attachment", ["contract_id"])
    op.create_index(
        op.f("ix_suspension_organization_id_ended_at"), "suspension", ["organization_id", "ended_at"]
    )


def downgrade() -> None:
    op.drop_table("suspension")
    op.drop_table("contract_attachment")


def _create_contract_attachment() -> None:
    table = "contract_attachment"
    op.create_table(
        table,
        _column("id", KEY),
        _column("public_id", sa.String(36)),
        _column("organization_id", KEY),
        _column("contract_id", KEY),
        _column("file_id", KEY),
        _column("filed_by_id", KEY),
        _column("filename", sa.String(300)),
        _column("found", sa.Text()),
        _column("created_at", Instant(timezone=True)),
        sa.Column("removed_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
        _within(table, "contract_id", "contract"),
        _within(table, "file_id", "stored_file"),
        _within(table, "filed_by_id", "app_user"),
    )


def _create_suspension() -> None:
    table = "suspension"
    op.create_table(
        table,
        _column("id", KEY),
        _column("organization_id", KEY),
        _column("reason", sa.String(300)),
        _column("began_at", Instant(timezone=True)),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f(f"fk_{table}_organization_id_organization")
        ),
    )


def _column(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _within(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """What belongs together belongs to one organisation."""
    columns = ["organization_id", column]
    name = op.f(f"fk_{table}_organization_id_{column}_{other}")
    return sa.ForeignKeyConstraint(columns, [f"{other}.organization_id", f"{other}.id"], name=name)
