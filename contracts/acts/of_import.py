"""Registering a contract that was concluded elsewhere."""

from dataclasses import dataclass

from contracts.acts.plan import Origin


@dataclass(frozen=True, slots=True)
class ImportContract:
    """The one act of such a contract's life before its term; the fields are those of `ContractImported`."""

    key: str
    origin: Origin
    version: str
    digests: list[str]
    filename_digest: str
    concluded_how: str
    received_on: str
