"""Documents per party: what a party of a draft does not sign, by the digest of the file (MK-65)."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("party", sa.Column("document_ways", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("party", "document_ways")
