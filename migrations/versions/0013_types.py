"""契約種別 as data; 定型文, 宛先帳, 文書テンプレート."""

import json
import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

import database.base

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = database.base.Instant(timezone=True)
STORED_FILE = ["stored_file.organization_id", "stored_file.id"]
USER = ["app_user.organization_id", "app_user.id"]
BY_ROLE = {
    "hands_over_freely": False,
    "hands_over_individual": ["貸主", "その他"],
    "hands_over_corporate": ["その他"],
    "lessee_signs": True,
}
AGENT = {"role": "取引士", "own": True, "names_only": True, "imprint": False, "brokered_only": True}
LESSEE = {"role": "借主", "brokered_order": 2}
GUARANTOR = {"role": "連帯保証人", "brokered_order": 2}
COMPANY = "corporate_informal"
LAST = [
    {"role": "貸主", "order": 2, "ours": True, "brokered_order": 3},
    {"role": "自社署名者", "kind": COMPANY, "order": 4, "own": True, "brokered_only": True},
]


def _pair(theirs: str, ours: str, kind: str = "individual") -> dict[str, object]:
    """Return what was proposed for a contract between two."""
    company = {"role": ours, "kind": COMPANY, "order": 2, "ours": True}
    return {"parties": [{"role": theirs, "kind": kind}, company]}


PRESETS = {
    "lease_guarantor": {**BY_ROLE, "guarantee_limit": True, "parties": [AGENT, LESSEE, GUARANTOR, *LAST]},
    "lease": {**BY_ROLE, "parties": [AGENT, LESSEE, *LAST]},
    "renewal": {**BY_ROLE, "parties": [{"role": "借主"}, {"role": "その他", "order": 2}]},
    "nda": _pair("乙", "甲", COMPANY),
    "services": _pair("受託者", "委託者", COMPANY),
    "sale": _pair("買主", "売主"),
    "construction": _pair("注文者", "請負者"),
    "employment": _pair("労働者", "使用者"),
    "other": {"parties": [{"role": "その他"}]},
}
"""What the rules said in code until now, by the code of the type."""


def upgrade() -> None:
    _complete_types()
    _create_snippet()
    _create_contact()
    _create_document_template()
    _create_draft_origin()
    _keep_snippets()


def downgrade() -> None:
    op.drop_table("draft_origin")
    op.drop_table("template_document")
    op.drop_index(op.f("ix_document_template_organization_id_name"), table_name="document_template")
    op.drop_table("document_template")
    op.drop_index("ix_contact_organization_id_mail_key", table_name="contact")
    op.drop_index("ix_contact_organization_id_sorted_by", table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_snippet_organization_id_place"), table_name="snippet")
    op.drop_table("snippet")
    op.drop_column("contract_type", "hidden_at")
    op.drop_column("contract_type", "preset")


def _complete_types() -> None:
    op.add_column("contract_type", sa.Column("preset", sa.Text(), server_default="", nullable=False))
    op.add_column("contract_type", sa.Column("hidden_at", INSTANT, nullable=True))
    kinds = sa.table("contract_type", sa.column("code"), sa.column("preset"))
    for code, preset in PRESETS.items():
        stored = json.dumps(preset, ensure_ascii=False, sort_keys=True)
        op.execute(kinds.update().where(kinds.c.code == code).values(preset=stored))


def _create_snippet() -> None:
    op.create_table(
        "snippet",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("owner_id", KEY, nullable=True),
        sa.Column("place", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_snippet_organization_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "owner_id"], USER, name=op.f("fk_snippet_organization_id_owner_id_app_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snippet")),
        sa.UniqueConstraint("public_id", name=op.f("uq_snippet_public_id")),
    )
    op.create_index(op.f("ix_snippet_organization_id_place"), "snippet", ["organization_id", "place"])


def _create_contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("owner_id", KEY, nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("mail", sa.String(length=320), nullable=False),
        sa.Column("mail_key", sa.String(length=320), nullable=False),
        sa.Column("phone", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("sorted_by", sa.String(length=420), nullable=False),
        sa.Column("found_by", sa.Text(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_contact_organization_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "owner_id"], USER, name=op.f("fk_contact_organization_id_owner_id_app_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contact_public_id")),
    )
    op.create_index("ix_contact_organization_id_sorted_by", "contact", ["organization_id", "sorted_by"])
    op.create_index("ix_contact_organization_id_mail_key", "contact", ["organization_id", "mail_key"])


def _create_document_template() -> None:
    op.create_table(
        "document_template",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("owner_id", KEY, nullable=False),
        sa.Column("type_id", KEY, nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_document_template_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "owner_id"],
            USER,
            name=op.f("fk_document_template_organization_id_owner_id_app_user"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "type_id"],
            ["contract_type.organization_id", "contract_type.id"],
            name=op.f("fk_document_template_organization_id_type_id_contract_type"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_template")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_document_template_organization_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_document_template_public_id")),
    )
    op.create_index(
        op.f("ix_document_template_organization_id_name"), "document_template", ["organization_id", "name"]
    )
    _create_template_document()


def _create_template_document() -> None:
    op.create_table(
        "template_document",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("template_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("uploaded_id", KEY, nullable=False),
        sa.Column("working_id", KEY, nullable=False),
        sa.Column("filename", sa.String(length=300), nullable=False),
        sa.Column("warnings", sa.String(length=300), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "template_id"],
            ["document_template.organization_id", "document_template.id"],
            name=op.f("fk_template_document_organization_id_template_id_document_template"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "uploaded_id"],
            STORED_FILE,
            name=op.f("fk_template_document_organization_id_uploaded_id_stored_file"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "working_id"],
            STORED_FILE,
            name=op.f("fk_template_document_organization_id_working_id_stored_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_document")),
        sa.UniqueConstraint(
            "template_id", "position", name=op.f("uq_template_document_template_id_position")
        ),
    )


def _create_draft_origin() -> None:
    op.create_table(
        "draft_origin",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organization_id", KEY, nullable=False),
        sa.Column("contract_id", KEY, nullable=False),
        sa.Column("template", sa.String(length=36), nullable=False),
        sa.Column("documents", sa.String(length=64), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "contract_id"],
            ["contract.organization_id", "contract.id"],
            name=op.f("fk_draft_origin_organization_id_contract_id_contract"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_origin")),
        sa.UniqueConstraint("contract_id", name=op.f("uq_draft_origin_contract_id")),
    )


def _keep_snippets() -> None:
    """The 定型文 of hints were one text with empty lines between; each becomes a shared row."""
    texts = sa.text(
        "SELECT organization_id, body FROM organization_text WHERE name = 'hint'"
        " ORDER BY organization_id, version"
    )
    newest = {row.organization_id: row.body for row in op.get_bind().execute(texts)}
    snippets = sa.table(
        "snippet",
        *(sa.column(name) for name in ("public_id", "organization_id", "place", "body")),
        sa.column("changed_at", INSTANT),
    )
    for organization, body in newest.items():
        for one in filter(None, body.split("\n\n")):
            op.execute(
                snippets.insert().values(
                    public_id=str(uuid.uuid4()),
                    organization_id=organization,
                    place="hint",
                    body=one,
                    changed_at=datetime(2026, 11, 21, tzinfo=UTC),
                )
            )
