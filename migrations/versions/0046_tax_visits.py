"""税務調査モード: who was let look at one fiscal year, and their sessions (NX-07)."""

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
VISIT, SESSION = "tax_visit", "tax_visit_session"


def upgrade() -> None:
    op.create_table(
        VISIT,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("login", sa.String(16), nullable=False),
        sa.Column("visitor", sa.String(200), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("kept_as", sa.String(60), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("failed_logins", sa.Integer(), nullable=False),
        sa.Column("locked_until", Instant(timezone=True), nullable=True),
        sa.Column("given_by_id", KEY, nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("revoked_by_id", KEY, nullable=True),
        sa.Column("revoked_at", Instant(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                ["organization_id", column],
                ["app_user.organization_id", "app_user.id"],
                name=op.f(f"fk_{VISIT}_organization_id_{column}_app_user"),
            )
            for column in ("given_by_id", "revoked_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{VISIT}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{VISIT}_public_id")),
        sa.UniqueConstraint("login", name=op.f(f"uq_{VISIT}_login")),
        sa.UniqueConstraint("organization_id", "id", name=op.f(f"uq_{VISIT}_organization_id_id")),
    )
    op.create_table(
        SESSION,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("visit_id", KEY, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "visit_id"],
            [f"{VISIT}.organization_id", f"{VISIT}.id"],
            name=op.f(f"fk_{SESSION}_organization_id_visit_id_{VISIT}"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{SESSION}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{SESSION}_public_id")),
        sa.UniqueConstraint("digest", name=op.f(f"uq_{SESSION}_digest")),
    )


def downgrade() -> None:
    op.drop_table(SESSION)
    op.drop_table(VISIT)
