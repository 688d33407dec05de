"""Words of the environment as settings are read from them, each refused with its name and its cure."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

HIGHEST_PORT = 65535


class SettingRefused(ValueError):
    """A setting that cannot be used; its text names the variable and the cure."""

    def __init__(self, name: str, cure: str, value: str = "") -> None:
        self.name = name
        self.value = value
        super().__init__(f"{name} {cure}" + (f" It is now {value!r}." if value else ""))


@dataclass(frozen=True, slots=True)
class Given:
    environ: Mapping[str, str]

    def text(self, name: str, default: str = "") -> str:
        return self.environ.get(name, "").strip() or default

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(word.strip() for word in self.text(name).split(",") if word.strip())

    def number(self, name: str, default: int, most: int) -> int:
        return whole_number(name, self.text(name, str(default)), most)

    def numbers(self, name: str, default: str, most: int) -> tuple[int, ...]:
        return tuple(
            whole_number(name, value, most) for value in self.words(name) or tuple(default.split(","))
        )

    def listener(self, name: str) -> tuple[str, int] | None:
        value = self.text(name)
        host, _, port = value.rpartition(":")
        if value and not host:
            raise SettingRefused(name, "must be a host and a port such as 127.0.0.1:9464.", value)
        return (host, whole_number(name, port, HIGHEST_PORT)) if value else None

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, choices[0])
        if value not in choices:
            raise SettingRefused(name, f"must be one of: {', '.join(choices)}.", value)
        return value

    def yes_or_no(self, name: str, *, default: bool) -> bool:
        return self.one_of(name, ("yes", "no") if default else ("no", "yes")) == "yes"


def whole_number(name: str, value: str, most: int) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= most):
        raise SettingRefused(name, f"must be a whole number from 1 to {most}.", value)
    return int(value)


def web_address(name: str, url: str) -> SplitResult:
    parts = split_address(name, url)
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or "")):
        return parts
    raise SettingRefused(name, "must start with https:// unless it points at this machine (127.0.0.1).", url)


def split_address(name: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        has_host = False
        parts = SplitResult("", "", "", "", "")
    if not has_host:
        raise SettingRefused(name, "must be a web address such as https://keiyaku.example.jp.", url)
    return parts


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
