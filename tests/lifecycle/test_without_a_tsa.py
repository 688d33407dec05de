"""No TSA answers: the agreement stands at once, its signature and the next order wait, the post does not."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from temporalio.client import Client

from adapters.keys import KeyPurpose
from adapters.sealing import LocalTimestamper, load_authority
from database.evidence import Revision
from tests.evidence.faulty_tsa import served
from tests.lifecycle.office import Office, open_office
from tests.lifecycle.stage_hands import Case, workers
from workflows.door import Door
from workflows.wiring import machine_clock


@dataclass
class Tsa:
    """An honest TSA over HTTP that can be switched off."""

    office: Office | None = None
    answers: bool = True
    asked_in_vain: int = 0

    def __call__(self, request: bytes) -> tuple[int, bytes]:
        if not self.answers or self.office is None:
            self.asked_in_vain += 1
            return 503, b""
        opened = self.office.opened
        passphrase = opened.keys.derived(KeyPurpose.PKCS12).hex().encode()
        authority = load_authority(opened.settings.keys / "authority", passphrase, machine_clock)
        return 200, asyncio.run(LocalTimestamper(authority).answer(request))


@pytest.fixture
def tsa() -> Tsa:
    return Tsa()


@pytest.fixture
def office(tmp_path: Path, tsa: Tsa) -> Iterator[Office]:
    with served(tsa) as url:
        tsa.office = open_office(tmp_path / "home", WARIFU_TSA_URLS=url)
        yield tsa.office


@pytest.mark.shows("LW-11")
async def test_an_agreement_without_a_timestamp_waits_and_the_next_order_with_it(
    office: Office, client: Client, tsa: Tsa
) -> None:
    async with workers(client, office):
        one = Case(office, office.draft([1, 2]), Door(client))
        await one.submit()
        first, second = one.draft.parties
        await one.invited(first)
        tsa.answers = False
        acknowledged = await one.agree(first)
        await one.until(lambda: tsa.asked_in_vain > 0 and one.open_effects() == ["seal_agreement"])
        assert (acknowledged.stage, one.progress(first), one.progress(second)) == (
            "awaiting_other",
            "agreed",
            "not_asked",
        )
        assert kinds(office) == ["creation"]
        tsa.answers = True
        await one.agree(second)
        await one.stage("concluded")
        await one.until(lambda: not one.open_effects())
    assert kinds(office) == ["creation", "agreement", "agreement", "final"]
    with office.opened.database.reading() as session:
        assert "B-B" not in {row.level for row in session.query(Revision)}


def kinds(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        return [row.kind for row in session.query(Revision).order_by(Revision.number)]
