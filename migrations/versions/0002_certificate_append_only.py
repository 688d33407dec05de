"""A certificate that was issued can be neither changed nor deleted."""

from alembic import op

from database.append_only import statements

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("certificate",)


def upgrade() -> None:
    for statement in statements(op.get_bind().dialect.name, APPEND_ONLY):
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER certificate_append_only ON certificate")
        return
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER certificate_no_{verb}")
