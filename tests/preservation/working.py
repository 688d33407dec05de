"""The keeper's workflow with the real record, and a signer whose clock is the workflow's."""

import json
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from temporalio import activity
from temporalio.client import Client
from temporalio.worker import Worker

from activities.preserving import Preserving
from activities.renewing import Renewing
from adapters.protection import protection_of
from adapters.sealing import require_extends
from contracts.messages import RenewalLook, RenewalOrder
from database.archival import ArchivalRevision, Preservation
from database.audit import AuditEvent
from database.preservation_desk import PreservationDesk
from tests.lifecycle.office import Office
from tests.preservation.generations import Aging
from workflows.preservation import Preservation as Keeper
from workflows.timing import CONTRACT_QUEUE, SIGNING_QUEUE


@dataclass
class Watched:
    """Both activities as they are wired; what they are asked for is kept, and `aging`'s clock set by it."""

    preserving: Preserving
    renewing: Renewing
    aging: Aging
    looks: list[str] = field(default_factory=list)
    orders: list[RenewalOrder] = field(default_factory=list)
    under_way: int = 0
    most_at_once: int = 0

    @activity.defn(name="look_for_renewals")
    def look(self, at: str) -> RenewalLook:
        self.looks.append(at)
        self.aging.clock.now = datetime.fromisoformat(at)
        return self.preserving.look_for_renewals(at)

    @activity.defn(name="renew_timestamps")
    def renew(self, order: RenewalOrder) -> None:
        self.orders.append(order)
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        try:
            self.renewing.renew_timestamps(order)
        finally:
            self.under_way -= 1


def watched(office: Office, aging: Aging, at_once: int = 1) -> Watched:
    desk, files = PreservationDesk(office.opened.database), office.opened.files
    return Watched(
        Preserving(desk, files, protection_of, at_once),
        Renewing(desk, files, aging.sealer, protection_of, require_extends),
        aging,
    )


@asynccontextmanager
async def keeping(client: Client, steps: Watched) -> AsyncIterator[None]:
    with ThreadPoolExecutor(4) as threads:
        async with (
            Worker(
                client,
                task_queue=CONTRACT_QUEUE,
                workflows=[Keeper],
                activities=[steps.look],
                activity_executor=threads,
            ),
            Worker(client, task_queue=SIGNING_QUEUE, activities=[steps.renew], activity_executor=threads),
        ):
            yield


def preservation(office: Office, contract: str) -> Preservation | None:
    with office.opened.database.reading() as session:
        return session.get(Preservation, office.contract(contract).id)


def renewed(office: Office, contract: str) -> list[ArchivalRevision]:
    query = select(ArchivalRevision).where(ArchivalRevision.contract_id == office.contract(contract).id)
    with office.opened.database.reading() as session:
        return list(session.scalars(query.order_by(ArchivalRevision.generation, ArchivalRevision.id)))


def told(office: Office, code: str) -> list[dict[str, object]]:
    with office.opened.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.code == code)).all()
        return [json.loads(row.facts) for row in rows]
