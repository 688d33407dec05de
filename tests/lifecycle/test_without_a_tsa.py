"""No TSA answers: the agreement stands at once, its signature and the next order wait, the post does not."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.client import Client

from adapters.keys import settled_passphrase
from adapters.sealing import LocalTimestamper, load_authority
from database.evidence import Certificate, Revision
from tests.evidence.faulty_tsa import served
from tests.lifecycle.office import Office, open_office
from tests.lifecycle.stage_hands import Case, workers
from workflows import sweeping
from workflows.door import Door, workflow_id
from workflows.wiring import machine_clock


@dataclass
class Tsa:
    """An honest TSA over HTTP that can be switched off."""

    office: Office | None = None
    answers: bool = True
    asked_in_vain: int = 0
    only_for: str = ""
    case: Case | None = None
    stamping: LocalTimestamper | None = None
    """Opened once: to open the keys takes longer than a TSA is waited for where others use the machine."""

    def answers_only_for(self, step: str) -> None:
        self.only_for, self.asked_in_vain = step, 0

    async def is_asked_in_vain(self, case: Case, step: str) -> None:
        self.case = case
        await case.until(lambda: self.asked_in_vain > 0 and step in case.open_effects())

    def _is_there(self) -> bool:
        return self.answers or bool(self.case and self.only_for in self.case.open_effects())

    def __call__(self, request: bytes) -> tuple[int, bytes]:
        if self.office is None or not self._is_there():
            self.asked_in_vain += 1
            return 503, b""
        self.stamping = self.stamping or _tsa_of(self.office)
        return 200, asyncio.run(self.stamping.answer(request))


def _tsa_of(office: Office) -> LocalTimestamper:
    folder = office.opened.settings.keys / "authority"
    passphrase = settled_passphrase(folder, office.opened.keys)
    return LocalTimestamper(load_authority(folder, passphrase, machine_clock))


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


@pytest.mark.shows("LW-11", "T80")
async def test_each_step_waits_while_no_tsa_answers_and_goes_on_by_itself(
    office: Office, client: Client, tsa: Tsa
) -> None:
    async with workers(client, office):
        one = Case(office, office.draft([1]), Door(client))
        tsa.answers = False
        assert (await one.submit()).stage == "awaiting_other"
        party = one.draft.parties[0]
        made: list[str] = []
        for step, kind in (
            ("prepare_round", "creation"),
            ("seal_agreement", "agreement"),
            ("conclude", "final"),
        ):
            await tsa.is_asked_in_vain(one, step)
            assert kinds(office) == made
            made.append(kind)
            tsa.answers_only_for(step)
            await one.until(lambda: kinds(office) == made)
            if step == "prepare_round":
                assert (await one.agree(party)).stage == "sealing"
        await tsa.is_asked_in_vain(one, "certify")
        assert one.row().stage == "sealing"
        assert certificates(office) == 0
        tsa.answers = True
        await one.until(lambda: not one.open_effects())
    assert certificates(office) == 2


@pytest.mark.shows("T69")
async def test_what_was_agreed_and_lost_its_workflow_is_found_told_and_mended(
    office: Office, client: Client, tsa: Tsa, caplog: pytest.LogCaptureFixture
) -> None:
    async with workers(client, office):
        one = Case(office, office.draft([1]), Door(client))
        await one.submit()
        party = one.draft.parties[0]
        await one.invited(party)
        tsa.answers = False
        await one.agree(party)
        await tsa.is_asked_in_vain(one, "seal_agreement")
        await client.get_workflow_handle(workflow_id(one.draft.contract)).terminate("lost")
        tsa.answers = True
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sweeping, "OVERDUE_AFTER", timedelta(0))
            patch.setattr(sweeping, "LATE_AFTER", timedelta(0))
            patch.setattr(sweeping, "SECONDS_BETWEEN", 1.0)
            overdue = await sweeping.sweep(client, office.opened.database)
            assert [(each.contract, each.kind) for each in overdue] == [
                (one.draft.contract, "seal_agreement")
            ]
            assert "no timestamp for more than" in caplog.text
            looking = asyncio.create_task(
                sweeping.keep_sweeping(client, office.opened.database, asyncio.Lock())
            )
            await one.stage("concluded")
            await one.until(lambda: not one.open_effects())
            looking.cancel()


def certificates(office: Office) -> int:
    with office.opened.database.reading() as session:
        return session.query(Certificate).count()
