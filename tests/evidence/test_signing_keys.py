"""The platform's key in a file or in a module of hardware: what it signs, and when it signs nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.sign.ades.report import AdESPassed

from adapters.sealing import (
    Authority,
    KeyRing,
    OrderedTimestamper,
    Pkcs12Opening,
    Sealer,
    SigningKeyUnusable,
    TokenOpening,
)
from adapters.sealing.keys.authority import as_asn1
from adapters.verification.reading import findings_of
from contracts.verdict import Colour, verdict_of
from tests.evidence import contract, foreign, independent, soft_token
from tests.evidence.clock import present
from tests.evidence.foreign import PASSPHRASE, Foreign, Holder, as_x509, lasting

Opened = Pkcs12Opening | TokenOpening


@dataclass(frozen=True)
class Around:
    """What stands around the key: the built-in TSA's authority and a document that waits for signatures."""

    root: bytes
    timestamper: OrderedTimestamper
    prepared: bytes


@pytest.fixture
def around(authority: Authority, timestamper: OrderedTimestamper, prepared: bytes) -> Around:
    return Around(authority.root_pem, timestamper, prepared)


@pytest.fixture(scope="module")
def openings(house: Foreign, signers: dict[str, Holder], token: Callable[..., TokenOpening]) -> "Openings":
    return Openings(house, signers, token)


@dataclass(frozen=True)
class Openings:
    """The same two keys in files and on a token."""

    house: Foreign
    signers: dict[str, Holder]
    token: Callable[..., TokenOpening]

    def of(self, place: str, kind: str, folder: Path) -> Opened:
        one = self.signers[kind]
        if place == "file":
            return in_a_file(folder, self.house, one, self.house.lists())
        return self.on_the_token(kind, folder)

    def on_the_token(self, kind: str, folder: Path) -> TokenOpening:
        leaf = b"" if kind == "rsa" else self.signers[kind].pem
        (folder / "chain.pem").write_bytes(leaf + self.house.chain_pem)
        return self.token(kind, folder / "chain.pem", self.house.lists())


@pytest.fixture(scope="module")
def house() -> Foreign:
    return foreign.foreign_authority()


@pytest.fixture(scope="module")
def signers(house: Foreign) -> dict[str, Holder]:
    return {"rsa": house.signer("RSA", foreign.rsa_key()), "ec": house.signer("EC")}


@pytest.fixture(scope="module")
def token(
    signers: dict[str, Holder], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., TokenOpening]]:
    """A token with both keys; the certificate of the RSA key stands on it too."""
    folder = tmp_path_factory.mktemp("hsm")
    with soft_token.token_in(folder) as module:
        for name, one in signers.items():
            soft_token.import_key(folder, name, one)
        soft_token.import_certificate(module, "rsa", signers["rsa"])
        (folder / "pin").write_text(f"{soft_token.PIN}\n")

        def opening(label: str, certificates: Path, lists: tuple[bytes, ...]) -> TokenOpening:
            return TokenOpening(
                module, soft_token.TOKEN, label, folder / "pin", certificates, lambda: lists, present
            )

        yield opening


def in_a_file(folder: Path, house: Foreign, one: Holder, lists: tuple[bytes, ...] = ()) -> Pkcs12Opening:
    (folder / "signer.p12").write_bytes(house.pkcs12(one))
    (folder / "passphrase").write_bytes(PASSPHRASE + b"\n")
    return Pkcs12Opening(folder / "signer.p12", folder / "passphrase", None, lambda: lists)


@pytest.mark.shows("GM-32")
@pytest.mark.parametrize("kind", ["rsa", "ec"])
@pytest.mark.parametrize("place", ["file", "token"])
def test_a_whole_contract_is_signed_with_a_key_of_the_operator(
    kind: str, place: str, openings: Openings, around: Around, tmp_path: Path
) -> None:
    ring = KeyRing(openings.of(place, kind, tmp_path), present)
    story = contract.told(Sealer(ring, around.timestamper, present), around.prepared)
    roots = [around.root, openings.house.root.pem]
    verdict = verdict_of(findings_of(story.concluded, roots), None)
    assert (verdict.colour, verdict.every_signer_trusted) == (Colour.GREEN, True)
    assert {one.signer for one in findings_of(story.concluded, roots).signatures[:-1]} == {kind.upper()}
    (tmp_path / "root.pem").write_bytes(openings.house.root.pem)
    cut = [found for found in independent.cut_out(story.concluded) if not found.is_timestamp]
    assert len(cut) == len(contract.KEYS) + 2
    assert all(independent.cms_verifies(found, tmp_path / "root.pem", tmp_path) for found in cut)


