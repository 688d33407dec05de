from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.site import create_desk
from webapp import create_app
from webapp.metrics import Listener, Metrics, Record, install_metrics, listen
from webapp.parts import EXTENSION


class Scraper:
    """Prometheus as far as these tests need it."""

    def __init__(self, listener: Listener) -> None:
        self.address = f"http://127.0.0.1:{listener.port}"

    def text(self) -> str:
        with urlopen(f"{self.address}/metrics", timeout=10) as answer:
            return str(answer.read().decode())

    def value(self, name: str, **labels: str) -> float:
        for family in text_string_to_metric_families(self.text()):
            for sample in family.samples:
                if sample.name == name and sample.labels == labels:
                    return sample.value
        raise KeyError(name, labels)

    def label_values(self) -> set[str]:
        families = text_string_to_metric_families(self.text())
        return {value for family in families for one in family.samples for value in one.labels.values()}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    found_office(tmp_path / "home")
    return open_office(tmp_path / "home")


@pytest.fixture
def metrics(office: Office) -> Metrics:
    found = Metrics()
    found.registry.register(Record(office.opened.database, at_most_every=0))
    return found


@pytest.fixture
def site(office: Office, metrics: Metrics) -> Flask:
    """The application as it is served."""
    app = create_app(create_desk(office).extensions[EXTENSION])
    install_metrics(app, metrics)
    return app


@pytest.fixture
def scraper(metrics: Metrics) -> Iterator[Scraper]:
    listener = listen(metrics.registry, "127.0.0.1", 0)
    assert listener is not None
    yield Scraper(listener)
    listener.stop()
