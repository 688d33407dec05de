"""署名位置: the boxes of signers on the pages, their edition, and where they stand on a later version.

Boxes of typed values stand in `party_field` since 0009.
"""

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "party_box",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Double(), nullable=False) for name in ("x", "y", "width", "height")),
        sa.ForeignKeyConstraint(
            ["organization_id", "party_id"],
            ["party.organization_id", "party.id"],
            name=op.f("fk_party_box_organization_id_party_id_party"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_box")),
        sa.UniqueConstraint("public_id", name=op.f("uq_party_box_public_id")),
    )
    op.create_index(op.f("ix_party_box_party_id"), "party_box", ["party_id"])
    op.create_table(
        "placement",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("contract_id", KEY, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_placement_organization_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "contract_id"],
            ["contract.organization_id", "contract.id"],
            name=op.f("fk_placement_organization_id_contract_id_contract"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("contract_id", name=op.f("uq_placement_contract_id")),
    )
    op.create_table(
        "version_placement",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("boxes", sa.Text(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "version_id"],
            ["document_version.organization_id", "document_version.id"],
            name=op.f("fk_version_placement_organization_id_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_placement")),
        sa.UniqueConstraint("version_id", name=op.f("uq_version_placement_version_id")),
    )


def downgrade() -> None:
    op.drop_table("version_placement")
    op.drop_table("placement")
    op.drop_index(op.f("ix_party_box_party_id"), "party_box")
    op.drop_table("party_box")
