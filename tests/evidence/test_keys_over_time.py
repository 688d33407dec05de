"""The platform's key through what happens to it in years: restarts, renewals, refusals (GM-32)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.sealing import KeyRing, OrderedTimestamper, Pkcs12Opening, Sealer, SigningKeyUnusable
from adapters.sealing.keys.brought_key import BroughtKey
from adapters.sealing.keys.key_files import lists_in
from adapters.sealing.keys.token_key import TokenOpening
from tests.evidence import contract, foreign, soft_token
from tests.evidence.clock import present
from tests.evidence.foreign import PASSPHRASE, Foreign, Holder

YEAR = timedelta(days=365)


@dataclass
class Clock:
    moved: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return present() + self.moved


@dataclass
class Counted:
    """An opening that tells how often the token was asked."""

    opening: TokenOpening
    times: int = field(default=0)

    def stamp(self) -> object:
        return self.opening.stamp()

    def opened(self) -> BroughtKey:
        self.times += 1
        return self.opening.opened()


@pytest.fixture(scope="module")
def house() -> Foreign:
    return foreign.foreign_authority()


@pytest.fixture(scope="module")
def holder(house: Foreign) -> Holder:
    return house.signer("first", life=timedelta(days=30))


@pytest.fixture(scope="module")
def token(
    house: Foreign, holder: Holder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Clock], TokenOpening]]:
    folder = tmp_path_factory.mktemp("hsm")
    with soft_token.token_in(folder) as module:
        soft_token.import_key(folder, "signer", holder)
        (folder / "pin").write_text(soft_token.PIN)
        chain = folder / "chain.pem"
        chain.write_bytes(holder.pem + house.chain_pem)

        def opening(clock: Clock) -> TokenOpening:
            return TokenOpening(module, soft_token.TOKEN, "signer", folder / "pin", chain, tuple, clock)

        yield opening


@pytest.mark.shows("GM-32")
def test_a_pin_that_was_refused_is_not_tried_again_before_its_file_changes(
    token: Callable[[Clock], TokenOpening], tmp_path: Path
) -> None:
    """A module locks itself after a few wrong ones, and what waits for a signature asks every minute."""
    pin = tmp_path / "pin"
    pin.write_text("0000")
    asked = Counted(replace(token(Clock()), pin_file=pin))
    ring = KeyRing(asked, present)
    for _ in range(12):
        with pytest.raises(SigningKeyUnusable) as refused:
            ring.current()
        assert refused.value.code == "wrong_pin"
    assert asked.times == 1
    pin.write_text(soft_token.PIN + "\n")
    assert ring.current().sign(b"data", "sha256")
    assert asked.times == 2


@pytest.mark.shows("GM-32")
def test_after_the_module_was_restarted_one_act_waits_and_the_next_is_signed(
    token: Callable[[Clock], TokenOpening], timestamper: OrderedTimestamper, prepared: bytes
) -> None:
    opening = token(Clock())
    sealer = Sealer(KeyRing(opening, present), timestamper, present)
    first = sealer.certify(prepared, "作成").pdf
    pkcs11.lib(str(opening.module)).reinitialize()
    with pytest.raises(SigningKeyUnusable) as refused:
        sealer.agree(first, contract.filling("a"), "同意")
    assert refused.value.code == "token_failed"
    assert sealer.agree(first, contract.filling("a"), "同意").level == "B-T"


@pytest.mark.shows("GM-32")
def test_the_next_certificate_lies_ready_and_takes_over_when_the_first_ends(
    token: Callable[[Clock], TokenOpening], house: Foreign, holder: Holder, tmp_path: Path
) -> None:
    clock, chain = Clock(), tmp_path / "chain.pem"
    following = house.signer("second", holder.key, since=timedelta(days=20), life=YEAR)
    another = house.signer("of another key", life=2 * YEAR)
    chain.write_bytes(following.pem + another.pem + holder.pem + house.chain_pem)
    ring = KeyRing(replace(token(clock), certificates_file=chain), clock)
    names = []
    for days in (0, 25, 31):
        clock.moved = timedelta(days=days)
        key = ring.current()
        assert key.sign(b"data", "sha256")
        names.append(key.certificate.subject.native["common_name"])
    assert names == ["first", "first", "second"]


@pytest.mark.shows("GM-32")
def test_a_handle_that_became_another_key_signs_nothing(
    token: Callable[[Clock], TokenOpening], house: Foreign
) -> None:
    opening = token(Clock())
    key = opening.opened()
    signing = key.signature.__self__  # type: ignore[attr-defined]  # the bound method of the token's key
    other = house.signer("other").certificate.public_bytes(Encoding.DER)
    mistaken = replace(signing, certificate=type(key.certificate).load(other))
    stamp = opening.stamp()
    with pytest.raises(SigningKeyUnusable) as refused:
        mistaken.signature(b"data", "sha256")
    assert refused.value.code == "token_failed"
    assert opening.stamp() != stamp


def in_a_file(folder: Path, house: Foreign, lists: Callable[[], tuple[bytes, ...]]) -> Pkcs12Opening:
    (folder / "signer.p12").write_bytes(house.pkcs12(house.signer()))
    (folder / "passphrase").write_bytes(PASSPHRASE)
    return Pkcs12Opening(folder / "signer.p12", folder / "passphrase", None, lists)


@pytest.mark.shows("GM-32")
def test_a_list_of_which_half_is_there_stops_the_signing_and_is_named(house: Foreign, tmp_path: Path) -> None:
    folder = tmp_path / "crls"
    folder.mkdir()
    whole = house.lists()[1]
    ring = KeyRing(in_a_file(tmp_path, house, lambda: lists_in(folder)), present)
    (folder / "issuing.crl").write_bytes(whole)
    ring.current()
    (folder / "issuing.crl").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SigningKeyUnusable) as refused:
        ring.current()
    assert (refused.value.code, refused.value.place) == ("unreadable_list", str(folder / "issuing.crl"))
    (folder / "issuing.crl").write_bytes(whole)
    ring.current()


@pytest.mark.shows("GM-32")
def test_a_key_whose_issuer_was_revoked_signs_nothing(house: Foreign, tmp_path: Path) -> None:
    revoking = house.root_list(house.issuer)
    with pytest.raises(SigningKeyUnusable) as refused:
        KeyRing(in_a_file(tmp_path, house, lambda: (revoking,)), present).current()
    assert refused.value.code == "revoked"
