"""One question to a provider: no redirect, few seconds, few bytes, JSON or nothing (T39)."""

import contextlib
import http.client
import json
import socket
import ssl
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import SplitResult, urlencode

from adapters.sign_on.addresses import addresses_of, require_listed
from contracts.sign_on import SignOnRefused

PATIENCE_SECONDS, WHOLE_SECONDS = 4, 10
LARGEST_BYTES = 256 * 1024
CHUNK_BYTES = 16 * 1024
MOST_ADDRESSES = 3
OK, REDIRECTS = 200, range(300, 400)


def ask(
    url: str,
    listed: tuple[str, ...],
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, dict[str, Any]]:
    """Return the status and the JSON object of a GET, or of a POST with `form`. Raises SignOnRefused."""
    parts = require_listed(url, listed)
    addresses = addresses_of(parts)
    try:
        connection = _connected(parts, addresses)
        try:
            status, body = _answered(connection, parts, form, dict(headers or {}))
        finally:
            connection.close()
    except (OSError, http.client.HTTPException):
        raise SignOnRefused(reason="unreachable") from None
    if status in REDIRECTS:
        raise SignOnRefused(reason="redirected")
    return status, _read(body)


def _connected(parts: SplitResult, addresses: Sequence[tuple[str, int]]) -> http.client.HTTPConnection:
    """Connect to an address that was looked at, whatever the name resolves to a moment later."""
    host = parts.hostname or ""
    plain = _first_open(addresses)
    connection = http.client.HTTPConnection(host, addresses[0][1], timeout=PATIENCE_SECONDS)
    if parts.scheme == "https":
        connection.default_port = http.client.HTTPS_PORT
        try:
            plain = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise
    connection.sock = plain
    return connection


def _first_open(addresses: Sequence[tuple[str, int]]) -> socket.socket:
    """A name often has an address of IPv6 that this machine cannot reach."""
    for address in addresses[:MOST_ADDRESSES]:
        with contextlib.suppress(OSError):
            return socket.create_connection(address, PATIENCE_SECONDS)
    raise SignOnRefused(reason="unreachable")


def _answered(
    connection: http.client.HTTPConnection,
    parts: SplitResult,
    form: Mapping[str, str] | None,
    headers: dict[str, str],
) -> tuple[int, bytes]:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    body = urlencode(form) if form is not None else None
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    told = {"Accept": "application/json", "Connection": "close", **headers}
    connection.request("GET" if body is None else "POST", target, body, told)
    with connection.getresponse() as response:
        return response.status, _within_limits(response)


def _within_limits(response: http.client.HTTPResponse) -> bytes:
    end, read = time.monotonic() + WHOLE_SECONDS, b""
    while chunk := response.read1(CHUNK_BYTES):
        read += chunk
        if len(read) > LARGEST_BYTES:
            raise SignOnRefused(reason="too_large")
        if time.monotonic() > end:
            raise SignOnRefused(reason="unreachable")
    return read


def _read(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise SignOnRefused(reason="unreadable") from None
    if not isinstance(told, dict):
        raise SignOnRefused(reason="unreadable")
    return told
