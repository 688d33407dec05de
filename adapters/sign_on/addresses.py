"""Where a provider may be: on a listed host, on the open internet (T39)."""

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from contracts.sign_on import SignOnRefused

NAT64 = ipaddress.ip_network("64:ff9b::/96")
HTTPS = 443
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def require_listed(url: str, listed: tuple[str, ...]) -> SplitResult:
    """Return the parts of an address on a listed host. Raises SignOnRefused."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SignOnRefused(reason="not_allowed") from None
    host = (parts.hostname or "").casefold()
    spelled = host if port in {None, HTTPS} else f"{host}:{port}"
    wanted = spelled if parts.scheme == "https" else f"{parts.scheme}://{host}:{port}"
    is_plain = parts.username is None and not parts.fragment and url.isascii() and url.isprintable()
    if not host or not is_plain or " " in url or wanted not in listed:
        raise SignOnRefused(reason="not_allowed")
    return parts


def addresses_of(parts: SplitResult) -> list[tuple[str, int]]:
    """Return the addresses to connect to, resolved once; if any is not public, all are refused.

    http is listed for this machine alone, so there the address must be its own.
    """
    port = parts.port or HTTPS
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except OSError:
        raise SignOnRefused(reason="unreachable") from None
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    is_right = is_public if parts.scheme == "https" else _is_here
    if not addresses or not all(is_right(one) for one in addresses):
        raise SignOnRefused(reason="not_public")
    return [(str(one), port) for one in dict.fromkeys(addresses)]


def is_public(address: Address) -> bool:
    """Look inside the spellings of IPv6 that carry an address of IPv4."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def _is_here(address: Address) -> bool:
    return address.is_loopback
