"""How a party is reached, what it must prove, and what it is asked for."""

import sqlalchemy as sa
from alembic import op

import database.base

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

EDELIVERY = {
    "lease_guarantor": "article37",
    "lease": "article37",
    "construction": "construction",
    "employment": "labour",
}


def upgrade() -> None:
    op.add_column("app_user", sa.Column("phone", sa.String(length=32), server_default="", nullable=False))
    op.add_column("contract", sa.Column("comment", sa.Text(), server_default="", nullable=False))
    op.add_column("contract", sa.Column("guarantee_limit", sa.BigInteger(), nullable=True))
    op.add_column("contract", sa.Column("agreed_on", sa.Date(), nullable=True))
    op.add_column(
        "contract", sa.Column("claim_domains", sa.String(length=1000), server_default="", nullable=False)
    )
    op.add_column(
        "contract_type", sa.Column("edelivery", sa.String(length=32), server_default="", nullable=False)
    )
    op.add_column(
        "imprint", sa.Column("method", sa.String(length=16), server_default="generated", nullable=False)
    )
    op.add_column("imprint", sa.Column("holder", sa.String(length=36), server_default="", nullable=False))
    op.add_column("imprint", sa.Column("picture", sa.LargeBinary(), nullable=True))
    op.add_column(
        "delivery", sa.Column("channel", sa.String(length=8), server_default="mail", nullable=False)
    )
    op.add_column("delivery", sa.Column("address", sa.String(length=320), server_default="", nullable=False))
    op.add_column("delivery", sa.Column("reason", sa.String(length=32), server_default="", nullable=False))
    op.add_column("delivery", sa.Column("changed_on", sa.Date(), nullable=True))
    with op.batch_alter_table("party_link") as table:
        table.add_column(sa.Column("short_digest", sa.String(length=64), nullable=True))
        table.create_unique_constraint(op.f("uq_party_link_short_digest"), ["short_digest"])
    op.add_column("party", sa.Column("phone", sa.String(length=16), server_default="", nullable=False))
    op.add_column("party", sa.Column("phone_obtained_on", sa.Date(), nullable=True))
    op.add_column("party", sa.Column("claimable", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "party", sa.Column("may_hand_over", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("party", sa.Column("profile", sa.String(length=4), server_default="", nullable=False))
    op.add_column("party", sa.Column("declares", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("party", sa.Column("names_only", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("party", sa.Column("registration", sa.String(length=64), server_default="", nullable=False))
    op.add_column("party", sa.Column("as_proxy", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "party", sa.Column("seal_methods", sa.String(length=64), server_default="generated", nullable=False)
    )
    op.add_column("party", sa.Column("holder", sa.String(length=36), server_default="", nullable=False))
    op.add_column("party", sa.Column("held_since", database.base.Instant(timezone=True), nullable=True))
    op.add_column("required_document", sa.Column("note", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "required_document", sa.Column("required", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.add_column(
        "required_document", sa.Column("is_identity", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column(
        "submitted_file", sa.Column("holder", sa.String(length=36), server_default="", nullable=False)
    )
    op.add_column(
        "submitted_file", sa.Column("purged_at", database.base.Instant(timezone=True), nullable=True)
    )
    op.add_column(
        "submitted_file", sa.Column("answers", sa.String(length=36), server_default="", nullable=False)
    )
    op.add_column(
        "submitted_file", sa.Column("removed_at", database.base.Instant(timezone=True), nullable=True)
    )

    for code, edelivery in EDELIVERY.items():
        types = sa.table("contract_type", sa.column("code"), sa.column("edelivery"))
        op.execute(types.update().where(types.c.code == code).values(edelivery=edelivery))


def downgrade() -> None:
    op.drop_column("submitted_file", "removed_at")
    op.drop_column("submitted_file", "answers")
    op.drop_column("submitted_file", "purged_at")
    op.drop_column("submitted_file", "holder")
    op.drop_column("required_document", "is_identity")
    op.drop_column("required_document", "required")
    op.drop_column("required_document", "note")
    op.drop_column("party", "held_since")
    op.drop_column("party", "holder")
    op.drop_column("party", "seal_methods")
    op.drop_column("party", "as_proxy")
    op.drop_column("party", "registration")
    op.drop_column("party", "names_only")
    op.drop_column("party", "declares")
    op.drop_column("party", "profile")
    op.drop_column("party", "may_hand_over")
    op.drop_column("party", "claimable")
    op.drop_column("party", "phone_obtained_on")
    op.drop_column("party", "phone")
    op.drop_column("imprint", "picture")
    op.drop_column("imprint", "holder")
    op.drop_column("imprint", "method")
    with op.batch_alter_table("party_link") as table:
        table.drop_constraint(op.f("uq_party_link_short_digest"), type_="unique")
        table.drop_column("short_digest")
    op.drop_column("delivery", "changed_on")
    op.drop_column("delivery", "reason")
    op.drop_column("delivery", "address")
    op.drop_column("delivery", "channel")
    op.drop_column("contract_type", "edelivery")
    op.drop_column("contract", "claim_domains")
    op.drop_column("contract", "agreed_on")
    op.drop_column("contract", "guarantee_limit")
    op.drop_column("contract", "comment")
    op.drop_column("app_user", "phone")
