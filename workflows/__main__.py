"""The worker: `python -m workflows contracts` or `python -m workflows signing`."""

import asyncio
import logging
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

from temporalio.client import Client
from temporalio.worker import Worker

from adapters.certificates.drawing import WARMING as CERTIFICATES
from adapters.confinement import standing_by
from adapters.inspection import WARMING
from adapters.log_lines import write_log_lines
from adapters.payloads import data_converter, payload_keys
from adapters.settings import settings_from_environment
from database.archive_check_desk import ArchiveCheckDesk
from database.ledger import Ledger
from workflows.absences import tell_absences
from workflows.anchoring import Anchoring, start_anchoring
from workflows.archive_check import ArchiveCheck
from workflows.archive_checking import complain_of_unknown_signers
from workflows.bulk_sending import BulkSending
from workflows.connection import connect_patiently
from workflows.deadline_watch import DeadlineWatch, start_deadline_watch
from workflows.disposal_sweeping import keep_disposing
from workflows.disposing import Disposing
from workflows.door import Door
from workflows.housekeeping import check_on, keep_house, send_on
from workflows.import_parts import importing_of
from workflows.import_sweeping import keep_importing
from workflows.importing import Importing
from workflows.indexer import Indexer, start_indexer
from workflows.installation import Opened, open_installation
from workflows.lifecycle import ContractLifecycle
from workflows.locks import tell_locks
from workflows.metadata_reader import MetadataReader, start_metadata_reader
from workflows.notices import Notice
from workflows.plan_carrying import PlanCarrying
from workflows.plan_sweeping import keep_carrying_plans
from workflows.preservation import Preservation, start_preservation
from workflows.reconciliation import reconcile
from workflows.sweeping import keep_sweeping
from workflows.term import ContractTerm
from workflows.term_news import keep_telling_terms
from workflows.timestamping import keep_revocation_data
from workflows.timing import CONTRACT_QUEUE, SIGNING_QUEUE, STICKY
from workflows.watching import watched_runtime
from workflows.wiring import (
    bulk_activities,
    bulk_desk,
    contract_activities,
    disposal_activities,
    renew_key,
    revocation_refresh,
    signing_activities,
)

RENEW_KEY = "renew-key"
"""What `warifu key renew` asks of this program: only here is a key opened."""
GRACE = timedelta(seconds=20)
THREADS = 16
SIGNERS = 2
WORKFLOWS = (
    *(Anchoring, ArchiveCheck, BulkSending, ContractLifecycle, ContractTerm, Indexer, Notice),
    Preservation,
    DeadlineWatch,
    Disposing,
    Importing,
    MetadataReader,
    PlanCarrying,
)
A_DAY_SECONDS = 86_400.0
SOON_SECONDS = 60.0
"""After a comparison in which the engine did not answer about every contract."""


async def work(queue: str) -> None:
    opened = open_installation(settings_from_environment())
    converter = data_converter(payload_keys(opened.keys))
    settings = opened.settings
    runtime = watched_runtime(settings, queue)
    client = await connect_patiently(
        settings.temporal_address, converter, settings.temporal_namespace, runtime
    )
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    turn = asyncio.Lock()
    refresh = revocation_refresh(settings) if queue == "signing" else None
    beside = asyncio.create_task(
        keep_revocation_data(refresh) if queue == "signing" else _keep_up(client, opened, turn)
    )
    async with _signer(client, opened) if queue == "signing" else _contracts(client, opened):
        patience = await _compare(client, opened, queue, turn)
        logging.getLogger("warifu").info("worker for %s is ready", queue)
        while not await _stopped_within(stopped, patience):
            patience = await _compare(client, opened, queue, turn)
    beside.cancel()


async def _keep_up(client: Client, opened: Opened, turn: asyncio.Lock) -> None:
    """What is looked for twice a minute, side by side; `turn` as in `reconcile`."""
    await asyncio.gather(
        keep_sweeping(client, opened.database, turn),
        keep_importing(client, opened.database, turn),
        keep_carrying_plans(client, opened.database),
        keep_telling_terms(client, opened.database, turn),
        keep_disposing(client, opened.database),
    )


async def _compare(client: Client, opened: Opened, queue: str, turn: asyncio.Lock) -> float:
    """At start and every day: index, bring engine and record together, tell the locks that only SQL knows.

    Returns the seconds until the next time: soon, while the engine does not answer about every contract.
    """
    if queue == "signing":
        return A_DAY_SECONDS
    ledger = Ledger(opened.database)
    await start_indexer(client)
    await start_metadata_reader(client)
    await start_anchoring(client)
    positions = await asyncio.to_thread(ledger.positions)
    found = await reconcile(client, positions, ledger.restart_lost, turn)
    await tell_locks(Door(client), ledger.untold_locks())
    await send_on(Door(client), await asyncio.to_thread(bulk_desk(opened).running))
    await tell_absences(Door(client), ledger.untold_absences())
    await keep_house(Door(client), opened)
    await start_preservation(client)
    await start_deadline_watch(client)
    await asyncio.to_thread(complain_of_unknown_signers, opened)
    await check_on(Door(client), await asyncio.to_thread(ArchiveCheckDesk(opened.database).running))
    return SOON_SECONDS if found.unanswered else A_DAY_SECONDS


async def _stopped_within(stopped: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(stopped.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _contracts(client: Client, opened: Opened) -> Worker:
    importing = importing_of(opened.settings, opened.database, opened.files).import_files
    return Worker(
        client,
        task_queue=CONTRACT_QUEUE,
        workflows=[*WORKFLOWS],
        activities=[
            *contract_activities(opened),
            *bulk_activities(opened, Door(client).submit),
            *disposal_activities(opened, Door(client).end_work),
            importing,
        ],
        activity_executor=ThreadPoolExecutor(THREADS),
        max_concurrent_activities=THREADS,
        sticky_queue_schedule_to_start_timeout=STICKY,
        graceful_shutdown_timeout=GRACE,
    )


def _signer(client: Client, opened: Opened) -> Worker:
    return Worker(
        client,
        task_queue=SIGNING_QUEUE,
        activities=signing_activities(opened),
        activity_executor=ThreadPoolExecutor(SIGNERS),
        max_concurrent_activities=SIGNERS,
        graceful_shutdown_timeout=GRACE,
    )


def _standby(queue: str) -> AbstractContextManager[object]:
    """Signing draws certificates, the other process looks at files that are imported: loaded once each."""
    return standing_by(CERTIFICATES if queue == "signing" else WARMING)


def main(queue: str) -> None:
    with _standby(queue):
        asyncio.run(work(queue))


if __name__ == "__main__" and sys.argv[1:] == [RENEW_KEY]:
    renew_key(open_installation(settings_from_environment()))
elif __name__ == "__main__":
    write_log_lines()
    main(sys.argv[1] if len(sys.argv) > 1 else "contracts")
    logging.shutdown()
    os._exit(0)  # the SDK's native threads can abort an ordinary exit (sdk-python #300)
