"""一斉送信: a CSV file taken in, its rows and what became of each."""

import sqlalchemy as sa
from alembic import op

import database.base

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_bulk_sending()
    _create_bulk_row()


def downgrade() -> None:
    op.drop_table("bulk_row")
    op.drop_table("bulk_sending")


def _create_bulk_sending() -> None:
    op.create_table(
        "bulk_sending",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("owner_id", KEY, nullable=False),
        sa.Column("template", sa.String(length=36), nullable=False),
        sa.Column("template_name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("filename", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("started_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("ended_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("told_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("fate", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_bulk_sending_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "owner_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_bulk_sending_organization_id_owner_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_sending")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_bulk_sending_organization_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bulk_sending_public_id")),
    )
    op.create_index(
        op.f("ix_bulk_sending_organization_id_created_at"), "bulk_sending", ["organization_id", "created_at"]
    )


def _create_bulk_row() -> None:
    op.create_table(
        "bulk_row",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("bulk_sending_id", KEY, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("row_values", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("faults", sa.Text(), nullable=False),
        sa.Column("contract_id", KEY, nullable=True),
        sa.Column("done_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "bulk_sending_id"],
            ["bulk_sending.organization_id", "bulk_sending.id"],
            name=op.f("fk_bulk_row_organization_id_bulk_sending_id_bulk_sending"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "contract_id"],
            ["contract.organization_id", "contract.id"],
            name=op.f("fk_bulk_row_organization_id_contract_id_contract"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_row")),
        sa.UniqueConstraint("bulk_sending_id", "line", name=op.f("uq_bulk_row_bulk_sending_id_line")),
    )
    op.create_index(
        op.f("ix_bulk_row_bulk_sending_id_outcome_line"), "bulk_row", ["bulk_sending_id", "outcome", "line"]
    )
    op.create_index(op.f("ix_bulk_row_contract_id"), "bulk_row", ["contract_id"])
