from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SECRETS = ("POSTGRES_PASSWORD", "WARIFU_DATABASE_PASSWORD", "TEMPORAL_DATABASE_PASSWORD")


@pytest.fixture
def compose() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return parsed


@pytest.fixture
def ours(compose: dict[str, Any]) -> dict[str, Any]:
    """The services that are Warifu's own image."""
    image = compose["x-warifu"]["image"]
    return {name: service for name, service in compose["services"].items() if service["image"] == image}
