import logging
import types
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest
from asn1crypto import cms, core
from pyhanko.pdf_utils import generic
from pyhanko.sign import attributes, general
from pyhanko.sign.signers import Signer

from adapters import pdfspeed
from adapters.pdfspeed import der, hexstring, identifiers
from adapters.pdfspeed.source_guard import replace_if_known, source_digest
from adapters.sealing import create_test_authority, load_authority
from adapters.sealing.key_signer import KeySigner
from tests.evidence import contract
from tests.evidence.clock import present

LENGTHS_ENDING_IN_0X80 = (0x80, 0x180, 0xE80, 0x10080)


def test_every_replacement_still_fits_the_installed_packages() -> None:
    assert pdfspeed.install()
    assert core.Asn1Value.dump is der.dump_value
    assert generic.read_hex_string_from_stream is hexstring.read_hex_string


def test_an_unknown_source_is_left_alone_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    def present() -> str:
        return "as it came"

    owner = types.SimpleNamespace(act=present, __name__="somebody")
    with caplog.at_level(logging.WARNING):
        assert not replace_if_known(owner, "act", "0" * 64, lambda: "replaced")
    assert owner.act() == "as it came"
    assert "somebody.act" in caplog.text
    assert replace_if_known(owner, "act", source_digest(present), lambda: "replaced")
    assert owner.act() == "replaced"


@pytest.mark.parametrize(
    ("header", "indefinite"),
    [
        (b"\x30\x80", True),
        (b"\xa0\x80\x30\x80", True),
        (b"\xbf\x87\x68\x80", True),
        (b"\x30\x81\x80", False),
        (b"\x30\x82\x0e\x80", False),
        (b"\x30\x83\x01\x00\x80", False),
        (b"\xa0\x82\x0e\x84\x30\x82\x0e\x80", False),
        (b"\xa0\x80\x30\x81\x80", False),
        (b"\x30\x05", False),
        (b"", False),
        (None, False),
    ],
)
def test_only_a_single_length_octet_of_0x80_is_the_indefinite_form(
    header: bytes | None, *, indefinite: bool
) -> None:
    assert der.ends_indefinite(header) is indefinite


class Counted(core.OctetString):  # type: ignore[misc]  # asn1crypto is untyped
    forced = 0

    def dump(self, force: bool = False) -> bytes:  # noqa: FBT001, FBT002 - asn1crypto's signature
        Counted.forced += force
        encoded: bytes = super().dump(force=force)
        return encoded


class Nested(core.Sequence):  # type: ignore[misc]  # asn1crypto is untyped
    _fields: ClassVar = [("leaf", Counted)]


@pytest.mark.parametrize("length", LENGTHS_ENDING_IN_0X80)
def test_a_definite_length_ending_in_0x80_forces_nothing_to_be_encoded_again(length: int) -> None:
    pdfspeed.install()
    leaf_header = 2 if length <= 0x81 else 3 if length < 0x103 else 4 if length < 0x10004 else 5
    loaded = Nested.load(Nested({"leaf": bytes(length - leaf_header)}).dump())
    assert loaded._header[-1:] == b"\x80"  # noqa: SLF001 - the very octet of the defect
    assert loaded["leaf"].native == bytes(length - leaf_header)
    Counted.forced = 0
    assert loaded.dump() == Nested.load(loaded.dump()).dump()
    assert Counted.forced == 0


def test_an_indefinite_length_is_still_encoded_anew() -> None:
    pdfspeed.install()
    indefinite = b"\x30\x80\x04\x02hi\x00\x00"
    assert Nested.load(indefinite).dump() == b"\x30\x04\x04\x02hi"


def test_a_changed_tree_encodes_as_the_original_functions_would() -> None:
    pdfspeed.install()
    attribute = cms.CMSAttribute({"type": "message_digest", "values": [bytes(32)]})
    attribute["values"][0] = core.OctetString(bytes(120))
    encoded = attribute.dump()
    assert cms.CMSAttribute.load(encoded).native == attribute.native
    assert attribute.dump(force=True) == encoded


@pytest.mark.parametrize(
    "text", [b"<48656C6C6F>", b"<>", b"<486 56c\n6C6F>", b"<4865%x\n6C>", b"<48656C6C6>"]
)
def test_hex_strings_read_as_pyhanko_reads_them(text: bytes) -> None:
    fast, slow = BytesIO(text + b" /Next"), BytesIO(text + b" /Next")
    assert hexstring.read_hex_string(fast) == hexstring._read_slowly(slow)  # noqa: SLF001 - the original, to compare
    assert fast.tell() == slow.tell()


def test_a_long_hex_string_never_takes_the_slow_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_stream: object) -> None:
        raise AssertionError

    monkeypatch.setattr(hexstring, "_read_slowly", refuse)
    octets = bytes(range(256)) * 64
    read = hexstring.read_hex_string(BytesIO(b"<" + octets.hex().encode() + b">"))
    assert read.original_bytes == octets


def test_what_a_signature_says_of_its_certificate_is_what_pyhanko_says(tmp_path: Path) -> None:
    pdfspeed.install()
    create_test_authority(tmp_path, contract.PASSPHRASE, present())
    signer = KeySigner(load_authority(tmp_path, contract.PASSPHRASE, present))
    made = signer.key.certificate
    plain = general.as_signing_certificate_v2(made).dump()
    first, second = (identifiers.as_signing_certificate_v2(made) for _ in range(2))
    assert vars(attributes)["as_signing_certificate_v2"] is identifiers.as_signing_certificate_v2
    assert first is not second
    assert first.dump() == second.dump() == plain
    mechanisms = [one.get_signature_mechanism_for_digest("sha256").dump() for one in (signer, signer)]
    assert mechanisms == [Signer.get_signature_mechanism_for_digest(signer, "sha256").dump()] * 2
