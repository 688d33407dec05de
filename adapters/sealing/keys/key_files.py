"""Reading the files an operator puts beside a key; what they hold shows in no message."""

from pathlib import Path

from asn1crypto import crl, pem, x509
from pyhanko.keys import load_certs_from_pemder_data

from adapters.sealing.keys.signing_key import SigningKeyUnusable

LIST_SUFFIXES = {".crl", ".pem"}
LARGEST_LIST = 32 * 1024 * 1024


def content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as reason:
        raise SigningKeyUnusable("file_missing", str(path)) from reason


def secret_in(path: Path | None) -> bytes:
    """Return a passphrase or a PIN: the file without the line's end."""
    return content_of(path).rstrip(b"\r\n") if path else b""


def certificates_in(path: Path | None) -> list[x509.Certificate]:
    """Return what the PEM bundle (or one DER) holds, in its order."""
    if path is None:
        return []
    try:
        return list(load_certs_from_pemder_data(content_of(path)))
    except ValueError as reason:
        raise SigningKeyUnusable("unreadable_certificates", str(path)) from reason


def lists_in(folder: Path) -> tuple[bytes, ...]:
    """Return every revocation list in `folder` (*.crl or *.pem, DER or PEM) as DER, by file name.

    Raises SigningKeyUnusable for one that cannot be read.
    """
    if not folder.is_dir():
        return ()
    files = sorted(one for one in folder.iterdir() if one.suffix in LIST_SUFFIXES)
    return tuple(_list_in(one) for one in files if one.stat().st_size <= LARGEST_LIST)


def _list_in(path: Path) -> bytes:
    """A list of which a part is missing may miss the one line that counts."""
    content = content_of(path)
    try:
        encoded: bytes = pem.unarmor(content)[2] if pem.detect(content) else content
        crl.CertificateList.load(encoded, strict=True)
    except ValueError as reason:
        raise SigningKeyUnusable("unreadable_list", str(path)) from reason
    return encoded


def stamp_of(*paths: Path | None) -> tuple[tuple[int, int, int], ...]:
    """Return what changes when one of the files is put in place anew; a missing one is zeros."""
    return tuple(_stamp(path) for path in paths if path)


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_mtime_ns, found.st_size)
