"""The workers' own Prometheus, as the Temporal SDK makes it: task queues and kinds of work, no contract."""

from temporalio.runtime import PrometheusConfig, Runtime, TelemetryConfig

from adapters.settings import Settings


def watched_runtime(settings: Settings, queue: str) -> Runtime | None:
    """Return a runtime that listens, or None for the SDK's own; signing listens one port above contracts."""
    if settings.worker_metrics_listen is None:
        return None
    host, port = settings.worker_metrics_listen
    listener = PrometheusConfig(
        bind_address=f"{host}:{port + (queue == 'signing')}", durations_as_seconds=True
    )
    return Runtime(telemetry=TelemetryConfig(metrics=listener))
