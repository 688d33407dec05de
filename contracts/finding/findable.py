from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Findable:
    """A contract as an index takes it: `words` are folded, `rev` says which change they belong to."""

    id: int
    rev: int
    words: str
