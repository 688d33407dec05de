"""An office on a real server, as the moments find it: the post is at work, the signer when asked."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from temporalio.client import Client, WorkflowHistory
from temporalio.worker import Worker

from contracts.acts import PartyPlan
from contracts.life import civil_day
from database.engine import now_of
from database.ledger import Ledger
from database.party import Party
from tests.lifecycle.concluding import concluded_on_record
from tests.lifecycle.office import Draft, Office
from tests.lifecycle.stage_hands import Case
from workflows.door import Door
from workflows.reconciliation import reconcile
from workflows.timing import SIGNING_QUEUE
from workflows.wiring import signing_activities

SIGNERS = 2
LOOKS, A_LOOK_SECONDS = 150, 0.4
BEGUN = 3
"""Events of a run whose first task is not done; the server lets a hurried next run wait a second for it."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rest:
    """Where a workflow has come to rest: its id, one run of it or the newest, and the steps it waits for."""

    workflow: str
    waits_for: frozenset[str] = frozenset()
    run: str | None = None


@dataclass(frozen=True)
class Scene:
    office: Office
    client: Client

    def case(self, orders: list[int], *, kind: str = "plain", link_days: int = 30) -> Case:
        return Case(self.office, self.office.draft(orders, kind=kind, link_days=link_days), Door(self.client))

    def case_of(self, draft: Draft) -> Case:
        return Case(self.office, draft, Door(self.client))

    def planned(self, case: Case, plans: list[PartyPlan]) -> Case:
        """Return the case with its parties asked like this, in its act of sending and in SQL."""
        with self.office.opened.database.writing() as session:
            for plan in plans:
                row = session.query(Party).filter_by(public_id=plan.id).one()
                row.own, row.signs = plan.own, plan.signs
        submit = replace(case.draft.submit, parties=plans)
        return replace(case, draft=replace(case.draft, parties=plans, submit=submit))

    @asynccontextmanager
    async def signing(self, steps: list[Callable[..., Any]] | None = None) -> AsyncIterator[None]:
        """Have a signer at work; away, it looks to a workflow like a timestamp authority that is down."""
        with ThreadPoolExecutor(SIGNERS) as threads:
            activities = signing_activities(self.office.opened) if steps is None else steps
            async with Worker(
                self.client,
                task_queue=SIGNING_QUEUE,
                activities=activities,
                activity_executor=threads,
                max_concurrent_activities=SIGNERS,
            ):
                yield

    async def settled(self, rest: Rest) -> WorkflowHistory:
        """Return the history once nothing more is under way than the steps it waits for."""
        handle = self.client.get_workflow_handle(rest.workflow, run_id=rest.run)
        seen, under_way = -1, set[str]()
        for _ in range(LOOKS):
            now = (await handle.describe()).raw_description
            under_way = {pending.activity_type.name for pending in now.pending_activities}
            length = now.workflow_execution_info.history_length
            is_over = now.workflow_execution_info.HasField("close_time")
            is_quiet = is_over or not (now.HasField("pending_workflow_task") or under_way - rest.waits_for)
            if is_quiet and length == seen and length > BEGUN:
                return await handle.fetch_history()
            seen = length if is_quiet else -1
            await asyncio.sleep(A_LOOK_SECONDS)
        raise AssertionError(rest, under_way)

    async def restart_from_the_record(self, contract: str) -> None:
        ledger = Ledger(self.office.opened.database)
        await reconcile(self.client, {contract: ledger.positions()[contract]}, ledger.restart_lost)

    async def term(self, starts_in: int | None, ends_in: int | None) -> Case:
        """Return a contract concluded on record whose term, from and to so many days ahead, is open."""
        draft = concluded_on_record(self.office, self._day(starts_in), self._day(ends_in))
        await self.restart_from_the_record(draft.contract)
        one = self.case_of(draft)
        await one.until(lambda: one.row().life != "unknown")
        return one

    def _day(self, ahead: int | None) -> date | None:
        if ahead is None:
            return None
        with self.office.opened.database.reading() as session:
            return civil_day(now_of(session)) + ahead * A_DAY
