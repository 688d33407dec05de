"""Indexes for the archive: parties of a contract, newest first, and what is yet to be indexed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WAITING = "ix_contract_waiting"
IS_WAITING = sa.text("indexed_rev < rev")


def upgrade() -> None:
    op.create_index(op.f("ix_party_contract_id"), "party", ["contract_id"])
    op.create_index(
        op.f("ix_contract_organization_id_changed_at"), "contract", ["organization_id", "changed_at"]
    )
    op.create_index(op.f(WAITING), "contract", ["id"], sqlite_where=IS_WAITING, postgresql_where=IS_WAITING)


def downgrade() -> None:
    op.drop_index(op.f(WAITING), "contract")
    op.drop_index(op.f("ix_contract_organization_id_changed_at"), "contract")
    op.drop_index(op.f("ix_party_contract_id"), "party")
