"""Sign-in with the company's account: an organisation's provider, and who is who there."""

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CAME_BY = (("staff_session", "came_by"), ("staff_challenge", "came_by"))


def upgrade() -> None:
    op.create_table(
        "sign_on_provider",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("client", sa.String(300), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("domains", sa.Text(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("tried_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_sign_on_provider_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_on_provider")),
        sa.UniqueConstraint("organization_id", name=op.f("uq_sign_on_provider_organization_id")),
    )
    op.create_table(
        "sign_on_link",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_sign_on_link_organization_id_user_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_on_link")),
        sa.UniqueConstraint(
            "organization_id",
            "issuer",
            "subject",
            name=op.f("uq_sign_on_link_organization_id_issuer_subject"),
        ),
        sa.UniqueConstraint("user_id", "issuer", name=op.f("uq_sign_on_link_user_id_issuer")),
    )
    for table, name in CAME_BY:
        op.add_column(table, sa.Column(name, sa.String(8), server_default="", nullable=False))
    op.add_column("account_letter", sa.Column("about", sa.String(600), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("account_letter") as letters:
        letters.drop_column("about")
    for table, name in CAME_BY:
        with op.batch_alter_table(table) as altered:
            altered.drop_column(name)
    op.drop_table("sign_on_link")
    op.drop_table("sign_on_provider")
