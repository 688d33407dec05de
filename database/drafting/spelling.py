"""A fault as it is told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` is the field's name in the form; `party` the public id of the party, or empty."""

    field: str
    code: str
    party: str = ""