def spoiled(name: str, house: Foreign, folder: Path) -> Pkcs12Opening:
    """A key in a file with one fault."""
    past = timedelta(days=-400)
    makers: dict[str, Callable[[], Holder]] = {
        "expired": lambda: house.signer(since=past, life=timedelta(days=-1)),
        "not_yet_valid": lambda: house.signer(since=timedelta(days=1)),
        "is_an_authority": lambda: house.signer(ca=True),
        "not_for_signing": lambda: house.signer(purpose=foreign.SERVER),
        "too_weak": lambda: house.signer("weak", rsa.generate_private_key(65537, 1024)),  # noqa: S505 - what is refused
    }
    one = makers.get(name, house.signer)()
    opening = in_a_file(folder, house, one, house.lists(one) if name == "revoked" else ())
    if name == "no_chain":
        opening.file.write_bytes(foreign.foreign_authority("Other").pkcs12(one))
    if name == "wrong_passphrase":
        (folder / "passphrase").write_bytes(b"another")
    if name == "file_missing":
        opening.file.unlink()
    return opening


@pytest.mark.shows("GM-32")
@pytest.mark.parametrize(
    "code",
    [
        *("expired", "not_yet_valid", "is_an_authority", "not_for_signing", "too_weak", "revoked"),
        *("no_chain", "wrong_passphrase", "file_missing"),
    ],
)
def test_with_a_key_that_may_not_sign_nothing_is_signed(
    code: str, house: Foreign, timestamper: OrderedTimestamper, prepared: bytes, tmp_path: Path
) -> None:
    said: list[str] = []
    ring = KeyRing(spoiled(code, house, tmp_path), present, troubled=lambda told, _place: said.append(told))
    with pytest.raises(SigningKeyUnusable) as refused:
        Sealer(ring, timestamper, present).certify(prepared, "作成")
    assert (refused.value.code, said) == (code, [code])
    assert PASSPHRASE.decode() not in f"{refused.value!r}{refused.value}"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("module_failed", {"module": Path("/nonexistent/module.so")}),
        ("token_not_found", {"token": "another"}),
        ("wrong_pin", {"pin_file": "wrong"}),
        ("key_not_found", {"label": "ec"}),
    ],
)
def test_a_token_that_is_not_as_configured_signs_nothing(
    code: str, change: dict[str, Any], openings: Openings, tmp_path: Path
) -> None:
    (tmp_path / "wrong").write_text("0000")
    opening = openings.on_the_token("rsa", tmp_path)
    files: dict[str, Any] = {
        name: tmp_path / value for name, value in change.items() if name.endswith("_file")
    }
    with pytest.raises(SigningKeyUnusable) as refused:
        KeyRing(replace(opening, **{**change, **files}), present).current()
    assert refused.value.code == code
    assert soft_token.PIN not in str(refused.value)


@pytest.mark.shows("GM-32")
def test_neither_the_key_nor_its_secrets_show_when_it_is_printed(
    house: Foreign, signers: dict[str, Holder], tmp_path: Path
) -> None:
    opening = in_a_file(tmp_path, house, signers["rsa"])
    ring = KeyRing(opening, present)
    key = signers["rsa"].key
    assert isinstance(key, rsa.RSAPrivateKey)
    secrets = [str(key.private_numbers().d), f"{key.private_numbers().d:x}", PASSPHRASE.decode()]
    shown = f"{opening!r}{ring.current()!r}{vars(ring)!r}"
    assert not [one for one in secrets if one in shown]


@pytest.mark.shows("GM-32")
def test_a_new_key_put_in_place_signs_the_next_act_and_the_contract_of_both_is_green(
    house: Foreign,
    authority: Authority,
    timestamper: OrderedTimestamper,
    prepared: bytes,
    tmp_path: Path,
) -> None:
    """The old authority and the new are two: the file carries what proves either one later."""
    other = foreign.foreign_authority("Other")
    lists = (*house.lists(), *other.lists())
    taken: list[str] = []
    opening = in_a_file(tmp_path, house, house.signer("first"), lists)
    ring = KeyRing(opening, present, lambda key: taken.append(key.certificate.subject.native["common_name"]))
    sealer = Sealer(ring, timestamper, present)
    agreed = sealer.agree(
        sealer.certify(prepared, "作成").pdf, contract.filling("a"), contract.agreement_reason("a")
    )
    in_a_file(tmp_path, other, other.signer("second"), lists)
    story = agreed
    for key in contract.KEYS[1:]:
        story = sealer.agree(story.pdf, contract.filling(key), contract.agreement_reason(key))
    concluded = sealer.conclude(story.pdf, "締結").pdf
    roots = [authority.root_pem, house.root.pem, other.root.pem]
    found = findings_of(concluded, roots)
    assert [one.signer for one in found.signatures[:-1]] == ["first"] * 2 + ["second"] * 3
    assert taken == ["first", "second"]
    verdict = verdict_of(found, None)
    assert (verdict.colour, verdict.every_signer_trusted) == (Colour.GREEN, True)
    trusted = [as_asn1(authority.root), *map(as_x509, (house.root, other.root))]
    known = [*authority.revocation_lists(), *lists]
    for later in (timedelta(0), timedelta(days=1)):
        assert lasting(concluded, trusted, known, present() + later) == {AdESPassed.OK}
