"""The parent's side: pages go into a child that may be killed, and proposals come out."""

import json
from collections.abc import Sequence
from typing import cast

from adapters.confinement import ConfinedTaskFailed, FailureCode, Json, Limits, run_confined
from contracts.reading import Found, Known, Read

TASK = "adapters.reading.confined:propose_in_child"
LIMITS = Limits(wall_seconds=30, queue_seconds=30)


def proposals_in(pages: Sequence[str], known: Known) -> Sequence[Found] | None:
    """Return what the pages propose, None where reading them took too long.

    Raises ConfinedTaskFailed while no place for a child is free.
    """
    own: list[Json] = [*known.own_names]
    body = json.dumps(pages, ensure_ascii=True).encode()
    try:
        told = run_confined(TASK, {"own": own}, body, LIMITS).facts["found"]
    except ConfinedTaskFailed as failure:
        if failure.code is FailureCode.BUSY:
            raise
        return None
    return [_found(one) for one in cast("list[list[Json]]", told)]


def _found(told: list[Json]) -> Found:
    item, value, rule, page, begin, end, snippet = told
    places = (cast("int", page), cast("int", begin), cast("int", end))
    return Found(Read(str(item)), str(value), str(rule), *places, str(snippet))
