"""Which Host is ours, and which proxy is believed (T24, T25)."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask

LOOPBACK = ("localhost", "127.0.0.1")


def install_trusted_hosts(app: "Flask", base_url: str, also: "Sequence[str]" = ()) -> None:
    """Answer 400 to any other Host. On a loopback `base_url` both loopback names are ours.

    Werkzeug cannot match an IPv6 literal: a `base_url` needs a name or an IPv4 address.
    """
    parts = urlsplit(base_url)
    own = parts.hostname or ""
    loopback = LOOPBACK if own in LOOPBACK else ()
    app.config.update(TRUSTED_HOSTS=[own, *loopback, *also], PREFERRED_URL_SCHEME=parts.scheme)


def install_proxy(app: "Flask", proxies: int) -> None:
    """Believe exactly `proxies` reverse proxies about address and scheme, none about the Host."""
    if proxies > 0:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the documented way to wrap a Flask app
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0
        )
