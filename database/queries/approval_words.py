"""Which step of the route an act was about, by name, as the timeline tells it (AD-05)."""

from collections.abc import Iterator, Sequence
from typing import Any

from database.record import ContractEvent

Read = tuple[ContractEvent, dict[str, Any]]
SAID_OF_PEOPLE = ("absent", "to")


def steps_of(read: Sequence[Read]) -> dict[int, str]:
    """Map acts, by their sequence, to the step they were about; a return to a step to that step."""
    route: list[dict[str, Any]] = []
    found = {}
    for row, facts in read:
        route = facts.get("route") or route
        number = facts.get("to_step") or facts.get("step") or 0
        if isinstance(number, int) and 1 <= number <= len(route):
            found[row.sequence] = str(route[number - 1]["name"])
    return found


def people_in(facts: dict[str, Any]) -> Iterator[str]:
    """Return the ids of the people whom an act of the approval names beside its actor."""
    yield facts.get("on_behalf", "")
    for name in SAID_OF_PEOPLE:
        yield from facts[name] if isinstance(facts.get(name), list) else ()
