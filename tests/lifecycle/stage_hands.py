"""Waiting for what a workflow does, and acting as the people of an office."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import select
from temporalio.client import Client
from temporalio.worker import Worker

from contracts import acts
from contracts.acts import Origin, PartyPlan
from contracts.authority import DECLARATION_VERSION, Capacity
from contracts.messages import Acknowledgement
from database.contract import Contract
from database.engine import Database
from database.party import Party
from database.record import EffectRow
from tests.lifecycle.office import Draft, Office
from workflows.bulk_sending import BulkSending
from workflows.door import Door
from workflows.lifecycle import ContractLifecycle
from workflows.notices import Notice
from workflows.term import ContractTerm
from workflows.timing import CONTRACT_QUEUE, SIGNING_QUEUE
from workflows.wiring import bulk_activities, contract_activities, signing_activities

PATIENCE = 30.0


@asynccontextmanager
async def workers(client: Client, office: Office, *, signing: bool = True) -> AsyncIterator[None]:
    """Both queues, or only the record and the post, with the real record, key and outbox."""
    with ThreadPoolExecutor(8) as threads:
        contracts = Worker(
            client,
            task_queue=CONTRACT_QUEUE,
            workflows=[BulkSending, ContractLifecycle, ContractTerm, Notice],
            activities=[
                *contract_activities(office.opened),
                *bulk_activities(office.opened, Door(client).submit),
            ],
            activity_executor=threads,
        )
        async with contracts:
            if not signing:
                yield
                return
            async with _signer(client, office, threads):
                yield


def _signer(client: Client, office: Office, threads: ThreadPoolExecutor) -> Worker:
    return Worker(
        client,
        task_queue=SIGNING_QUEUE,
        activities=signing_activities(office.opened),
        activity_executor=threads,
    )


@dataclass(frozen=True)
class Case:
    """One contract and the people acting on it."""

    office: Office
    draft: Draft
    door: Door

    async def submit(self) -> Acknowledgement:
        return await self.door.submit(self.draft.contract, 1, self.draft.submit)

    async def ask(self, act: acts.Act) -> Acknowledgement:
        return await self.door.ask(self.draft.contract, act)

    async def invited(self, plan: PartyPlan) -> Contract:
        return await self.until(lambda: self.progress(plan) != "not_asked")

    async def accept_terms(self, plan: PartyPlan, round_number: int = 1) -> Acknowledgement:
        return await self.ask(acts.AcceptTerms(new_key(), Origin(plan.id), plan.id, round_number, "2026-11"))

    def agreement(self, plan: PartyPlan, key: str = "") -> acts.Agree:
        contract, imprint = self.row(), self.office.imprint(plan.id)
        return acts.Agree(
            key=key or new_key(),
            origin=Origin(plan.id, "192.0.2.1", "test"),
            party=plan.id,
            round=contract.round,
            shown_digest=contract.sent_digest,
            shown_revision=1,
            imprint=imprint.public_id,
            imprint_digest=imprint.digest,
            authenticated=["mail_link"],
            capacity=Capacity.PRINCIPAL if plan.declares else "",
            declaration=DECLARATION_VERSION if plan.declares else "",
        )

    async def agree(self, plan: PartyPlan) -> Acknowledgement:
        contract = await self.invited(plan)
        await self.accept_terms(plan, contract.round)
        return await self.ask(self.agreement(plan))

    async def stage(self, stage: str) -> Contract:
        return await self.until(lambda: self.row().stage == stage)

    async def until(self, holds: Callable[[], bool]) -> Contract:
        """Look at SQL until `holds`; fails loudly with where the contract stands."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not holds():
            if asyncio.get_running_loop().time() > deadline:
                row = self.row()
                raise AssertionError(row.stage, row.sequence, self.open_effects())
            await asyncio.sleep(0.02)
        return self.row()

    def row(self) -> Contract:
        return self.office.contract(self.draft.contract)

    def progress(self, plan: PartyPlan) -> str:
        with self._database.reading() as session:
            return session.scalars(select(Party.progress).where(Party.public_id == plan.id)).one()

    def open_effects(self) -> list[str]:
        with self._database.reading() as session:
            query = select(EffectRow.kind).where(EffectRow.contract_id == self.row().id)
            return list(session.scalars(query.where(EffectRow.done_at.is_(None))))

    @property
    def _database(self) -> Database:
        return self.office.opened.database


def new_key() -> str:
    return uuid.uuid4().hex
