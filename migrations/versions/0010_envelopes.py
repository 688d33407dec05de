"""Several documents in one envelope: their files, their signed increments, what a visit opened and read."""

import sqlalchemy as sa
from alembic import op

import database.base
from database.append_only import statements

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STORED_FILE = ["stored_file.organization_id", "stored_file.id"]
GUARDED = ("revision_document",)


def upgrade() -> None:
    _create_version_document()
    _create_revision_document()
    _create_document_reading()
    for statement in statements(op.get_bind().dialect.name, GUARDED):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("document_reading")
    op.drop_index(op.f("ix_revision_document_digest"), table_name="revision_document")
    op.drop_table("revision_document")
    op.drop_table("version_document")


def _create_version_document() -> None:
    op.create_table(
        "version_document",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("uploaded_id", KEY, nullable=False),
        sa.Column("working_id", KEY, nullable=False),
        sa.Column("filename", sa.String(length=300), nullable=False),
        sa.Column("warnings", sa.String(length=300), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "version_id"],
            ["document_version.organization_id", "document_version.id"],
            name=op.f("fk_version_document_organization_id_version_id_document_version"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "uploaded_id"],
            STORED_FILE,
            name=op.f("fk_version_document_organization_id_uploaded_id_stored_file"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "working_id"],
            STORED_FILE,
            name=op.f("fk_version_document_organization_id_working_id_stored_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_document")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_version_document_version_id_position")),
    )


def _create_revision_document() -> None:
    op.create_table(
        "revision_document",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("revision_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("file_id", KEY, nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("timestamped_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("authority", sa.String(length=300), nullable=False),
        sa.Column("serial", sa.String(length=100), nullable=False),
        sa.Column("policy", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_revision_document_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "file_id"],
            STORED_FILE,
            name=op.f("fk_revision_document_organization_id_file_id_stored_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_document")),
        sa.UniqueConstraint(
            "revision_id", "position", name=op.f("uq_revision_document_revision_id_position")
        ),
    )
    op.create_index(op.f("ix_revision_document_digest"), "revision_document", ["digest"], unique=False)


def _create_document_reading() -> None:
    op.create_table(
        "document_reading",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("session_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("opened_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("read_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("view", sa.String(length=16), nullable=False),
        sa.Column("downloaded_revision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["party_session.id"], name=op.f("fk_document_reading_session_id_party_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_reading")),
        sa.UniqueConstraint("session_id", "position", name=op.f("uq_document_reading_session_id_position")),
    )
