"""契約情報 read from the words of a contract, by rules in a child that may be killed (MK-34)."""

from adapters.reading.proposing import proposals_in

__all__ = ["proposals_in"]
