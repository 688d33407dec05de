"""What the record says when it is asked: read from SQL at each scrape, at most every few seconds."""

import logging
from collections.abc import Iterable, Iterator
from threading import Lock
from time import monotonic

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from database.engine import Database
from database.queries.operations import Operations, operations

AT_MOST_EVERY_SECONDS = 10.0
log = logging.getLogger("warifu.web")


class Record(Collector):
    """`warifu_database_up` is 0 when the database does not answer, and then nothing else is told."""

    def __init__(self, database: Database, at_most_every: float = AT_MOST_EVERY_SECONDS) -> None:
        self._database = database
        self._at_most_every = at_most_every
        self._guard = Lock()
        self._read_at = float("-inf")
        self._last: Operations | None = None

    def describe(self) -> list[GaugeMetricFamily]:
        """Name nothing beforehand: registering does not read the database."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        found = self._now()
        yield _one("warifu_database_up", "1 when the database answers", float(found is not None))
        if found is not None:
            yield from _gauges(found)

    def _now(self) -> Operations | None:
        """Two scrapers at once are one reading."""
        with self._guard:
            if monotonic() - self._read_at >= self._at_most_every:
                self._last, self._read_at = self._read(), monotonic()
            return self._last

    def _read(self) -> Operations | None:
        try:
            with self._database.reading() as session:
                return operations(session)
        except SQLAlchemyError:
            log.exception("the record could not be read for the metrics")
            return None


def _gauges(found: Operations) -> Iterator[GaugeMetricFamily]:
    yield _several(
        "warifu_contracts", "Contracts by stage", ("stage",), [((k,), v) for k, v in found.contracts.items()]
    )
    owed = [((kind.lane.value, kind.value), count) for kind, count in found.owed.items()]
    yield _several("warifu_effects_open", "What the world is still owed", ("lane", "kind"), owed)
    oldest = [((lane.value,), age) for lane, age in found.oldest.items()]
    yield _several("warifu_effect_oldest_seconds", "Age of the oldest thing owed", ("lane",), oldest)
    yield _one(
        "warifu_contracts_awaiting_timestamp",
        "Contracts that wait for a signature with its timestamp",
        found.awaiting_timestamp,
    )
    yield _one(
        "warifu_timestamps_late",
        "1 when a signature has waited for its timestamp for more than five minutes",
        found.timestamps_late,
    )
    yield _one("warifu_contracts_not_indexed", "Contracts newer than the search index", found.not_indexed)
    yield _one("warifu_contracts_frozen", "Contracts stopped because the record differs", found.frozen)
    yield _one(
        "warifu_renewals_failing",
        "Concluded contracts whose timestamps could not be renewed",
        found.renewals_failing,
    )
    yield _one(
        "warifu_log_unanchored_seconds", "For how long the audit log awaits its anchor", found.unanchored
    )
    yield _one(
        "warifu_parties_undelivered", "Parties of open contracts whose mail came back", found.undelivered
    )


def _one(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, value=value)


def _several(
    name: str, meaning: str, labels: tuple[str, ...], values: Iterable[tuple[tuple[str, ...], float]]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, meaning, labels=labels)
    for chosen, value in values:
        family.add_metric(chosen, value)
    return family
