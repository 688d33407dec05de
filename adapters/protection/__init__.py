"""What the last timestamp of one of our own files rests on; a stranger's file is not read here."""

from adapters.protection.reading import NotTimestamped, protection_of

__all__ = ["NotTimestamped", "protection_of"]
