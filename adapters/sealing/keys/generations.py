"""Generations of the test authority: the next signer and TSA under the same root (docs/operations.md)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from adapters.sealing.keys.authority import Authority, load_authority
from adapters.sealing.keys.creation import newest_generation, write_generation
from adapters.sealing.keys.issuance import SIGNER_PROFILE, TSA_PROFILE, issue
from adapters.sealing.keys.key_files import stamp_of


@dataclass(slots=True)
class AuthorityOpening:
    """The folder of the test authority; a generation is noticed by its marker, which is written last."""

    folder: Path
    passphrase: Callable[[], bytes]
    clock: Callable[[], datetime]
    _known: tuple[object, Authority] | None = field(default=None, init=False, repr=False)

    def stamp(self) -> object:
        return newest_generation(self.folder), stamp_of(self.folder / "root.pem")

    def opened(self) -> Authority:
        """Return the newest generation; the same object until there is a newer one."""
        stamp = self.stamp()
        if self._known is None or self._known[0] != stamp:
            self._known = stamp, load_authority(self.folder, self.passphrase(), self.clock)
        return self._known[1]

    current = opened
    """As the source of the built-in TSA, which goes on stamping whatever key signs."""


def renew_authority(folder: Path, passphrase: bytes, now: datetime) -> Authority:
    """Issue the next signer and TSA; whatever an interrupted attempt left is replaced by the next one."""
    standing = load_authority(folder, passphrase, lambda: now)
    identities = {
        "signer": issue(SIGNER_PROFILE, standing.issuing, "issuing", now),
        "tsa": issue(TSA_PROFILE, standing.issuing, "issuing", now),
    }
    write_generation(folder, newest_generation(folder) + 1, identities, passphrase)
    return load_authority(folder, passphrase, lambda: now)
