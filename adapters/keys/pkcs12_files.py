"""Our own PKCS#12 files: their passphrase is a key of the master key and follows its rotation."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    PKCS12KeyAndCertificates,
    load_pkcs12,
    serialize_key_and_certificates,
)

from adapters.durable import write_over
from adapters.keys.master import KeyPurpose
from adapters.keys.ring import MasterKeys

OURS = (RSAPrivateKey, EllipticCurvePrivateKey)


def settled_passphrase(folder: Path, keys: MasterKeys) -> bytes:
    """Return the passphrase of the newest generation, after bringing every file of the folder under it.

    Each file is replaced in one step, so that a kill leaves the old or the new one; a file that no
    generation opens is left as it is, for its reader to name.
    """
    newest, *older = [key.hex().encode() for key in keys.derived(KeyPurpose.PKCS12).each()]
    for path in sorted(folder.glob("*.p12")) if older else ():
        content = path.read_bytes()
        if _opened(content, newest) is None:
            _bring_under(path, content, newest, older)
    return newest


def _bring_under(path: Path, content: bytes, newest: bytes, older: list[bytes]) -> None:
    for passphrase in older:
        found = _opened(content, passphrase)
        if found is not None:
            write_over(path, [_sealed(found, newest)])
            return


def _opened(content: bytes, passphrase: bytes) -> PKCS12KeyAndCertificates | None:
    try:
        return load_pkcs12(content, passphrase)
    except ValueError:
        return None


def _sealed(found: PKCS12KeyAndCertificates, passphrase: bytes) -> bytes:
    if not isinstance(found.key, OURS) or found.cert is None:
        raise TypeError(type(found.key))
    return serialize_key_and_certificates(
        found.cert.friendly_name,
        found.key,
        found.cert.certificate,
        [one.certificate for one in found.additional_certs] or None,
        BestAvailableEncryption(passphrase),
    )
