"""Round trips to a real engine are counted by verb and outcome; the worker tells its own."""

import asyncio
import socket
from pathlib import Path
from urllib.request import urlopen

import pytest
from temporalio.client import Client
from temporalio.worker import Worker

from adapters.payloads import data_converter, payload_keys
from adapters.settings import read_settings
from contracts import acts
from contracts.refusals import Refused
from tests.lifecycle.conftest import client as client  # noqa: PLC0414 -- a fixture of the same name
from tests.lifecycle.office import Office, open_office
from tests.lifecycle.stage_hands import Case, new_key, workers
from webapp.metrics import MeasuredEngine, Metrics
from workflows.connection import connect_lazily, connect_patiently
from workflows.door import Door, EngineUnavailable
from workflows.notices import Notice
from workflows.watching import watched_runtime


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


def counted(metrics: Metrics, verb: str, outcome: str) -> float:
    labels = {"verb": verb, "outcome": outcome}
    return metrics.registry.get_sample_value("warifu_act_duration_seconds_count", labels) or 0.0


def free_ports() -> int:
    """Return a port whose neighbour above is free too."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
            try:
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def scraped(port: int) -> str:
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        return str(answer.read().decode())


async def test_acts_are_counted_by_verb_and_outcome(office: Office, client: Client) -> None:
    metrics = Metrics()
    converter = data_converter(payload_keys(office.opened.keys))
    target = client.service_client.config.target_host
    engine = MeasuredEngine(lambda: connect_lazily(target, converter), metrics.act_seconds)
    async with workers(client, office, signing=False):
        one = Case(office, office.draft([1], kind="approved"), Door(client))
        await asyncio.to_thread(engine.submit, one.draft.contract, 1, one.draft.submit)
        own = acts.Approve(new_key(), office.origin())
        with pytest.raises(Refused):
            await asyncio.to_thread(engine.ask, one.draft.contract, own)
    assert counted(metrics, "submit", "done") == 1
    assert counted(metrics, "approve", "refused") == 1
    assert counted(metrics, "approve", "done") == 0


def test_an_engine_that_is_away_is_an_outcome_of_its_own(office: Office) -> None:
    metrics = Metrics()
    converter = data_converter(payload_keys(office.opened.keys))
    away = f"127.0.0.1:{free_ports()}"
    engine = MeasuredEngine(lambda: connect_lazily(away, converter), metrics.act_seconds)
    with pytest.raises(EngineUnavailable):
        engine.ask("any", acts.Withdraw(new_key(), office.origin(), "取りやめ"))
    assert counted(metrics, "withdraw", "engine_unavailable") == 1


async def test_a_worker_tells_its_own_metrics_and_signing_one_port_above(
    office: Office, client: Client
) -> None:
    port = free_ports()
    settings = read_settings({"WARIFU_WORKER_METRICS_LISTEN": f"127.0.0.1:{port}"})
    converter = data_converter(payload_keys(office.opened.keys))
    target = client.service_client.config.target_host
    for queue, expected in (("contracts", port), ("signing", port + 1)):
        runtime = watched_runtime(settings, queue)
        watched = await connect_patiently(target, converter, "default", runtime)
        async with Worker(watched, task_queue=queue, workflows=[Notice]):
            shown = await asyncio.to_thread(scraped, expected)
        assert "temporal_" in shown
        assert f'task_queue="{queue}"' in shown
    assert watched_runtime(read_settings({}), "contracts") is None
