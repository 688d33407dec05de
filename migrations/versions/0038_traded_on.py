"""取引年月日 of every contract, and what the list narrows by is indexed (LW-17, LW-19)."""

from datetime import timedelta, timezone

import sqlalchemy as sa
from alembic import op

from database.base import Instant

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

JST = timezone(timedelta(hours=9))
CONTRACT = sa.table(
    "contract",
    sa.column("id", sa.BigInteger()),
    sa.column("agreed_on", sa.Date()),
    sa.column("concluded_at", Instant(timezone=True)),
    sa.column("traded_on", sa.Date()),
)
AT_ONCE = 1_000
LISTED = "ix_contract_listed"
BEFORE = (
    *("organization_id", "stage", "changed_at", "sequence", "owner_id", "confidential", "folder_id"),
    *("own_access", "type_id", "life", "expiry_alerted_at", "asked_at", "ends_on", "submitted_at", "due"),
)
LAST = ("number", "title", "id")


def upgrade() -> None:
    op.add_column("contract", sa.Column("traded_on", sa.Date(), nullable=True))
    _follow_what_is_known()
    for column in ("traded_on", "starts_on"):
        name = op.f(f"ix_contract_organization_id_{column}")
        op.create_index(name, "contract", ["organization_id", column])
    amounts = ("amount", "currency", "amount_state")
    _list_by(*BEFORE, "concluded_at", "traded_on", "starts_on", *amounts, *LAST)


def downgrade() -> None:
    _list_by(*BEFORE, "concluded_at", "amount", *LAST)
    for column in ("starts_on", "traded_on"):
        op.drop_index(op.f(f"ix_contract_organization_id_{column}"), table_name="contract")
    op.drop_column("contract", "traded_on")


def _list_by(*columns: str) -> None:
    op.drop_index(LISTED, table_name="contract")
    op.create_index(LISTED, "contract", list(columns))


def _follow_what_is_known() -> None:
    """The day that the document names, and without one the day of the conclusion in Japan."""
    connection = op.get_bind()
    named = CONTRACT.c.agreed_on.is_not(None)
    connection.execute(sa.update(CONTRACT).where(named).values(traded_on=CONTRACT.c.agreed_on))
    concluded = sa.select(CONTRACT.c.id, CONTRACT.c.concluded_at).where(
        ~named, CONTRACT.c.concluded_at.is_not(None)
    )
    rows = [
        {"row": row.id, "day": row.concluded_at.astimezone(JST).date()}
        for row in connection.execute(concluded)
    ]
    one = (
        sa.update(CONTRACT).where(CONTRACT.c.id == sa.bindparam("row")).values(traded_on=sa.bindparam("day"))
    )
    for begin in range(0, len(rows), AT_ONCE):
        connection.execute(one, rows[begin : begin + AT_ONCE])
