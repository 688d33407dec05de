"""甲・乙・丙・丁: what a document calls its parties (domain.md UX-15)."""

DESIGNATIONS = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸")


def next_designation(taken: frozenset[str]) -> str:
    """Return the first that nobody bears; empty when all ten are taken."""
    return next((one for one in DESIGNATIONS if one not in taken), "")


def doubled(designations: tuple[str, ...]) -> frozenset[str]:
    """Return those that more than one party bears."""
    return frozenset(one for one in designations if one and designations.count(one) > 1)
