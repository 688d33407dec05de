"""Which function is replaced by which, and the digest of the source each replacement was written for."""

from asn1crypto import core
from pyhanko.pdf_utils import generic

from adapters.pdfspeed import der, hexstring
from adapters.pdfspeed.source_guard import replace_if_known

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
)


def install() -> bool:
    """Return whether every target was the known one and is now replaced; repeating it is harmless."""
    outcomes = [replace_if_known(*replacement) for replacement in REPLACEMENTS]
    return all(outcomes)
