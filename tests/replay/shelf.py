"""The committed histories: where they lie, the key that opens them, how they are read and put down."""

import json
import re
from pathlib import Path

from temporalio.client import WorkflowHistory
from temporalio.converter import DataConverter

from adapters.keys import MasterKey, MasterKeys
from adapters.payloads import data_converter, payload_keys

FOLDER = Path(__file__).parent / "histories"
KEY = MasterKey(bytes(32))
KEYS = MasterKeys.of(KEY)
"""Thirty-two zero bytes: known to everybody, made for these files alone, so that anyone can replay them."""

_NUMBERED = re.compile(r"(?P<moment>.+)-(?P<number>\d+)")


def converter() -> DataConverter:
    return data_converter(payload_keys(KEYS))


def histories() -> list[Path]:
    return sorted(FOLDER.glob("*.json"))


def moments_kept() -> set[str]:
    return {moment_of(path) for path in histories()}


def moment_of(path: Path) -> str:
    found = _NUMBERED.fullmatch(path.stem)
    if found is None:
        raise ValueError(path.name)
    return found["moment"]


def read(path: Path) -> WorkflowHistory:
    """Return what a file holds; the first event of a run names its workflow."""
    spelled = json.loads(path.read_text())
    started = spelled["events"][0]["workflowExecutionStartedEventAttributes"]
    return WorkflowHistory.from_json(started["workflowId"], spelled)


def keep(moment: str, history: WorkflowHistory) -> Path:
    """Put a history down under the next free number, one event per line; none is ever overwritten."""
    taken = [path for path in histories() if moment_of(path) == moment]
    path = FOLDER / f"{moment}-{len(taken) + 1}.json"
    events = history.to_json_dict()["events"]
    lines = ",\n".join(json.dumps(event, separators=(",", ":")) for event in events)
    with path.open("x") as file:
        file.write(f'{{"events":[\n{lines}\n]}}\n')
    return path
