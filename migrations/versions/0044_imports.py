"""締結済み契約の登録: jobs, their files, how each contract came, and timestamps over them (MK-24, MK-25)."""

import sqlalchemy as sa
from alembic import op

from database.append_only import statements
from database.base import Instant

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GUARDED = ("imported_document", "import_stamp")


def upgrade() -> None:
    _jobs()
    _files()
    _documents()
    _stamps()
    op.create_index(
        op.f("ix_stored_file_organization_id_digest"), "stored_file", ["organization_id", "digest"]
    )
    for statement in statements(op.get_bind().dialect.name, GUARDED):
        op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_stored_file_organization_id_digest"), "stored_file")
    for table in ("import_stamp", "imported_document", "import_file", "import_job"):
        op.drop_table(table)


def _jobs() -> None:
    op.create_table(
        "import_job",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("owner_id", KEY, nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("folder_id", KEY, nullable=True),
        sa.Column("stamps", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("started_at", Instant(timezone=True), nullable=True),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_job")),
        sa.UniqueConstraint("public_id", name=op.f("uq_import_job_public_id")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_import_job_organization_id_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_import_job_organization_id_organization")
        ),
        _within("import_job", "owner_id", "app_user"),
    )
    op.create_index(
        op.f("ix_import_job_organization_id_created_at"), "import_job", ["organization_id", "created_at"]
    )


def _files() -> None:
    op.create_table(
        "import_file",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("job_id", KEY, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("sheet_line", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(300), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("file_id", KEY, nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("faults", sa.Text(), nullable=False),
        sa.Column("twins", sa.Text(), nullable=False),
        sa.Column("anyway", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("contract_id", KEY, nullable=True),
        sa.Column("done_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
        sa.UniqueConstraint("job_id", "line", name=op.f("uq_import_file_job_id_line")),
        _within("import_file", "job_id", "import_job"),
        _within("import_file", "file_id", "stored_file"),
        _within("import_file", "contract_id", "contract"),
    )
    op.create_index(op.f("ix_import_file_job_id_outcome_line"), "import_file", ["job_id", "outcome", "line"])


def _documents() -> None:
    op.create_table(
        "imported_document",
        sa.Column("contract_id", KEY, autoincrement=False, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("importer_id", KEY, nullable=False),
        sa.Column("file_id", KEY, nullable=False),
        sa.Column("filename", sa.String(300), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("concluded_how", sa.String(16), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.Column("warnings", sa.String(100), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("stamps", sa.Boolean(), nullable=False),
        sa.Column("imported_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("contract_id", name=op.f("pk_imported_document")),
        _within("imported_document", "contract_id", "contract"),
        _within("imported_document", "importer_id", "app_user"),
        _within("imported_document", "file_id", "stored_file"),
    )
    for columns in (["organization_id", "digest"], ["stamps", "contract_id"]):
        name = f"ix_imported_document_{'_'.join(columns)}"
        op.create_index(op.f(name), "imported_document", columns)


def _stamps() -> None:
    op.create_table(
        "import_stamp",
        sa.Column("contract_id", KEY, autoincrement=False, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("certificates", sa.Text(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("authority", sa.String(300), nullable=False),
        sa.Column("serial", sa.String(100), nullable=False),
        sa.Column("policy", sa.String(100), nullable=False),
        sa.Column("accredited", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("contract_id", name=op.f("pk_import_stamp")),
        _within("import_stamp", "contract_id", "contract"),
    )


def _within(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id", column],
        [f"{other}.organization_id", f"{other}.id"],
        name=op.f(f"fk_{table}_organization_id_{other}"),
    )
