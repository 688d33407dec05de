"""Each stage of signing one contract with two parties, alone in this process: a short one and a heavy one."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from adapters.certificates import render
from adapters.certificates.drawing import WARMING
from adapters.confinement import standing_by
from adapters.filling import SigningParty, SigningPlan, prepare
from adapters.intake import IntakeLimits, take_in
from adapters.sealing import Authority, Sealer, create_test_authority, load_authority
from adapters.verification import examine
from benchmarks import against_libpdf, token_key
from benchmarks.measure import MILLISECONDS, Row, Sizes, processor_time, timed
from benchmarks.papers import MEGABYTE, heavy_pages, text_pages
from tests.certificate.sample import some_facts
from tests.evidence import contract
from tests.evidence.clock import present

HEAVY_ROUNDS = 3
READY_WITHIN = 30.0
PARTIES = ("a", "b")
PLAN = SigningPlan(
    certificate_id=contract.PLAN.certificate_id,
    title="業務委託契約書",
    sender="株式会社サンプル",
    parties=tuple(
        SigningParty(key, "受託者", f"株式会社{key}", "𠮷田 太郎", imprint=True) for key in PARTIES
    ),
)


def rows(sizes: Sizes) -> Iterator[Row]:
    authority = _authority()
    small = text_pages(sizes.small_pages)
    yield from _life(authority, small, f"{sizes.small_pages} pages", sizes.rounds)
    yield from against_libpdf.rows(small, f"{sizes.small_pages} pages", sizes.rounds)
    yield from token_key.rows(authority, small, PLAN, sizes.rounds)
    yield from _certificate(authority, sizes.rounds)
    large = heavy_pages(sizes.large_pages, sizes.large_megabytes)
    size = f"{sizes.large_pages} pages, {len(large) / MEGABYTE:.0f} MB"
    yield from _life(authority, large, size, min(sizes.rounds, HEAVY_ROUNDS))
    yield from against_libpdf.rows(large, size, min(sizes.rounds, HEAVY_ROUNDS))


def _life(authority: Authority, uploaded: bytes, size: str, rounds: int) -> Iterator[Row]:
    def row(stage: str, spent: float) -> Row:
        return Row(f"signing: {stage}", spent, MILLISECONDS, size)

    sealer = Sealer(authority, contract.timestamper(authority), present)
    taken, spent = timed(lambda: take_in(uploaded, IntakeLimits()), rounds)
    yield row("intake", spent)
    prepared, spent = timed(lambda: prepare(taken.working, PLAN), rounds)
    yield row("prepare", spent)
    standing, spent = timed(lambda: sealer.certify(prepared, contract.creation_reason()), rounds)
    yield row("certify (B-T)", spent)
    for party in PARTIES:
        parent, filling, reason = standing.pdf, contract.filling(party), contract.agreement_reason(party)
        standing, spent = timed(lambda p=parent, f=filling, r=reason: sealer.agree(p, f, r), rounds)  # type: ignore[misc]  # mypy cannot infer defaults
        yield row(f"agree, party {PARTIES.index(party) + 1} of {len(PARTIES)} (B-T)", spent)
    agreed = standing.pdf
    concluded, spent = timed(lambda: sealer.conclude(agreed, "締結"), rounds)
    yield row("conclude (B-LTA)", spent)
    yield row("all of these, of CPU", processor_time(lambda: _chain(sealer, taken.working), rounds))
    _, spent = timed(lambda: sealer.renew_timestamp(concluded.pdf), rounds)
    yield row("renew the timestamp", spent)
    _, spent = timed(lambda: examine(concluded.pdf, [authority.root_pem]), rounds)
    yield row("examine all signatures", spent)


def _chain(sealer: Sealer, working: bytes) -> None:
    """From preparing to concluding, as above; intake is not of it."""
    standing = sealer.certify(prepare(working, PLAN), contract.creation_reason())
    for party in PARTIES:
        standing = sealer.agree(standing.pdf, contract.filling(party), contract.agreement_reason(party))
    sealer.conclude(standing.pdf, "締結")


def _certificate(authority: Authority, rounds: int) -> Iterator[Row]:
    sealer = Sealer(authority, contract.timestamper(authority), present)
    facts = some_facts()
    drawn, spent = timed(lambda: render(facts), rounds)
    yield Row("signing: draw a certificate, fresh child", spent, MILLISECONDS, "one copy")
    with standing_by(WARMING) as ready:
        ready.wait(READY_WITHIN)
        render(facts)
        _, spent = timed(lambda: render(facts), rounds)
        yield Row("signing: draw a certificate, standby", spent, MILLISECONDS, "one copy")
    _, spent = timed(lambda: sealer.seal_certificate(drawn, "証明"), rounds)
    yield Row("signing: sign a certificate (B-LTA)", spent, MILLISECONDS, "one copy")


def _authority() -> Authority:
    with tempfile.TemporaryDirectory() as folder:
        create_test_authority(Path(folder), contract.PASSPHRASE, present())
        return load_authority(Path(folder), contract.PASSPHRASE, present)
