"""Whoever comes over plain HTTP is led to HTTPS where `base_url` is https (IM-09).

TLS ends before this program: only a proxy of ours knows how the visitor came (`webapp.shell.hosts`).
"""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Response, request
from werkzeug.exceptions import SecurityError
from werkzeug.sansio.utils import get_current_url

from webapp.shell.cookies import set_cookie
from webapp.shell.hosts import SAID_SCHEME

if TYPE_CHECKING:
    from flask import Flask

HEALTH = "health"
"""The blueprint whose callers are machines of ours, behind every proxy."""

LED = "led"
SECURE_PREFIX = "__Host-"
MOMENT_SECONDS = 60


def install_https(app: "Flask", base_url: str) -> None:
    """Install after the trusted hosts and the proxies; nothing is done where `base_url` is plain."""
    parts = urlsplit(base_url)
    if parts.scheme == "https":
        app.before_request(lambda: _lead(parts.netloc))


def _lead(host: str) -> Response | None:
    if not _came_plainly():
        return None
    address = get_current_url("https", host, "", request.path, request.query_string)
    # A kept redirect of a wrong word would never end.
    answer = Response(status=308, headers={"Location": address, "Cache-Control": "no-store"})
    set_cookie(answer, LED, "1", MOMENT_SECONDS)
    return answer


def _came_plainly() -> bool:
    """A browser sends `__Host-` cookies over TLS alone: whoever brings one came by it, whatever is said."""
    is_page = request.method in {"GET", "HEAD"} and request.blueprint != HEALTH
    is_ours = not isinstance(request.routing_exception, SecurityError)
    is_proven = any(name.startswith(SECURE_PREFIX) for name in request.cookies)
    return is_page and is_ours and not is_proven and request.environ.get(SAID_SCHEME) == "http"
