"""The web process: `python -m webapp`, one per machine; SIGTERM or Ctrl-C stops it with exit code 0."""

import logging
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

from flask import Flask
from waitress import create_server

from adapters.log_lines import write_log_lines
from adapters.payloads import data_converter, payload_keys
from adapters.settings import Settings, settings_from_environment
from contracts.envelope import LARGEST_BYTES
from search import finder_for
from webapp import create_app
from webapp.metrics import MeasuredEngine, Metrics, Record, install_metrics, listen, metrics_of
from webapp.parts import Parts
from webapp.shell.limits import ROOM_FOR_THE_FORM_BYTES
from webapp.standby import standby_for_pages
from workflows.connection import connect_lazily
from workflows.installation import open_installation

THREADS = 16
CONNECTIONS = 500
IDLE_SECONDS = 60
HEADER_BYTES = 32 * 1024


def application(settings: Settings) -> Flask:
    opened = open_installation(settings)
    converter = data_converter(payload_keys(opened.keys))
    metrics = Metrics()
    engine = MeasuredEngine(
        lambda: connect_lazily(settings.temporal_address, converter, settings.temporal_namespace),
        metrics.act_seconds,
    )
    finder = finder_for(settings.search, settings.index)
    app = create_app(Parts(settings, opened.database, opened.files, opened.keys, engine, finder))
    install_metrics(app, metrics)
    metrics.registry.register(Record(opened.database))
    return app


def serve(app: Flask, settings: Settings) -> None:
    """Serve until a signal comes; a slow client is buffered before it is given a thread (threats.md 0.7)."""
    server = create_server(
        app,
        host=settings.host,
        port=settings.port,
        threads=THREADS,
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        max_request_header_size=HEADER_BYTES,
        max_request_body_size=_largest_body(settings),
        clear_untrusted_proxy_headers=not settings.trusted_proxies,  # else shell.install_proxies judges
        ident="",
    )
    for number in (signal.SIGTERM, signal.SIGINT):  # what a script starts in the background ignores SIGINT
        signal.signal(number, _stop)
    if settings.metrics_listen:
        listen(metrics_of(app).registry, *settings.metrics_listen)
    server.run()


def _largest_body(settings: Settings) -> int:
    """Twice what the pages take: they refuse what is too large with words, waitress with a closed line."""
    return 2 * (max(settings.upload_limit, LARGEST_BYTES) + ROOM_FOR_THE_FORM_BYTES)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def main() -> NoReturn:
    write_log_lines()
    settings = settings_from_environment()
    try:
        with standby_for_pages():
            serve(application(settings), settings)
    except KeyboardInterrupt:
        logging.getLogger("warifu.web").info("stopped")
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # the SDK's native threads can abort an ordinary exit (sdk-python #300)


if __name__ == "__main__":
    main()
