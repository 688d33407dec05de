"""The image holds what the programs need, and nothing else of this folder."""

import re
import shutil
import subprocess

import pytest

from tests.deploy.conftest import ROOT
from tools.doctor import TO_RUN

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COPIED = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
SCRIPTS = sorted([*(ROOT / "deploy" / "temporal").glob("*.sh"), *(ROOT / "deploy" / "postgres").glob("*.sh")])


def test_the_image_has_the_libraries_that_the_doctor_asks_for() -> None:
    installed = " ".join(re.findall(r"apt-get install -y --no-install-recommends (.+?) \\", DOCKERFILE))
    assert {need.package for need in TO_RUN} <= set(installed.split())


def test_every_package_of_ours_is_copied_and_let_through() -> None:
    copied = {word for line in COPIED for word in line.split()}
    let_through = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert packages | {"templates", "migrations", "translations", "requirements.txt"} <= copied
    assert copied == let_through
    assert all((ROOT / path).exists() for path in copied)


def test_nothing_in_the_image_runs_as_root() -> None:
    assert re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE) == ["warifu"]
    assert "HEALTHCHECK" in DOCKERFILE


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_every_script_is_sound_shell(script: object) -> None:
    shell = shutil.which("dash") or "sh"
    assert subprocess.run([shell, "-n", str(script)], check=False).returncode == 0
