"""The internal listener: its own socket and thread, so that the public one has no such page."""

import logging
from collections.abc import Iterable
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import CollectorRegistry, make_wsgi_app

PATIENCE_SECONDS = 10
log = logging.getLogger("warifu.web")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    timeout = PATIENCE_SECONDS

    def log_message(self, *_: object) -> None:
        """Scrapes are no news."""


class Listener:
    """A server on a thread of its own; port 0 takes any free one."""

    def __init__(self, registry: CollectorRegistry, host: str, port: int) -> None:
        self._server = make_server(host, port, _only_metrics(make_wsgi_app(registry)), _Server, _Silent)
        self.port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever, name="metrics", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def listen(registry: CollectorRegistry, host: str, port: int) -> Listener | None:
    """Serve GET /metrics on `host` and `port`.

    An address that cannot be had is logged and nothing more: contracts go on without being watched.
    """
    try:
        return Listener(registry, host, port)
    except OSError:
        log.exception("metrics cannot listen on %s:%d; WARIFU_METRICS_LISTEN names the address", host, port)
        return None


def _only_metrics(metrics: WSGIApplication) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/metrics" or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            start("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"not found\n"]
        return metrics(environ, start)

    return answer
