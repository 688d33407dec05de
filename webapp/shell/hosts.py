"""Which Host is ours, and which proxy is believed (T24, T25)."""

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask

    Network = ipaddress.IPv4Network | ipaddress.IPv6Network
    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

LOOPBACK = ("localhost", "127.0.0.1")
SAID_SCHEME = "warifu.said_scheme"
"""How the visitor came, in the environment of a request, as far as a proxy of ours has said it."""


def install_trusted_hosts(app: "Flask", base_url: str, also: "Sequence[str]" = ()) -> None:
    """Answer 400 to any other Host. On a loopback `base_url` both loopback names are ours.

    Werkzeug cannot match an IPv6 literal: a `base_url` needs a name or an IPv4 address.
    """
    parts = urlsplit(base_url)
    own = parts.hostname or ""
    loopback = LOOPBACK if own in LOOPBACK else ()
    app.config.update(TRUSTED_HOSTS=[own, *loopback, *also], PREFERRED_URL_SCHEME=parts.scheme)


def install_proxies(app: "Flask", ours: "Sequence[str]") -> None:
    """Believe reverse proxies of these networks about address and scheme, none about the Host."""
    if ours:
        app.wsgi_app = _BehindProxies(  # type: ignore[method-assign]  # the documented way to wrap a Flask app
            app.wsgi_app, [ipaddress.ip_network(network) for network in ours]
        )


class _BehindProxies:
    """The visitor is the last address that is not one of our proxies: all before it is what they wrote."""

    def __init__(self, app: "WSGIApplication", ours: "Sequence[Network]") -> None:
        self._app = app
        self._ours = ours

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        forwarded = str(environ.pop("HTTP_X_FORWARDED_FOR", ""))
        scheme = str(environ.pop("HTTP_X_FORWARDED_PROTO", "")).rpartition(",")[2].strip()
        peer = _address(str(environ.get("REMOTE_ADDR", "")))
        if peer is not None and self._is_ours(peer):
            environ["REMOTE_ADDR"] = str(self._visitor(peer, forwarded))
            if scheme in {"http", "https"}:
                environ["wsgi.url_scheme"] = environ[SAID_SCHEME] = scheme
        return self._app(environ, start_response)

    def _visitor(self, peer: "Address", forwarded: str) -> "Address":
        for word in reversed(forwarded.split(",")):
            address = _address(word.strip())
            if address is None:
                return peer
            peer = address
            if not self._is_ours(peer):
                return peer
        return peer

    def _is_ours(self, address: "Address") -> bool:
        return any(address in network for network in self._ours)


def _address(word: str) -> "Address | None":
    """Return the address, an IPv4 one written as IPv6 as what it is; None for anything else."""
    try:
        address = ipaddress.ip_address(word)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
