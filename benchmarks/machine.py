"""Which machine the figures are of."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("temporalio", "pyHanko", "pikepdf", "SQLAlchemy", "Flask", "Whoosh", "weasyprint")


def machine() -> list[str]:
    """Return one line for each fact."""
    return [
        f"{os.cpu_count()} cores ({_processor()}), {_memory()} GB of memory",
        f"{_system()}, kernel {platform.release()}, Python {platform.python_version()}",
        ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    ]


def _processor() -> str:
    return _value(Path("/proc/cpuinfo"), "model name", ":") or platform.machine()


def _memory() -> int:
    kilobytes = _value(Path("/proc/meminfo"), "MemTotal", ":").split()[0]
    return round(int(kilobytes) / 1024**2)


def _system() -> str:
    return _value(Path("/etc/os-release"), "PRETTY_NAME", "=").strip('"') or platform.system()


def _value(file: Path, name: str, sign: str) -> str:
    for line in file.read_text().splitlines():
        key, _, value = line.partition(sign)
        if key.strip() == name:
            return value.strip()
    return ""
