"""Approval: routes as templates, delegations, whose turn it is, and how a contract came back (AD-05)."""

import sqlalchemy as sa
from alembic import op

import database.base

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = database.base.Instant(timezone=True)


def upgrade() -> None:
    op.add_column(
        "contract", sa.Column("returned_how", sa.String(length=16), server_default="", nullable=False)
    )
    _create_routes()
    _create_delegations()
    _create_turns()


def downgrade() -> None:
    op.drop_table("approval_turn")
    op.drop_table("approval_delegation")
    op.drop_table("approval_route")
    op.drop_column("contract", "returned_how")


def _create_routes() -> None:
    op.create_table(
        "approval_route",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("type_id", KEY, nullable=True),
        sa.Column("amount_from", sa.BigInteger(), nullable=True),
        sa.Column("amount_to", sa.BigInteger(), nullable=True),
        sa.Column("department", sa.String(length=100), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("changed_by_id", KEY, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("disabled_at", INSTANT, nullable=True),
        _organization("approval_route"),
        _within("approval_route", "type_id", "contract_type"),
        _within("approval_route", "person_id", "app_user"),
        _within("approval_route", "changed_by_id", "app_user"),
        *_identity("approval_route"),
    )
    op.create_index(
        op.f("ix_approval_route_organization_id_position"), "approval_route", ["organization_id", "position"]
    )


def _create_delegations() -> None:
    op.create_table(
        "approval_delegation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("delegate_id", KEY, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        _organization("approval_delegation"),
        _within("approval_delegation", "user_id", "app_user"),
        _within("approval_delegation", "delegate_id", "app_user"),
        sa.UniqueConstraint("key", name=op.f("uq_approval_delegation_key")),
        *_identity("approval_delegation"),
    )
    op.create_index(
        op.f("ix_approval_delegation_organization_id_delegate_id_last_day"),
        "approval_delegation",
        ["organization_id", "delegate_id", "last_day"],
    )


def _create_turns() -> None:
    op.create_table(
        "approval_turn",
        sa.Column("contract_id", KEY, nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        _within("approval_turn", "contract_id", "contract"),
        sa.PrimaryKeyConstraint("contract_id", "person", name=op.f("pk_approval_turn")),
    )
    op.create_index(
        op.f("ix_approval_turn_organization_id_person_is_open"),
        "approval_turn",
        ["organization_id", "person", "is_open"],
    )


def _identity(table: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("organization_id", "id", name=op.f(f"uq_{table}_organization_id_id")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    ]


def _organization(table: str) -> sa.Constraint:
    name = op.f(f"fk_{table}_organization_id_organization")
    return sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=name)


def _within(table: str, column: str, other: str) -> sa.Constraint:
    name = op.f(f"fk_{table}_organization_id_{column}_{other}")
    return sa.ForeignKeyConstraint(
        ["organization_id", column], [f"{other}.organization_id", f"{other}.id"], name=name
    )
