"""WARIFU_TSA_FILE: the timestamp authorities in order, one [[tsa]] each (docs/settings.md)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from adapters.given import Given, SettingRefused, split_address, web_address

URLS, FILE = "WARIFU_TSA_URLS", "WARIFU_TSA_FILE"
TEXTS = ("name", "url", "provider", "policy", "user")
FILES = ("password_file", "token_file", "client_certificate", "client_key", "tls_roots")
LISTS = ("roots", "intermediates", "crls", "ocsp")
SWITCHES = ("accredited", "retired")
KINDS = {
    **dict.fromkeys((*TEXTS, *FILES), str),
    **dict.fromkeys(LISTS, list),
    **dict.fromkeys(SWITCHES, bool),
}
SECRETS = ("password_file", "token_file")


@dataclass(frozen=True, slots=True)
class TimestampAuthority:
    """`provider` is the 事業者名 of an accredited one, empty for any other (domain.md LW-12).

    `policy` is an OID. `roots` and `intermediates` are PEM files, `crls` and `ocsp` the only addresses that
    revocation data are fetched from. A `retired` one is asked no more; what it stamped stays provable.
    """

    name: str
    url: str
    provider: str
    policy: str
    user: str
    password_file: Path | None
    token_file: Path | None
    client_certificate: Path | None
    client_key: Path | None
    tls_roots: Path | None
    roots: tuple[Path, ...]
    intermediates: tuple[Path, ...]
    crls: tuple[str, ...]
    ocsp: tuple[str, ...]
    retired: bool


class TimestampSettings(TypedDict):
    tsa_urls: tuple[str, ...]
    tsa_file: tuple[TimestampAuthority, ...]


def timestamp_settings(given: Given) -> TimestampSettings:
    """Raise SettingRefused, naming the variable, for addresses or a file that cannot be used."""
    urls, path = given.words(URLS), given.text(FILE)
    if urls and path:
        raise SettingRefused(FILE, f"and {URLS} exclude each other; keep the file.")
    for url in urls:
        _require_http(URLS, url)
    return {"tsa_urls": urls, "tsa_file": _authorities(Path(path).expanduser()) if path else ()}


def _authorities(path: Path) -> tuple[TimestampAuthority, ...]:
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("tsa", [])
    except (OSError, ValueError) as reason:
        raise SettingRefused(FILE, f"must name a readable TOML file ({reason}).", str(path)) from None
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise _refused("needs its authorities as [[tsa]].")
    read = tuple(_authority(path.absolute().parent, one) for one in entries)
    if len({one.name for one in read}) < len(read):
        raise _refused("names two authorities alike.")
    if all(one.retired for one in read):
        raise _refused("needs one [[tsa]] that is not retired.")
    return read


def _authority(folder: Path, entry: Mapping[str, Any]) -> TimestampAuthority:
    _require_known(entry)
    read = TimestampAuthority(
        name=_text(entry, "name"),
        url=_text(entry, "url"),
        provider=_text(entry, "provider"),
        policy=_text(entry, "policy"),
        user=_text(entry, "user"),
        password_file=_file(folder, entry, "password_file"),
        token_file=_file(folder, entry, "token_file"),
        client_certificate=_file(folder, entry, "client_certificate"),
        client_key=_file(folder, entry, "client_key"),
        tls_roots=_file(folder, entry, "tls_roots"),
        roots=tuple(_path(folder, one) for one in entry.get("roots", [])),
        intermediates=tuple(_path(folder, one) for one in entry.get("intermediates", [])),
        crls=tuple(entry.get("crls", [])),
        ocsp=tuple(entry.get("ocsp", [])),
        retired=entry.get("retired", False),
    )
    _require_whole(read, accredited=entry.get("accredited", False))
    return read


def _require_known(entry: Mapping[str, Any]) -> None:
    for name, value in entry.items():
        if name not in KINDS:
            raise _refused(f"does not know {name!r}.")
        if not isinstance(value, KINDS[name]) or (isinstance(value, list) and not _are_texts(value)):
            raise _refused(f"has a {name!r} of the wrong kind.")


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(one, str) for one in values)


def _require_whole(one: TimestampAuthority, *, accredited: bool) -> None:
    """What is accredited names its provider, and nothing else has one: a claim is never half made."""
    if not one.name or not one.roots:
        raise _refused("needs name, url and roots for each [[tsa]].")
    if accredited != bool(one.provider):
        raise _refused(f"claims accreditation only with accredited = true and provider ({one.name}).")
    if bool(one.user) != bool(one.password_file) or (one.user and one.token_file):
        raise _refused(f"needs user with password_file, or token_file alone ({one.name}).")
    if bool(one.client_certificate) != bool(one.client_key):
        raise _refused(f"needs client_certificate with client_key ({one.name}).")
    _require_addresses(one)


def _require_addresses(one: TimestampAuthority) -> None:
    for address in (one.url, *one.crls, *one.ocsp):
        _require_http(FILE, address)
    if any(getattr(one, name) for name in SECRETS):
        web_address(FILE, one.url)


def _require_http(name: str, url: str) -> None:
    """Tokens and lists are signed themselves (RFC 3161, RFC 5280), and most are given on plain http."""
    parts = split_address(name, url)
    if parts.scheme not in {"http", "https"} or parts.username is not None:
        raise SettingRefused(name, "must list http:// or https:// addresses without a password.", url)


def _text(entry: Mapping[str, Any], name: str) -> str:
    return str(entry.get(name, "")).strip()


def _file(folder: Path, entry: Mapping[str, Any], name: str) -> Path | None:
    return _path(folder, entry[name]) if entry.get(name) else None


def _path(folder: Path, name: str) -> Path:
    return folder / Path(name).expanduser()


def _refused(cure: str) -> SettingRefused:
    return SettingRefused(FILE, cure)
