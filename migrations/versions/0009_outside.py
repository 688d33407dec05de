"""What counterparties leave: who holds a place, factors, typed values, answers, accounts, addresses."""

import sqlalchemy as sa
from alembic import op

import database.base
from database.append_only import statements

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ANSWERS = (
    "document_review",
    "delivery_answer",
    "filled_form",
    "party_holder",
    "proposal_answer",
    "address_decision",
    "organization_text",
    "organization_logo",
    "imprint",
)


def upgrade() -> None:
    op.create_table(
        "second_factor",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mail_key", sa.String(length=320), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("credential_id", sa.String(length=400), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("confirmed_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("last_used_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("revoked_at", database.base.Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
        sa.UniqueConstraint(
            "organization_id", "credential_id", name=op.f("uq_second_factor_organization_id_credential_id")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_second_factor_public_id")),
    )
    op.create_index(op.f("ix_second_factor_mail_key"), "second_factor", ["mail_key"], unique=False)
    op.create_table(
        "address_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("company_key", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("mail", sa.String(length=320), nullable=False),
        sa.Column("mail_key", sa.String(length=320), nullable=False),
        sa.Column("previous_mail", sa.String(length=320), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("code_hash", sa.String(length=200), nullable=False),
        sa.Column("declaration", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("remote", sa.String(length=64), nullable=False),
        sa.Column("secret_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("filed_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("confirmed_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_address_entry_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_entry")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_address_entry_organization_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_address_entry_public_id")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_address_entry_token_digest")),
    )
    op.create_index(
        op.f("ix_address_entry_remote_filed_at"), "address_entry", ["remote", "filed_at"], unique=False
    )
    op.create_index(op.f("ix_address_entry_mail_key"), "address_entry", ["mail_key"], unique=False)
    op.create_table(
        "address_decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("address_entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("successor", sa.String(length=36), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "address_entry_id"],
            ["address_entry.organization_id", "address_entry.id"],
            name=op.f("fk_address_decision_organization_id_address_entry_id_address_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "decided_by_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_address_decision_organization_id_decided_by_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_decision")),
        sa.UniqueConstraint("public_id", name=op.f("uq_address_decision_public_id")),
    )
    op.create_index(
        op.f("ix_address_decision_address_entry_id"), "address_decision", ["address_entry_id"], unique=False
    )
    op.create_table(
        "address_invitation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("mail", sa.String(length=320), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("invited_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "invited_by_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_address_invitation_organization_id_invited_by_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_invitation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_address_invitation_public_id")),
    )
    op.create_table(
        "reader",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mail", sa.String(length=320), nullable=False),
        sa.Column("mail_key", sa.String(length=320), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("failed_logins", sa.Integer(), nullable=False),
        sa.Column("locked_until", database.base.Instant(timezone=True), nullable=True),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_reader_organization_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_reader_organization_id_id")),
        sa.UniqueConstraint("organization_id", "mail_key", name=op.f("uq_reader_organization_id_mail_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reader_public_id")),
    )
    op.create_table(
        "reader_invitation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("mail", sa.String(length=320), nullable=False),
        sa.Column("mail_key", sa.String(length=320), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("secret_id", sa.LargeBinary(length=32), nullable=True),
        sa.Column("token_digest", sa.String(length=64), nullable=True),
        sa.Column("remote", sa.String(length=64), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("fate", sa.String(length=16), nullable=True),
        sa.Column("mailed_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("used_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_reader_invitation_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader_invitation")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_reader_invitation_organization_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reader_invitation_public_id")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_reader_invitation_token_digest")),
    )
    op.create_index(op.f("ix_reader_invitation_mail_key"), "reader_invitation", ["mail_key"], unique=False)
    op.create_index(op.f("ix_reader_invitation_remote"), "reader_invitation", ["remote"], unique=False)
    op.create_table(
        "organization_text",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("changed_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "changed_by_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_organization_text_organization_id_changed_by_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_text")),
        sa.UniqueConstraint(
            "organization_id",
            "name",
            "language",
            "version",
            name=op.f("uq_organization_text_organization_id_name_language_version"),
        ),
    )
    op.create_table(
        "organization_logo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("changed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("changed_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "changed_by_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_organization_logo_organization_id_changed_by_id_app_user"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "file_id"],
            ["stored_file.organization_id", "stored_file.id"],
            name=op.f("fk_organization_logo_organization_id_file_id_stored_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_logo")),
        sa.UniqueConstraint(
            "organization_id", "version", name=op.f("uq_organization_logo_organization_id_version")
        ),
    )
    op.create_table(
        "preference",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("changed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("changed_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "changed_by_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_preference_organization_id_changed_by_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
        sa.UniqueConstraint("organization_id", "name", name=op.f("uq_preference_organization_id_name")),
    )
    op.create_table(
        "reader_session",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reader_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("ended_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "reader_id"],
            ["reader.organization_id", "reader.id"],
            name=op.f("fk_reader_session_organization_id_reader_id_reader"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader_session")),
        sa.UniqueConstraint("digest", name=op.f("uq_reader_session_digest")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reader_session_public_id")),
    )
    op.create_table(
        "delivery_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("holder", sa.String(length=36), nullable=False),
        sa.Column("edelivery", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("text_version", sa.String(length=16), nullable=False),
        sa.Column("phrase", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("user_agent", sa.String(length=300), nullable=False),
        sa.Column("at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "party_id"],
            ["party.organization_id", "party.id"],
            name=op.f("fk_delivery_answer_organization_id_party_id_party"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_answer")),
        sa.UniqueConstraint("public_id", name=op.f("uq_delivery_answer_public_id")),
    )
    op.create_table(
        "filled_form",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "party_id"],
            ["party.organization_id", "party.id"],
            name=op.f("fk_filled_form_organization_id_party_id_party"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filled_form")),
        sa.UniqueConstraint("public_id", name=op.f("uq_filled_form_public_id")),
    )
    op.create_table(
        "one_time_code",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("address_key", sa.String(length=320), nullable=False),
        sa.Column("remote", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("secret_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("facts", sa.String(length=2000), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("used_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "party_id"],
            ["party.organization_id", "party.id"],
            name=op.f("fk_one_time_code_organization_id_party_id_party"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_one_time_code_public_id")),
    )
    op.create_index(
        op.f("ix_one_time_code_address_key_created_at"),
        "one_time_code",
        ["address_key", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_one_time_code_remote_created_at"), "one_time_code", ["remote", "created_at"], unique=False
    )
    op.create_table(
        "paper_task",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edelivery", sa.String(length=32), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("done_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["app_user.id"], name=op.f("fk_paper_task_done_by_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "party_id"],
            ["party.organization_id", "party.id"],
            name=op.f("fk_paper_task_organization_id_party_id_party"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_task")),
        sa.UniqueConstraint("party_id", "edelivery", name=op.f("uq_paper_task_party_id_edelivery")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_task_public_id")),
    )
    op.create_table(
        "party_field",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("maps_to", sa.String(length=32), server_default="", nullable=False),
        sa.Column("document", sa.Integer(), server_default="1", nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("x", sa.Double(), nullable=True),
        sa.Column("y", sa.Double(), nullable=True),
        sa.Column("width", sa.Double(), nullable=True),
        sa.Column("height", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "party_id"],
            ["party.organization_id", "party.id"],
            name=op.f("fk_party_field_organization_id_party_id_party"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_field")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_party_field_organization_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_party_field_public_id")),
    )
    op.create_table(
        "party_holder",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("mail", sa.String(length=320), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("previous_company", sa.String(length=200), nullable=False),
        sa.Column("previous_name", sa.String(length=200), nullable=False),
        sa.Column("previous_mail", sa.String(length=320), nullable=False),
        sa.Column("previous_language", sa.String(length=8), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "party_id"],
            ["party.organization_id", "party.id"],
            name=op.f("fk_party_holder_organization_id_party_id_party"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_holder")),
        sa.UniqueConstraint("public_id", name=op.f("uq_party_holder_public_id")),
    )
    op.create_table(
        "reader_claim",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claimed_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "party_id"],
            ["party.organization_id", "party.id"],
            name=op.f("fk_reader_claim_organization_id_party_id_party"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader_claim")),
        sa.UniqueConstraint("party_id", name=op.f("uq_reader_claim_party_id")),
    )
    op.create_table(
        "reader_paper",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reader_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("kept_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "party_id"],
            ["party.organization_id", "party.id"],
            name=op.f("fk_reader_paper_organization_id_party_id_party"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "reader_id"],
            ["reader.organization_id", "reader.id"],
            name=op.f("fk_reader_paper_organization_id_reader_id_reader"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader_paper")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reader_paper_public_id")),
        sa.UniqueConstraint("reader_id", "party_id", name=op.f("uq_reader_paper_reader_id_party_id")),
    )
    op.create_table(
        "document_review",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "required_document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reviewed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "required_document_id"],
            ["required_document.organization_id", "required_document.id"],
            name=op.f("fk_document_review_organization_id_required_document_id_required_document"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "reviewed_by_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_document_review_organization_id_reviewed_by_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_review")),
        sa.UniqueConstraint("public_id", name=op.f("uq_document_review_public_id")),
    )
    op.create_table(
        "field_value",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party_field_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=36), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("saved_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "party_field_id"],
            ["party_field.organization_id", "party_field.id"],
            name=op.f("fk_field_value_organization_id_party_field_id_party_field"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_value")),
        sa.UniqueConstraint(
            "party_field_id", "round", "holder", name=op.f("uq_field_value_party_field_id_round_holder")
        ),
    )
    op.create_table(
        "passed_factor",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("session_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("factor", sa.String(length=16), nullable=False),
        sa.Column("passed_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["party_session.id"], name=op.f("fk_passed_factor_session_id_party_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_factor")),
        sa.UniqueConstraint("session_id", "factor", name=op.f("uq_passed_factor_session_id_factor")),
    )
    op.create_table(
        "proposal_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party", sa.String(length=36), nullable=False),
        sa.Column("form", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=36), nullable=False),
        sa.Column("maps_to", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("adopted", sa.Boolean(), nullable=False),
        sa.Column("answered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["app_user.id"], name=op.f("fk_proposal_answer_answered_by_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "contract_id"],
            ["contract.organization_id", "contract.id"],
            name=op.f("fk_proposal_answer_organization_id_contract_id_contract"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_answer")),
        sa.UniqueConstraint("form", "field", name=op.f("uq_proposal_answer_form_field")),
        sa.UniqueConstraint("public_id", name=op.f("uq_proposal_answer_public_id")),
    )
    for statement in statements(op.get_bind().dialect.name, ANSWERS):
        op.execute(statement)


def downgrade() -> None:
    _free_imprints()
    op.drop_table("proposal_answer")
    op.drop_table("passed_factor")
    op.drop_table("field_value")
    op.drop_table("document_review")
    op.drop_table("reader_paper")
    op.drop_table("reader_claim")
    op.drop_table("party_holder")
    op.drop_table("party_field")
    op.drop_table("paper_task")
    op.drop_index(op.f("ix_one_time_code_remote_created_at"), table_name="one_time_code")
    op.drop_index(op.f("ix_one_time_code_address_key_created_at"), table_name="one_time_code")
    op.drop_table("one_time_code")
    op.drop_table("filled_form")
    op.drop_table("delivery_answer")
    op.drop_table("reader_session")
    op.drop_table("preference")
    op.drop_table("organization_logo")
    op.drop_table("organization_text")
    op.drop_index(op.f("ix_reader_invitation_remote"), table_name="reader_invitation")
    op.drop_index(op.f("ix_reader_invitation_mail_key"), table_name="reader_invitation")
    op.drop_table("reader_invitation")
    op.drop_table("reader")
    op.drop_table("address_invitation")
    op.drop_index(op.f("ix_address_decision_address_entry_id"), table_name="address_decision")
    op.drop_table("address_decision")
    op.drop_index(op.f("ix_address_entry_remote_filed_at"), table_name="address_entry")
    op.drop_index(op.f("ix_address_entry_mail_key"), table_name="address_entry")
    op.drop_table("address_entry")
    op.drop_index(op.f("ix_second_factor_mail_key"), table_name="second_factor")
    op.drop_table("second_factor")


def _free_imprints() -> None:
    """The table is older than this migration and stays: the guard goes."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER imprint_append_only ON imprint")
        return
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER imprint_no_{verb}")
