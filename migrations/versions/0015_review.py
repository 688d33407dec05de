"""Versions and what people do with them: views, marks, comments, shares; 審査依頼; the daily digest."""

import sqlalchemy as sa
from alembic import op

import database.base

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_number",
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_review_number_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("organization_id", "year", name=op.f("pk_review_number")),
    )
    op.create_table(
        "activity_digest",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("since", database.base.Instant(timezone=True), nullable=False),
        sa.Column("until", database.base.Instant(timezone=True), nullable=False),
        sa.Column("fate", sa.String(length=16), server_default="", nullable=False),
        sa.Column("told_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_activity_digest_organization_id_user_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_digest")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activity_digest_public_id")),
        sa.UniqueConstraint("user_id", "since", name=op.f("uq_activity_digest_user_id_since")),
    )
    op.create_table(
        "digest_subscription",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("told_until", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_digest_subscription_organization_id_user_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_subscription")),
        sa.UniqueConstraint("user_id", name=op.f("uq_digest_subscription_user_id")),
    )
    op.create_table(
        "review_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("requester_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assignee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("changed_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("closed_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("fate", sa.String(length=16), server_default="", nullable=False),
        sa.Column("told_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "assignee_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_review_request_organization_id_assignee_id_app_user"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "contract_id"],
            ["contract.organization_id", "contract.id"],
            name=op.f("fk_review_request_organization_id_contract_id_contract"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "requester_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_review_request_organization_id_requester_id_app_user"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_review_request_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_request")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_review_request_organization_id_id")),
        sa.UniqueConstraint(
            "organization_id", "number", name=op.f("uq_review_request_organization_id_number")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_review_request_public_id")),
    )
    op.create_index(op.f("ix_review_request_contract_id"), "review_request", ["contract_id"], unique=False)
    op.create_index(
        op.f("ix_review_request_organization_id_state_changed_at"),
        "review_request",
        ["organization_id", "state", "changed_at"],
        unique=False,
    )
    op.create_table(
        "internal_comment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "contract_id"],
            ["contract.organization_id", "contract.id"],
            name=op.f("fk_internal_comment_organization_id_contract_id_contract"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_internal_comment_organization_id_user_id_app_user"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "version_id"],
            ["document_version.organization_id", "document_version.id"],
            name=op.f("fk_internal_comment_organization_id_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_internal_comment")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_internal_comment_organization_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_internal_comment_public_id")),
    )
    op.create_index(
        op.f("ix_internal_comment_contract_id_at"), "internal_comment", ["contract_id", "at"], unique=False
    )
    op.create_index(
        op.f("ix_internal_comment_organization_id_at"),
        "internal_comment",
        ["organization_id", "at"],
        unique=False,
    )
    op.create_table(
        "review_message",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("fate", sa.String(length=16), server_default="", nullable=False),
        sa.Column("told_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "review_id"],
            ["review_request.organization_id", "review_request.id"],
            name=op.f("fk_review_message_organization_id_review_id_review_request"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_review_message_organization_id_user_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_message")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_review_message_organization_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_review_message_public_id")),
    )
    op.create_index(op.f("ix_review_message_review_id"), "review_message", ["review_id"], unique=False)
    op.create_table(
        "review_person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "review_id"],
            ["review_request.organization_id", "review_request.id"],
            name=op.f("fk_review_person_organization_id_review_id_review_request"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_review_person_organization_id_user_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_person")),
        sa.UniqueConstraint("review_id", "user_id", name=op.f("uq_review_person_review_id_user_id")),
    )
    op.create_index(op.f("ix_review_person_user_id"), "review_person", ["user_id"], unique=False)
    op.create_table(
        "version_mark",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("withdrawn_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_version_mark_organization_id_user_id_app_user"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "version_id"],
            ["document_version.organization_id", "document_version.id"],
            name=op.f("fk_version_mark_organization_id_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_mark")),
        sa.UniqueConstraint("public_id", name=op.f("uq_version_mark_public_id")),
    )
    op.create_index(op.f("ix_version_mark_version_id"), "version_mark", ["version_id"], unique=False)
    op.create_table(
        "version_share",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("display_name", sa.String(length=200), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("mail", sa.String(length=320), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("secret_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=200), nullable=False),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("revoked_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("opened_at", database.base.Instant(timezone=True), nullable=True),
        sa.Column("fate", sa.String(length=16), server_default="", nullable=False),
        sa.Column("told_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "contract_id"],
            ["contract.organization_id", "contract.id"],
            name=op.f("fk_version_share_organization_id_contract_id_contract"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "created_by_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_version_share_organization_id_created_by_id_app_user"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "version_id"],
            ["document_version.organization_id", "document_version.id"],
            name=op.f("fk_version_share_organization_id_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_share")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_version_share_organization_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_version_share_public_id")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_version_share_token_digest")),
    )
    op.create_index(op.f("ix_version_share_contract_id"), "version_share", ["contract_id"], unique=False)
    op.create_table(
        "version_view",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("last_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_version_view_organization_id_user_id_app_user"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "version_id"],
            ["document_version.organization_id", "document_version.id"],
            name=op.f("fk_version_view_organization_id_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_view")),
        sa.UniqueConstraint("version_id", "user_id", name=op.f("uq_version_view_version_id_user_id")),
    )
    op.create_table(
        "comment_mention",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fate", sa.String(length=16), server_default="", nullable=False),
        sa.Column("told_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "comment_id"],
            ["internal_comment.organization_id", "internal_comment.id"],
            name=op.f("fk_comment_mention_organization_id_comment_id_internal_comment"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_comment_mention_organization_id_user_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_mention")),
        sa.UniqueConstraint("comment_id", "user_id", name=op.f("uq_comment_mention_comment_id_user_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_comment_mention_public_id")),
    )
    op.create_table(
        "external_comment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("share_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("fate", sa.String(length=16), server_default="", nullable=False),
        sa.Column("told_at", database.base.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "share_id"],
            ["version_share.organization_id", "version_share.id"],
            name=op.f("fk_external_comment_organization_id_share_id_version_share"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "user_id"],
            ["app_user.organization_id", "app_user.id"],
            name=op.f("fk_external_comment_organization_id_user_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_comment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_external_comment_public_id")),
    )
    op.create_index(
        op.f("ix_external_comment_organization_id_at"),
        "external_comment",
        ["organization_id", "at"],
        unique=False,
    )
    op.create_index(op.f("ix_external_comment_share_id"), "external_comment", ["share_id"], unique=False)
    op.create_table(
        "review_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "file_id"],
            ["stored_file.organization_id", "stored_file.id"],
            name=op.f("fk_review_file_organization_id_file_id_stored_file"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "message_id"],
            ["review_message.organization_id", "review_message.id"],
            name=op.f("fk_review_file_organization_id_message_id_review_message"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "review_id"],
            ["review_request.organization_id", "review_request.id"],
            name=op.f("fk_review_file_organization_id_review_id_review_request"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_review_file_public_id")),
    )
    op.create_index(op.f("ix_review_file_review_id"), "review_file", ["review_id"], unique=False)
    op.create_table(
        "share_session",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("share_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", database.base.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", database.base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "share_id"],
            ["version_share.organization_id", "version_share.id"],
            name=op.f("fk_share_session_organization_id_share_id_version_share"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_session")),
        sa.UniqueConstraint("digest", name=op.f("uq_share_session_digest")),
        sa.UniqueConstraint("public_id", name=op.f("uq_share_session_public_id")),
    )
    op.create_index(op.f("ix_share_session_share_id"), "share_session", ["share_id"], unique=False)
    op.add_column(
        "document_version",
        sa.Column("origin", sa.String(length=16), server_default="uploaded", nullable=False),
    )
    op.add_column("document_version", sa.Column("restored_from", sa.Integer(), nullable=True))
    op.add_column(
        "document_version", sa.Column("removed_at", database.base.Instant(timezone=True), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("document_version", "removed_at")
    op.drop_column("document_version", "restored_from")
    op.drop_column("document_version", "origin")
    op.drop_index(op.f("ix_share_session_share_id"), table_name="share_session")
    op.drop_table("share_session")
    op.drop_index(op.f("ix_review_file_review_id"), table_name="review_file")
    op.drop_table("review_file")
    op.drop_index(op.f("ix_external_comment_share_id"), table_name="external_comment")
    op.drop_index(op.f("ix_external_comment_organization_id_at"), table_name="external_comment")
    op.drop_table("external_comment")
    op.drop_table("comment_mention")
    op.drop_table("version_view")
    op.drop_index(op.f("ix_version_share_contract_id"), table_name="version_share")
    op.drop_table("version_share")
    op.drop_index(op.f("ix_version_mark_version_id"), table_name="version_mark")
    op.drop_table("version_mark")
    op.drop_index(op.f("ix_review_person_user_id"), table_name="review_person")
    op.drop_table("review_person")
    op.drop_index(op.f("ix_review_message_review_id"), table_name="review_message")
    op.drop_table("review_message")
    op.drop_index(op.f("ix_internal_comment_organization_id_at"), table_name="internal_comment")
    op.drop_index(op.f("ix_internal_comment_contract_id_at"), table_name="internal_comment")
    op.drop_table("internal_comment")
    op.drop_index(op.f("ix_review_request_organization_id_state_changed_at"), table_name="review_request")
    op.drop_index(op.f("ix_review_request_contract_id"), table_name="review_request")
    op.drop_table("review_request")
    op.drop_table("digest_subscription")
    op.drop_table("activity_digest")
    op.drop_table("review_number")
