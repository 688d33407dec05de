"""One line for each request, under the route's rule: tokens in paths never reach a log (T13)."""

import logging
import secrets
from time import perf_counter
from typing import TYPE_CHECKING

from flask import g, request

if TYPE_CHECKING:
    from flask import Flask, Response

log = logging.getLogger("warifu.web")


def install_request_log(app: "Flask") -> None:
    """Install first, so that a refusal of any later guard already has its id."""
    app.before_request(begin)
    app.after_request(finish)


def request_id() -> str:
    """Return this request's id, 12 hex digits; the same that an error page shows."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(6)
    return str(g.request_id)


def begin() -> None:
    request_id()
    g.request_began = perf_counter()


def finish(response: "Response") -> "Response":
    response.headers["X-Request-Id"] = request_id()
    if request.endpoint != "static":
        rule = request.url_rule.rule if request.url_rule else "(no route)"
        milliseconds = (perf_counter() - g.get("request_began", perf_counter())) * 1000
        log.info(
            "%s %s %s %d %.0f ms", request_id(), request.method, rule, response.status_code, milliseconds
        )
    return response
