"""Requests of persons about their own data (LW-39)."""

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REQUEST, HINT, OUTCOME = "person_request", "person_hint", "person_outcome"


def upgrade() -> None:
    op.create_table(
        REQUEST,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("mails", sa.Text(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("phone", sa.String(32), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("checked_how", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("registered_by_id", KEY, nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("carried_out_at", Instant(timezone=True), nullable=True),
        sa.Column("closed_by_id", KEY, nullable=True),
        sa.Column("closed_at", Instant(timezone=True), nullable=True),
        sa.Column("forgotten_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f(f"fk_{REQUEST}_organization_id_organization")
        ),
        *(
            sa.ForeignKeyConstraint(
                ["organization_id", column],
                ["app_user.organization_id", "app_user.id"],
                name=op.f(f"fk_{REQUEST}_organization_id_{column}_app_user"),
            )
            for column in ("registered_by_id", "closed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{REQUEST}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{REQUEST}_public_id")),
        sa.UniqueConstraint("organization_id", "id", name=op.f(f"uq_{REQUEST}_organization_id_id")),
    )
    op.create_index(
        op.f(f"ix_{REQUEST}_organization_id_standing_answer_by"),
        REQUEST,
        ["organization_id", "standing", "answer_by"],
    )
    op.create_table(
        HINT,
        *_of_request(HINT),
        sa.Column("row_id", KEY, nullable=False),
        sa.UniqueConstraint("request_id", "place", "row_id", name=op.f(f"uq_{HINT}_request_id_place_row_id")),
    )
    op.create_table(
        OUTCOME,
        *_of_request(OUTCOME),
        sa.Column("why", sa.String(16), nullable=False),
        sa.Column("contract", sa.String(36), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.UniqueConstraint(
            *("request_id", "place", "why", "contract"),
            name=op.f(f"uq_{OUTCOME}_request_id_place_why_contract"),
        ),
    )


def downgrade() -> None:
    op.drop_table(OUTCOME)
    op.drop_table(HINT)
    op.drop_table(REQUEST)


def _of_request(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("place", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "request_id"],
            [f"{REQUEST}.organization_id", f"{REQUEST}.id"],
            name=op.f(f"fk_{table}_organization_id_request_id_{REQUEST}"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]
