"""Chasing: changed contacts, re-requests by the page, what the mail service reports, 要確認, 転送必須."""

import sqlalchemy as sa
from alembic import op

import database.base
from database.append_only import statements

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GUARDED = ("delivery_event",)


def upgrade() -> None:
    _add_columns()
    _create_delivery_event()
    _create_bulk_request()
    _create_bulk_request_row()
    for statement in statements(op.get_bind().dialect.name, GUARDED):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("bulk_request_row")
    op.drop_table("bulk_request")
    op.drop_table("delivery_event")
    for table, column in (
        ("delivery", "delayed_at"),
        ("delivery", "arrived_at"),
        ("contract", "confirms"),
        ("party", "must_hand_over"),
        ("party_holder", "previous_phone"),
        ("party_holder", "phone"),
    ):
        op.drop_column(table, column)


def _add_columns() -> None:
    """Plainly, not in a batch: party_holder is append-only, and SQLite would rebuild it without triggers."""
    for column in ("phone", "previous_phone"):
        op.add_column(
            "party_holder", sa.Column(column, sa.String(length=16), server_default="", nullable=False)
        )
    op.add_column(
        "party", sa.Column("must_hand_over", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("contract", sa.Column("confirms", sa.Boolean(), server_default=sa.false(), nullable=False))
    for column in ("arrived_at", "delayed_at"):
        op.add_column("delivery", sa.Column(column, database.base.Instant(timezone=True), nullable=True))


def _create_delivery_event() -> None:
    op.create_table(
        "delivery_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("service", sa.String(length=16), nullable=False),
        sa.Column("event_id", sa.String(length=200), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("happened_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("received_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_delivery_event_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_event")),
        sa.UniqueConstraint("service", "event_id", name=op.f("uq_delivery_event_service_event_id")),
    )
    op.create_index(op.f("ix_delivery_event_message_id"), "delivery_event", ["message_id"])


def _create_bulk_request() -> None:
    op.create_table(
        "bulk_request",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("created_by_id", KEY, nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("confirmed_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "created_by_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_bulk_request_organization_id_created_by_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_request")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_bulk_request_organization_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bulk_request_public_id")),
    )


def _create_bulk_request_row() -> None:
    op.create_table(
        "bulk_request_row",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("bulk_request_id", KEY, nullable=False),
        sa.Column("contract_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("done_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "bulk_request_id"],
            ["bulk_request.organization_id", "bulk_request.id"],
            name=op.f("fk_bulk_request_row_organization_id_bulk_request_id_bulk_request"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "contract_id"],
            ["contract.organization_id", "contract.id"],
            name=op.f("fk_bulk_request_row_organization_id_contract_id_contract"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_request_row")),
        sa.UniqueConstraint(
            "bulk_request_id", "contract_id", name=op.f("uq_bulk_request_row_bulk_request_id_contract_id")
        ),
    )
