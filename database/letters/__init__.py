"""Which letters an effect sends, and what they say: one module per addressee."""

from database.letters.choosing import letters_of

__all__ = ["letters_of"]
