"""The clause on renewals, what the owner decided, and which changes the engine knows (MK-13, MK-22)."""

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

LISTED = "ix_contract_listed"
BEFORE = (
    *("organization_id", "stage", "changed_at", "sequence", "owner_id", "confidential", "folder_id"),
    *("own_access", "type_id", "life", "expiry_alerted_at", "asked_at", "ends_on", "submitted_at", "due"),
    *("concluded_at", "traded_on", "starts_on", "amount", "currency", "amount_state"),
)
LAST = ("number", "title", "id")
NOTICE_BY, UNTOLD = "ix_contract_organization_id_notice_by", "ix_contract_term_untold"
IS_UNTOLD = sa.text("term_told < term_rev")
COLUMNS = (
    ("auto_renews", sa.Boolean(), None),
    ("renews_for", sa.String(16), ""),
    ("notice_period", sa.String(16), ""),
    ("notice_by", sa.Date(), None),
    ("ending", sa.Boolean(), sa.false()),
    ("terminated_on", sa.Date(), None),
    ("renewal_answer", sa.String(16), ""),
    ("renewal_asked_at", Instant(timezone=True), None),
    ("renewal_escalated_at", Instant(timezone=True), None),
    ("term_rev", sa.Integer(), "0"),
    ("term_told", sa.Integer(), "0"),
)


def upgrade() -> None:
    for name, kind, default in COLUMNS:
        column = sa.Column(name, kind, nullable=default is None, server_default=default)
        op.add_column("contract", column)
    op.create_index(op.f(NOTICE_BY), "contract", ["organization_id", "notice_by"])
    op.create_index(UNTOLD, "contract", ["id"], sqlite_where=IS_UNTOLD, postgresql_where=IS_UNTOLD)
    _list_by(*BEFORE, "notice_by", "auto_renews", *LAST)


def downgrade() -> None:
    _list_by(*BEFORE, *LAST)
    op.drop_index(UNTOLD, table_name="contract")
    op.drop_index(op.f(NOTICE_BY), table_name="contract")
    for name, _kind, _default in reversed(COLUMNS):
        op.drop_column("contract", name)


def _list_by(*columns: str) -> None:
    op.drop_index(LISTED, table_name="contract")
    op.create_index(LISTED, "contract", list(columns))
