"""Which signing certificates were taken into use, and what keeps the key from signing: no key is here."""

from adapters.key_records.generation import Generation, generation_of
from adapters.key_records.records import KeyRecords, Trouble

__all__ = ["Generation", "KeyRecords", "Trouble", "generation_of"]
