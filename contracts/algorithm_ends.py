"""Until when an algorithm may be relied on; read again each year (last: 2026-11).

CRYPTREC LS-0003-2022 (暗号強度要件に関する設定基準) lets 112 bits of security make signatures until the end
of 2030 and 128 bits until 2040; ETSI TS 119 312 likewise asks to leave RSA under 3000 bits. The end is that
of making signatures: what is renewed by then never had to be believed any longer.
"""

from datetime import UTC, datetime

BROKEN = datetime(2013, 12, 31, 15, tzinfo=UTC)
"""SHA-1 and 80 bits: no longer to be relied on (CRYPTREC, SHA-1 及び RSA1024 に係る移行指針)."""
BITS_112 = datetime(2030, 12, 31, 15, tzinfo=UTC)
BITS_128 = datetime(2040, 12, 31, 15, tzinfo=UTC)
BITS_192 = datetime(2070, 12, 31, 15, tzinfo=UTC)

DIGESTS = {
    **dict.fromkeys(("sha224", "sha3_224"), BITS_112),
    **dict.fromkeys(("sha256", "sha3_256"), BITS_128),
    **dict.fromkeys(("sha384", "sha512", "sha3_384", "sha3_512"), BITS_192),
}
KEYS = {
    "rsa": ((7680, BITS_192), (3000, BITS_128), (2000, BITS_112)),
    "ec": ((384, BITS_192), (256, BITS_128), (224, BITS_112)),
}
"""The least number of bits for each end, longest first; NIST SP 800-57 has RSA 3072 at 128 bits."""


def digest_end(name: str) -> datetime:
    return DIGESTS.get(name.lower(), BROKEN)


def key_end(kind: str, bits: int) -> datetime:
    """Return the end of a key of this kind (rsa, ec); one that the table does not know has ended."""
    return next((end for least, end in KEYS.get(kind, ()) if bits >= least), BROKEN)
