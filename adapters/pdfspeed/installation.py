"""Which function is replaced by which, and the digest of the source each replacement was written for."""

from typing import Any

from asn1crypto import core, x509
from pyhanko.pdf_utils import generic, misc
from pyhanko.sign import attributes
from pyhanko.sign.signers import pdf_byterange

from adapters.pdfspeed import beginning, der, hexstring, identifiers, names, tokens
from adapters.pdfspeed.source_guard import replace_if_known, source_digest

FILL = "d20ffd1bf9d2f7b8f4145a747f0a1e84c014a707d5860ff3922d0e1abb8f34cd"

REPLACEMENTS = (
    (
        core.Asn1Value,
        "dump",
        "6a16147b803e8c2a2e3b26b2aedc31dc1df78313a8fab321bf2bfb719308d303",
        der.dump_value,
    ),
    (
        core.Choice,
        "dump",
        "93c59b4f81bc8b5e2d27f4d65341932ce0bc4cbb0d16fca3d9f65f8f57fe450b",
        der.dump_choice,
    ),
    (
        core.Primitive,
        "dump",
        "424191d6a254140554f61de875bfb84ac44270f197db7ab52df4730f4d916427",
        der.dump_primitive,
    ),
    (
        core.Sequence,
        "dump",
        "d6cb83b88b60c2bee304f9e17c1fce1455c5d9dbd661daaf7511e470a9bdbd73",
        der.dump_sequence,
    ),
    (
        core.SequenceOf,
        "dump",
        "5f5f47f4872865b73f6ae46bd4d62d42849ea5621531639fb15152a55a9ab1f4",
        der.dump_sequence_of,
    ),
    (
        generic,
        "read_hex_string_from_stream",
        "2004d63b8e1ce3d9a894ab0912667f0f056ffb290b95c7615e59b36b883233e2",
        hexstring.read_hex_string,
    ),
    (
        x509.NameTypeAndValue,
        "_ldap_string_prep",
        "1e534b7794dcfc3f0a42ca932a38ccf2bd16d9cae39b2446809932099a02ad8e",
        names.ldap_string_prep,
    ),
    (
        x509.Name,
        "__eq__",
        "7b7709c4f15eba0bad0403a1e09ed99d7e6c76543fe0741be728a1a86cfb8c41",
        names.names_equal,
    ),
    (
        x509.Name,
        "hashable",
        "5f59e0d1a65a619ebc4143c2e947fc52e5b28e98580e57c8982cdecf89d3b413",
        names.hashable,
    ),
    (
        generic,
        "_decode_name",
        "963405df0a1e5d065bee31c001a23282daaa69306db2be73f67ee1f9cf9c74a9",
        tokens.decode_name,
    ),
    (
        generic,
        "_read_string_literal_bytes",
        "a5364a8088596ff614d2c1c1f027e9c47d305708be972bcbdd2d2dac5495521e",
        tokens.read_string,
    ),
    (
        misc,
        "_read_until_class",
        "d532d57667257cc8fa86aef3488336e36f6cb2af8ae3c5de124e00383bb1eaf9",
        tokens.read_until,
    ),
    (
        attributes,
        "as_signing_certificate_v2",
        "3c26d9b5d85c7f0e65450fb67abb8a0f95fe190a5ab9168911e0901f411b0ffd",
        identifiers.as_signing_certificate_v2,
    ),
)


def install() -> bool:
    """Return whether every target was the known one and is now replaced; repeating it is harmless."""
    outcomes = [replace_if_known(*replacement) for replacement in REPLACEMENTS]
    return all(outcomes) and _digest_with_known_beginnings()


def _digest_with_known_beginnings() -> bool:
    """`fill` asks its module for `hashes.Hash` and for nothing else of it."""
    module: Any = pdf_byterange
    if module.hashes is beginning.HASHES:
        return True
    is_known = source_digest(pdf_byterange.PdfByteRangeDigest.fill) == FILL
    if is_known:
        module.hashes = beginning.HASHES
    return is_known
