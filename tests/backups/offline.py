"""The identity that stays offline, as `age-keygen` would make it."""

from dataclasses import dataclass

import pyrage  # type: ignore[import-untyped]  # it ships no types


@dataclass(frozen=True)
class Offline:
    identity: str
    recipient: str


def new_identity() -> Offline:
    made = pyrage.x25519.Identity.generate()
    return Offline(str(made), str(made.to_public()))
