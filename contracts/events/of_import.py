"""What was concluded elsewhere and is only kept here (domain.md MK-09)."""

from dataclasses import dataclass

from contracts.acts import Origin


@dataclass(frozen=True, slots=True)
class ContractImported:
    """`digests` are the SHA-256 of the files as they came, `concluded_how` is electronic or paper.

    `filename_digest` is the SHA-256 of the file's name, which may name people; `received_on` an ISO day in
    Japan, empty where nobody said when the paper or file was received.
    """

    origin: Origin
    version: str
    digests: list[str]
    filename_digest: str
    concluded_how: str
    received_on: str
