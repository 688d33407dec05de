"""Sign attributes-N.der with the key of a PKCS#12 file on your own machine (docs/own-certificate.md).

python sign_with_own_certificate.py mine.p12 attributes-1.der [attributes-2.der …]

Writes signature-N.bin beside each and certificates.pem. Where prepared-N.pdf stands beside it too, signs only
data that are of this file. Needs the package `cryptography`; sends nothing.
"""

# ruff: noqa: INP001 -- handed out as one file

import getpass
import hashlib
import re
import sys
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12


def main(words: list[str]) -> int:
    if len(words) < 2:  # noqa: PLR2004 - the PKCS#12 file and one file to sign
        print(__doc__)  # noqa: T201 - a command talks
        return 2
    bundle = load_pkcs12(Path(words[0]).read_bytes(), getpass.getpass("Passphrase: ").encode() or None)
    key = bundle.key
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or bundle.cert is None:
        print("No RSA or EC key with its certificate in this file.")  # noqa: T201 - as above
        return 1
    chain = [bundle.cert, *bundle.additional_certs]
    pem = b"".join(one.certificate.public_bytes(Encoding.PEM) for one in chain)
    Path("certificates.pem").write_bytes(pem)
    for name in words[1:]:
        path = Path(name)
        document = path.with_name(path.name.replace("attributes", "prepared")).with_suffix(".pdf")
        if document.exists() and document_digest(document.read_bytes()) not in path.read_bytes():
            print(f"{path} is not of {document}: nothing is signed.")  # noqa: T201 - as above
            return 1
        made = path.with_name(path.name.replace("attributes", "signature")).with_suffix(".bin")
        made.write_bytes(signature(key, path.read_bytes()))
        print(made)  # noqa: T201 - as above
    return 0


def document_digest(pdf: bytes) -> bytes:
    """Return the SHA-256 of all but the room for the last signature (ISO 32000-1, section 12.8.1)."""
    *_, last = re.finditer(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+\d+", pdf)
    return hashlib.sha256(pdf[: int(last[1])] + pdf[int(last[2]) :]).digest()


def signature(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, data: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    return key.sign(data, ec.ECDSA(hashes.SHA256()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
