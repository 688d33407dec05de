"""Filling the office: several cases at once, each marked in the audit log when it stands."""

import asyncio
from collections.abc import Callable, Sequence
from enum import StrEnum

from cli.demo.cases import Case
from cli.demo.drafting import contract_id, draft
from cli.demo.endings import take
from cli.demo.hands import Hands
from cli.demo.marks import is_marked, mark
from cli.demo.people import Office
from cli.demo.watching import Watch
from contracts.refusals import Refused
from workflows.door import Door

AT_ONCE = 4


class Outcome(StrEnum):
    MADE = "作成"
    THERE = "作成済み"
    LEFT = "そのまま"
    """Somebody has acted in the case since: what they did stands."""


Tell = Callable[[Case, Outcome], None]


async def fill(office: Office, door: Door, cases: Sequence[Case], tell: Tell) -> list[Outcome]:
    """Take every case to its end; raises EngineUnavailable, NotKnownYet or WorkerSilent at the first."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def made(case: Case) -> Outcome:
        async with turns:
            outcome = await _made(office, door, case)
            tell(case, outcome)
            return outcome

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(made(case)) for case in cases]
    except ExceptionGroup as several:
        raise several.exceptions[0] from several
    return [task.result() for task in tasks]


async def _made(office: Office, door: Door, case: Case) -> Outcome:
    if is_marked(office, contract_id(office, case)):
        return Outcome.THERE
    await asyncio.to_thread(draft, office, case)
    try:
        await take(Hands(Watch(office, case), door))
    except Refused:
        return Outcome.LEFT
    mark(office, contract_id(office, case), case.id)
    return Outcome.MADE
