from dataclasses import dataclass


class BundleRefused(Exception):
    """Nothing of the ZIP was taken.

    `code` is damaged, too_many, too_heavy, encrypted, nested, link, escape or busy.
    """

    def __init__(self, code: str, **facts: int | str) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Unpacked:
    """`name` is the last part of the path inside the ZIP; never an address to write to."""

    name: str
    data: bytes
