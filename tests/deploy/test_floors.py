"""No advisory source is reachable from here, so the versions known to be bad are kept out by name (T79)."""

import json
import re

import pytest
from packaging.version import Version

from tests.deploy.conftest import ROOT

FLOORS = {
    "weasyprint": "70.0",  # CVE-2026-55073
    "pyhanko": "0.38.0",
    "pikepdf": "10.17.0",
    "pillow": "13.0.0",
    "flask": "3.1.3",  # GHSA-68rp-wp8r-4726
    "werkzeug": "3.1.9",
    "pdfjs-dist": "4.2.67",  # CVE-2024-4367
    "temporal server": "1.30.3",  # CVE-2026-5199
}
UNWANTED = {"authlib", "flask-talisman", "pypdf2", "python-jose"}


def installed() -> dict[str, str]:
    lines = (ROOT / "requirements.txt").read_text()
    pinned = dict(re.findall(r"^([a-z0-9.-]+)==(\S+) \\$", lines, re.MULTILINE))
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    pinned["pdfjs-dist"] = lock["node_modules/pdfjs-dist"]["version"]
    compose = (ROOT / "docker-compose.yml").read_text()
    pinned["temporal server"] = re.findall(r"image: temporalio/server:(\S+)", compose)[0]
    return pinned


@pytest.mark.shows("T79")
@pytest.mark.parametrize("name", FLOORS)
def test_what_is_installed_is_not_older_than_what_is_known_to_be_sound(name: str) -> None:
    assert Version(installed()[name]) >= Version(FLOORS[name])


@pytest.mark.shows("T79")
def test_every_package_is_pinned_by_its_hash_and_none_is_of_the_abandoned_kind() -> None:
    lines = (ROOT / "requirements.txt").read_text()
    blocks = re.split(r"^(?=[a-z0-9.-]+==)", lines, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)
    assert not UNWANTED & set(installed())
