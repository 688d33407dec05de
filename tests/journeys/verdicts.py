"""What `warifu verify` says of a file that was downloaded."""

import hashlib
import json
from pathlib import Path

from tests.journeys.running import Running


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def verdict(system: Running, path: Path) -> tuple[str, str]:
    """Return the verdict and what the file is."""
    said = json.loads(system.command("verify", str(path), "--json"))
    return said["verdict"], said["is"]
