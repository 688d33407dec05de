"""Writing a new test authority to disk so that a kill at any moment leaves none or a whole one."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from adapters.sealing.keys.issuance import (
    ISSUING_PROFILE,
    ROOT_PROFILE,
    SIGNER_PROFILE,
    TSA_PROFILE,
    Identity,
    issue,
)

MARKER = "complete"
GENERATION = "generation-{number}"
ROOT_PEM = "root.pem"
OWNER_ONLY = 0o600


def create_test_authority(folder: Path, passphrase: bytes, now: datetime) -> None:
    """Make root, issuing authority, signer and TSA once; a folder with its marker is left as it is.

    The marker is written last: whatever an interrupted attempt left behind is replaced by the next one.
    """
    if is_complete(folder):
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    root = issue(ROOT_PROFILE, None, "root", now)
    issuing = issue(ISSUING_PROFILE, root, "root", now)
    identities = {
        "root": root,
        "issuing": issuing,
        "signer": issue(SIGNER_PROFILE, issuing, "issuing", now),
        "tsa": issue(TSA_PROFILE, issuing, "issuing", now),
    }
    for name, identity in identities.items():
        _write_durably(folder / f"{name}.p12", _pkcs12(name, identity, passphrase))
    _write_durably(folder / ROOT_PEM, root.certificate.public_bytes(Encoding.PEM))
    _write_durably(folder / MARKER, b"")


def write_generation(
    folder: Path, number: int, identities: Mapping[str, Identity], passphrase: bytes
) -> None:
    """Add keys beside those before; the marker that puts them into use is written last."""
    for name, identity in identities.items():
        _write_durably(folder / f"{named(name, number)}.p12", _pkcs12(name, identity, passphrase))
    _write_durably(folder / GENERATION.format(number=number), b"")


def named(name: str, generation: int) -> str:
    return name if generation == 1 else f"{name}-{generation}"


def newest_generation(folder: Path) -> int:
    marked = (one.name.removeprefix(GENERATION.format(number="")) for one in folder.glob("generation-*"))
    return max((int(one) for one in marked if one.isdigit()), default=1)


def is_complete(folder: Path) -> bool:
    return (folder / MARKER).exists()


def _pkcs12(name: str, identity: Identity, passphrase: bytes) -> bytes:
    return serialize_key_and_certificates(
        name.encode(), identity.key, identity.certificate, None, BestAvailableEncryption(passphrase)
    )


def _write_durably(path: Path, content: bytes) -> None:
    temporary = path.with_suffix(".new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
