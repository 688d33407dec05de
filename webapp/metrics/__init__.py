"""Prometheus for whoever runs the installation, on a listener of its own, never on the public one (T10)."""

from webapp.metrics.counting import Metrics, install_metrics, metrics_of
from webapp.metrics.engine import MeasuredEngine
from webapp.metrics.listening import Listener, listen
from webapp.metrics.record import Record

__all__ = ["Listener", "MeasuredEngine", "Metrics", "Record", "install_metrics", "listen", "metrics_of"]
