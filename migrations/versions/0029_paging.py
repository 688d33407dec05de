"""What lists of 100,000 contracts read: when a party was last asked, and an index of all they compare."""

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0029"
down_revision = "0027"
branch_labels = None
depends_on = None

LISTED = (
    *("organization_id", "stage", "changed_at", "sequence", "owner_id", "confidential", "folder_id"),
    *("own_access", "type_id", "life", "expiry_alerted_at", "asked_at", "ends_on", "submitted_at", "due"),
    *("concluded_at", "amount", "number", "title", "id"),
)
STAGED = "ix_contract_organization_id_stage_changed_at"
"""Begins as `ix_contract_listed` does and is read for nothing else."""

SHARED = "ix_version_share_created_by_id"
WAS_ASKED = {
    "sqlite": """
        UPDATE contract SET asked_at = (
            SELECT replace(substr(max(at), 1, 19), 'T', ' ')
                || CASE WHEN substr(max(at), 20, 1) = '.' THEN substr(max(at), 20, 7) ELSE '.000000' END
            FROM contract_event
            WHERE contract_event.contract_id = contract.id AND kind IN ('party_invited', 'link_reissued')
        )""",
    "postgresql": """
        UPDATE contract SET asked_at = asked.at
        FROM (
            SELECT contract_id, CAST(max(at) AS timestamptz) AS at
            FROM contract_event WHERE kind IN ('party_invited', 'link_reissued') GROUP BY contract_id
        ) AS asked
        WHERE asked.contract_id = contract.id""",
}
LIVING = ("organization_id", "life", "ends_on")
PARTIAL = (
    ("ix_contract_alerted", "contract", LIVING, "expiry_alerted_at IS NOT NULL"),
    ("ix_party_tried", "party", ("contract_id",), "code_tries > 0"),
    ("ix_contract_asked_back", "contract", ("organization_id",), "returned_how = 'asked_back'"),
)


def upgrade() -> None:
    op.add_column("contract", sa.Column("asked_at", Instant(timezone=True), nullable=True))
    op.execute(WAS_ASKED[op.get_context().dialect.name])
    op.drop_index(STAGED, table_name="contract")
    op.create_index("ix_contract_listed", "contract", list(LISTED))
    for name, table, columns, condition in PARTIAL:
        where = {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
        op.create_index(name, table, list(columns), **where)
    op.create_index(SHARED, "version_share", ["created_by_id"])


def downgrade() -> None:
    op.drop_index(SHARED, table_name="version_share")
    for name, table, _columns, _condition in PARTIAL:
        op.drop_index(name, table_name=table)
    op.drop_index("ix_contract_listed", table_name="contract")
    op.create_index(STAGED, "contract", ["organization_id", "stage", "changed_at"])
    op.drop_column("contract", "asked_at")
