"""Thirty random kill -9 over ten lifecycles: nothing acknowledged is lost, nothing happens twice."""

import hashlib
import json
import os
import random
import signal
import threading
import time
import urllib.error
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.settings import read_settings
from contracts.event_table import is_genuine
from contracts.evolve import folded
from database.contract import Contract
from database.document import StoredFile
from database.dossiers import revisions_of
from database.evidence import Certificate
from database.people import Organization
from database.rebuilding import record_of
from database.record import EffectRow
from tests.chains import first_broken_link
from tests.journeys.counterparty import agrees
from tests.journeys.running import PROCESSES, Running, running, until
from tests.lifecycle.office import a_pdf
from workflows.installation import Opened, open_installation

KILLS = 30
LIFECYCLES = 10
SEED = 20261121


def sent_contract(system: Running, number: int) -> str:
    parties = [
        {
            "role": "当事者",
            "kind": "individual",
            "name": f"佐藤 {letter}",
            "email": f"c{number}{letter}@example.com",
            "order": order,
        }
        for order, letter in enumerate("ab", 1)
    ]
    facts: dict[str, object] = {"title": f"契約{number}", "contract_type": "nda", "parties": parties}
    contract = until(lambda: system.new_contract(facts, a_pdf(f"No. {number}")))
    until(lambda: _sent(system, str(contract)))
    return str(contract)


def _sent(system: Running, contract: str) -> bool:
    """Send with one key until it is known to be sent; asked again, it is the same sending."""
    try:
        system.fetch("POST", f"/api/v1/contracts/{contract}/sending", b"{}")
    except urllib.error.HTTPError as refusal:
        return bool(json.loads(refusal.read())["code"] == "already_submitted")
    return bool(system.call("GET", f"/api/v1/contracts/{contract}")["stage"] != "draft")


def life(system: Running, number: int) -> str:
    try:
        return concluded(system, number)
    except AssertionError as stuck:
        raise AssertionError(number, what_waits(system)) from stuck


def concluded(system: Running, number: int) -> str:
    contract = sent_contract(system, number)
    for letter in "ab":
        agrees(system, f"c{number}{letter}@example.com")
    until(lambda: system.call("GET", f"/api/v1/contracts/{contract}")["stage"] == "concluded")
    until(lambda: len(system.mails(f"c{number}b@example.com", "締結完了")))
    return contract


def what_waits(system: Running) -> str:
    """Say what a life that does not go on waits for: effects not done, and what the workers said last."""
    opened = open_installation(read_settings(system.environment))
    with opened.database.reading() as session:
        owed = select(Contract.title, Contract.stage, EffectRow.kind).join(
            EffectRow, EffectRow.contract_id == Contract.id
        )
        waiting = [str(tuple(row)) for row in session.execute(owed.where(EffectRow.done_at.is_(None)))]
    logs = [(system.home / "logs" / f"{name}.log").read_text()[-4000:] for name in ("contracts", "signing")]
    return "\n".join([*waiting, *logs])


def kill_now_and_then(system: Running, over: threading.Event) -> list[str]:
    chosen = random.Random(SEED)  # noqa: S311 -- which process dies is no secret
    killed: list[str] = []
    while len(killed) < KILLS and not over.wait(chosen.uniform(0.4, 2.2)):
        name = chosen.choice(PROCESSES)
        try:
            os.kill(system.pid(name), signal.SIGKILL)
        except (ProcessLookupError, ValueError):
            continue  # it is dead already, or its successor is just writing down its id
        killed.append(name)
    return killed


@pytest.mark.timeout(900)
@pytest.mark.shows("T66")
def test_thirty_kills_over_ten_lifecycles_lose_and_double_nothing(tmp_path: Path) -> None:
    over = threading.Event()
    with running(tmp_path / "home") as system, ThreadPoolExecutor(LIFECYCLES + 1) as people:
        started = time.monotonic()
        killing = people.submit(kill_now_and_then, system, over)
        lives = [people.submit(life, system, number) for number in range(LIFECYCLES)]
        contracts = [one.result() for one in lives]
        seconds = time.monotonic() - started
        over.set()
        killed = killing.result()
        opened = open_installation(read_settings(system.environment))
        until(lambda: not unfinished(opened))
        print(f"{len(killed)} kills, {len(contracts)} lifecycles, {seconds:.0f} s")  # noqa: T201 -- the measure
        check_invariants(opened, contracts)
        for contract in contracts:
            check_papers(system, opened, contract)
    assert len(killed) == KILLS


def unfinished(opened: Opened) -> list[str]:
    with opened.database.reading() as session:
        return list(session.scalars(select(Contract.public_id).where(Contract.stage != "concluded")))


def check_invariants(opened: Opened, contracts: list[str]) -> None:
    with opened.database.reading() as session:
        rows = session.scalars(select(Contract)).all()
        assert sorted(row.public_id for row in rows) == sorted(contracts)
        assert len({row.number for row in rows}) == len(contracts)
        for row in rows:
            record = record_of(session, row)
            kinds = [stored.kind for stored in record]
            assert all(is_genuine(row.public_id, stored) for stored in record)
            assert folded(row.public_id, record).stage == row.stage == "concluded"
            assert kinds.count("agreement_recorded") == kinds.count("agreement_sealed") == 2
            assert kinds.count("contract_concluded") == kinds.count("certificates_issued") == 1
            assert [one.kind for one in revisions_of(session, row, 1)] == [
                "creation", "agreement", "agreement", "final",
            ]  # fmt: skip
        organization = session.scalars(select(Organization)).one()
        assert first_broken_link(session, organization.id) is None
        kept = set(session.scalars(select(StoredFile.public_id)))
        assert all(opened.files.exists(name) for name in kept)


def check_papers(system: Running, opened: Opened, contract: str) -> None:
    """I5: what is handed out is GREEN and its SHA-256 is the database's."""
    pdf = system.fetch("GET", f"/api/v1/contracts/{contract}/signed.pdf")
    path = system.home / f"{contract}.pdf"
    path.write_bytes(pdf)
    verdict = json.loads(system.command("verify", str(path), "--json"))
    assert (verdict["verdict"], verdict["is"]) == ("genuine", "concluded")
    with opened.database.reading() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == contract)).one()
        assert revisions_of(session, row, 1)[-1].digest == hashlib.sha256(pdf).hexdigest()
        audiences = session.scalars(select(Certificate.audience).where(Certificate.contract_id == row.id))
        assert sorted(audiences) == ["own", "party"]
