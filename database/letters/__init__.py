"""Which letters an effect sends, and what they say: one module per addressee."""

from database.letters.choosing import letters_of
from database.letters.of_failures import failure_notices

__all__ = ["failure_notices", "letters_of"]
