"""横断閲覧: whom of another organisation an organisation lets look at its contracts."""

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0027"
down_revision = "0025"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE, STANDS = "overview_grant", sa.text("revoked_at IS NULL")
PEOPLE = (
    ("organization_id", "granted_by_id"),
    ("organization_id", "revoked_by_id"),
    ("reader_organization_id", "reader_id"),
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("reader_organization_id", KEY, nullable=False),
        sa.Column("reader_id", KEY, nullable=False),
        sa.Column("takes_files", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("granted_by_id", KEY, nullable=False),
        sa.Column("granted_at", Instant(timezone=True), nullable=False),
        sa.Column("revoked_by_id", KEY, nullable=True),
        sa.Column("revoked_at", Instant(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                pair,
                ["app_user.organization_id", "app_user.id"],
                name=op.f(f"fk_{TABLE}_{'_'.join(pair)}_app_user"),
            )
            for pair in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{TABLE}_public_id")),
    )
    op.create_index(op.f(f"ix_{TABLE}_reader_id"), TABLE, ["reader_id"])
    op.create_index(
        op.f(f"uq_{TABLE}_standing"),
        TABLE,
        ["organization_id", "reader_id"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def downgrade() -> None:
    op.drop_table(TABLE)
