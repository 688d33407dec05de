"""One signature (B-T) by a key in this process, and by the same kinds of key in SoftHSM2 if installed."""

import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from adapters.filling import SigningPlan, prepare
from adapters.sealing import Authority, KeyRing, Pkcs12Opening, Sealer, TokenOpening
from benchmarks.measure import MILLISECONDS, Row, timed
from tests.evidence import contract, foreign, soft_token
from tests.evidence.clock import present
from tests.evidence.foreign import PASSPHRASE, Foreign, Holder

STAGE = "signing: certify (B-T), {key}"
KINDS = {"rsa": "RSA-3072", "ec": "P-256"}


def rows(authority: Authority, uploaded: bytes, plan: SigningPlan, rounds: int) -> Iterator[Row]:
    prepared, house = prepare(uploaded, plan), foreign.foreign_authority()
    signers = {"rsa": house.signer("RSA", foreign.rsa_key()), "ec": house.signer("EC")}

    def row(key: str, opening: Pkcs12Opening | TokenOpening) -> Row:
        sealer = Sealer(KeyRing(opening, present), contract.timestamper(authority), present)
        _, spent = timed(partial(sealer.certify, prepared, contract.creation_reason()), rounds)
        return Row(STAGE.format(key=key), spent, MILLISECONDS, "one signature")

    with tempfile.TemporaryDirectory() as folder:
        for kind, one in signers.items():
            yield row(f"PKCS#12 {KINDS[kind]}", _in_a_file(Path(folder), house, kind, one))
        if not shutil.which("softhsm2-util"):
            return
        with soft_token.token_in(Path(folder) / "hsm") as module:
            for kind, one in signers.items():
                yield row(f"SoftHSM2 {KINDS[kind]}", _on_a_token(Path(folder), module, house, kind, one))


def _in_a_file(folder: Path, house: Foreign, kind: str, one: Holder) -> Pkcs12Opening:
    (folder / "passphrase").write_bytes(PASSPHRASE)
    (folder / f"{kind}.p12").write_bytes(house.pkcs12(one))
    return Pkcs12Opening(folder / f"{kind}.p12", folder / "passphrase", None, partial(tuple, house.lists()))


def _on_a_token(folder: Path, module: Path, house: Foreign, kind: str, one: Holder) -> TokenOpening:
    soft_token.import_key(folder, kind, one)
    (folder / "pin").write_text(soft_token.PIN)
    (folder / f"{kind}.pem").write_bytes(one.pem + house.chain_pem)
    certificates = folder / f"{kind}.pem"
    return TokenOpening(
        module,
        soft_token.TOKEN,
        kind,
        folder / "pin",
        certificates,
        partial(tuple, house.lists()),
        present,
    )
