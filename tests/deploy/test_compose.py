"""The files for running scaled out name only what there is, and hold no secret."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from adapters.settings import read_settings
from cli.__main__ import _parser
from tests.deploy.conftest import ROOT, SECRETS

EXAMPLE = ROOT / ".env.example"
VARIABLE = re.compile(r"^([A-Z_]+)=(.*)$", re.MULTILINE)
OF_COMPOSE_ALONE = {"WARIFU_DATABASE_PASSWORD", "WARIFU_PUBLISH", "WARIFU_VERSION"}
MOUNT = re.compile(r"^(?P<source>[^:]+):(?P<target>[^:]+)(?P<readonly>:ro)?$")


def described() -> set[str]:
    return set(re.findall(r"^\| `(WARIFU_\w+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))


def mounts(service: dict[str, Any]) -> dict[str, bool]:
    """Return what a service mounts, and whether it may write there."""
    found = [MOUNT.fullmatch(volume) for volume in service.get("volumes", [])]
    return {match["source"]: match["readonly"] is None for match in found if match}


def placed(service: dict[str, Any]) -> list[tuple[str, str]]:
    """Return source and target of everything a service mounts."""
    found = [MOUNT.fullmatch(volume) for volume in service.get("volumes", [])]
    return [(match["source"], match["target"]) for match in found if match]


def test_every_variable_of_ours_is_a_setting(compose: dict[str, Any], ours: dict[str, Any]) -> None:
    named = {name for service in ours.values() for name in service["environment"]}
    assert named
    assert {name for name in named if name.startswith("WARIFU_")} <= described()
    asked_for = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    assert asked_for == set(dict(VARIABLE.findall(EXAMPLE.read_text())))
    assert {name for name in asked_for if name.startswith("WARIFU_")} - OF_COMPOSE_ALONE <= described()
    assert set(compose["services"]) > set(ours)


def test_every_part_is_a_command(ours: dict[str, Any]) -> None:
    started = {name: _parser().parse_args(service["command"]) for name, service in ours.items()}
    assert set(started) == {"warifu-migrate", "web", "worker", "signer"}
    assert (started["worker"].queue, started["signer"].queue) == ("contracts", "signing")


def test_every_image_has_a_version(compose: dict[str, Any]) -> None:
    dockerfile = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    images = [service["image"] for service in compose["services"].values()] + dockerfile
    for image in images:
        assert re.search(r":(\d|\$\{WARIFU_VERSION)", image), image
        assert "latest" not in image


def test_only_nginx_is_reached_from_outside(compose: dict[str, Any]) -> None:
    published = {
        name: service["ports"] for name, service in compose["services"].items() if "ports" in service
    }
    assert set(published) == {"nginx", "temporal-ui"}
    assert all(port.startswith("127.0.0.1:") for port in published["temporal-ui"])
    assert compose["networks"]["back"] == {"internal": True}
    assert compose["networks"]["front"]["internal"] is True
    in_front = [name for name, service in compose["services"].items() if "front" in service["networks"]]
    assert sorted(in_front) == ["nginx", "web"]


def test_web_believes_nginx_alone(compose: dict[str, Any]) -> None:
    address = compose["services"]["nginx"]["networks"]["front"]["ipv4_address"]
    believed = compose["services"]["web"]["environment"]["WARIFU_TRUSTED_PROXIES"]
    assert believed == f"${{WARIFU_TRUSTED_PROXIES:-{address}}}"
    assert f"WARIFU_TRUSTED_PROXIES={address}\n" in EXAMPLE.read_text()


def test_only_the_signer_writes_signing_keys_and_only_the_first_step_the_master_key(
    ours: dict[str, Any],
) -> None:
    writers = {
        volume: sorted(name for name, service in ours.items() if mounts(service).get(volume))
        for volume in ("keys", "master")
    }
    assert writers == {"keys": ["signer", "warifu-migrate"], "master": ["warifu-migrate"]}
    assert [name for name, service in ours.items() if "keys" in mounts(service)] == [
        "warifu-migrate",
        "signer",
    ]


@pytest.mark.shows("LW-14")
def test_whoever_verifies_reads_whose_signatures_are_believed_and_the_signer_alone_writes_it(
    ours: dict[str, Any],
) -> None:
    """Without them 一括検証, which the worker runs, would take every contract for a stranger's."""
    homes = read_settings({"WARIFU_HOME": "/var/lib/warifu"})
    targets = {
        name: {target: source for source, target in placed(service)}.get(str(homes.key_records))
        for name, service in ours.items()
    }
    assert {name for name, source in targets.items() if source == "records"} == {"web", "worker", "signer"}
    assert [name for name, service in ours.items() if mounts(service).get("records")] == ["signer"]
    trust = [name for name, service in ours.items() if "./deploy/trust" in mounts(service)]
    assert trust == ["web", "worker", "signer"]
    image = (ROOT / "Dockerfile").read_text()
    assert all(f" {home} " in image.replace("\\\n", "") for home in (homes.keys, homes.key_records))


def test_the_files_hold_no_secret_and_the_example_leaves_them_empty(compose: dict[str, Any]) -> None:
    example = dict(VARIABLE.findall(EXAMPLE.read_text()))
    assert not any(example[name] for name in (*SECRETS, "WARIFU_SENDGRID_KEY"))
    text = (ROOT / "docker-compose.yml").read_text()
    assert all(f"${{{name}:?" in text for name in SECRETS)
    environments = [service.get("environment", {}) for service in compose["services"].values()]
    for name, value in (pair for environment in environments for pair in environment.items()):
        if re.search(r"PASSWORD|PWD|KEY$", name):
            assert value.startswith("${"), name
    assert ".env" not in (ROOT / ".dockerignore").read_text().replace(".env.example", "")


def test_every_file_that_is_mounted_is_there(compose: dict[str, Any]) -> None:
    sources = {source for service in compose["services"].values() for source in mounts(service)}
    here = {source for source in sources if source.startswith("./")}
    assert here
    assert all((ROOT / source).exists() for source in here)
    assert sources - here == set(compose["volumes"])


def test_docker_compose_itself_accepts_the_file(tmp_path: Path) -> None:
    command = shutil.which("docker-compose")
    if command is None:
        pytest.skip("docker-compose is not installed")
    file = ["-f", str(ROOT / "docker-compose.yml"), "--project-directory", str(ROOT)]
    environment = {"PATH": os.defpath, "HOME": str(tmp_path)}
    empty = tmp_path / "empty.env"
    empty.touch()
    missing = subprocess.run(
        [command, *file, "--env-file", str(empty), "config", "-q"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert missing.returncode != 0
    assert "see .env.example" in missing.stderr
    filled = tmp_path / "filled.env"
    filled.write_text("".join(f"{name}=secret\n" for name in SECRETS))
    done = subprocess.run(
        [command, *file, "--env-file", str(filled), "config"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "postgresql://warifu:secret@postgres:5432/warifu" in done.stdout
