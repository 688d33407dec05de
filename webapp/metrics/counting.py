"""Requests by route name, acts by verb: labels come from our own code, never from what was asked."""

from time import perf_counter
from typing import TYPE_CHECKING, cast

from flask import g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

if TYPE_CHECKING:
    from flask import Flask, Response

EXTENSION = "warifu.metrics"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
REQUEST_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
ACT_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 30)


class Metrics:
    """What one process counts; `registry` is what its listener shows."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "warifu_http_requests",
            "Requests answered, by route name",
            ("endpoint", "method", "status"),
            registry=self.registry,
        )
        self.request_seconds = Histogram(
            "warifu_http_request_duration_seconds",
            "Time until an answer began, by route name",
            ("endpoint",),
            buckets=REQUEST_SECONDS,
            registry=self.registry,
        )
        self.act_seconds = Histogram(
            "warifu_act_duration_seconds",
            "Round trips of acts to the workflow engine, by verb and outcome",
            ("verb", "outcome"),
            buckets=ACT_SECONDS,
            registry=self.registry,
        )


def install_metrics(app: "Flask", metrics: Metrics) -> None:
    app.extensions[EXTENSION] = metrics
    app.before_request(_begin)

    def count(response: "Response") -> "Response":
        endpoint = request.endpoint or "none"
        method = request.method if request.method in METHODS else "other"
        metrics.requests.labels(endpoint, method, str(response.status_code)).inc()
        metrics.request_seconds.labels(endpoint).observe(
            perf_counter() - g.get("metered_from", perf_counter())
        )
        return response

    app.after_request(count)


def metrics_of(app: "Flask") -> Metrics:
    return cast("Metrics", app.extensions[EXTENSION])


def _begin() -> None:
    g.metered_from = perf_counter()
