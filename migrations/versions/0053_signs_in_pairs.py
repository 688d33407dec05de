"""SQLite's index of documents knows the signs between words: filled anew, a second for a million characters.

Before, a word with a sign was looked for by its letters, and then in every document that had these.
"""

from alembic import op

from database.body_pairs import FILLED_ANEW

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in FILLED_ANEW:
            op.execute(statement)


def downgrade() -> None:
    """The program of before makes its own index when it forgets all bodies and reads them again."""
