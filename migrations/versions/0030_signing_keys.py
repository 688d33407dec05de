"""What a party prepares to sign with its own certificate, and the signatures it brings back (LW-08)."""

import sqlalchemy as sa
from alembic import op

from database.append_only import statements
from database.base import Instant

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
GUARDED = ("own_signature", "own_signature_document", "own_signature_value")


def upgrade() -> None:
    _create_own_signature()
    _create_own_signature_document()
    _create_own_signature_value()
    for statement in statements(op.get_context().dialect.name, GUARDED):
        op.execute(statement)


def downgrade() -> None:
    for table in reversed(GUARDED):
        op.drop_table(table)


def _create_own_signature() -> None:
    op.create_table(
        "own_signature",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("public_id", sa.String(36), nullable=False, unique=True),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("holder", sa.String(36), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("parent", sa.String(64), nullable=False),
        sa.Column("imprint", sa.String(36), nullable=False),
        sa.Column("form", sa.String(36), nullable=False),
        sa.Column("certificates", sa.Text, nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("serial", sa.String(100), nullable=False),
        sa.Column("prepared_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organization_id", "party_id"], ["party.organization_id", "party.id"]),
    )


def _create_own_signature_document() -> None:
    op.create_table(
        "own_signature_document",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("own_signature_id", KEY, sa.ForeignKey("own_signature.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("file_id", KEY, nullable=False),
        sa.Column("attributes", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("own_signature_id", "position"),
        sa.ForeignKeyConstraint(
            ["organization_id", "file_id"], ["stored_file.organization_id", "stored_file.id"]
        ),
    )


def _create_own_signature_value() -> None:
    op.create_table(
        "own_signature_value",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("document_id", KEY, sa.ForeignKey("own_signature_document.id"), nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("given_at", Instant(timezone=True), nullable=False),
        sa.UniqueConstraint("document_id"),
    )
