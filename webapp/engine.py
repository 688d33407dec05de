"""Asking the engine from a page's thread: refusals, silence and absence come back as exceptions."""

from collections.abc import Awaitable, Callable
from concurrent.futures import TimeoutError as OutOfTime
from datetime import timedelta
from typing import TypeVar

from temporalio.client import Client

from contracts.acts import Act, Submit
from contracts.messages import Acknowledgement, NoticeRequest
from workflows.bridge import Bridge
from workflows.door import Door, EngineUnavailable, NotKnownYet

Answer = TypeVar("Answer")
HEALTH_PATIENCE = timedelta(seconds=1)


class Engine:
    """Every act of a person goes through here; raises Refused, EngineUnavailable or NotKnownYet."""

    def __init__(self, connect: Callable[[], Awaitable[Client]]) -> None:
        self._bridge = Bridge(connect)

    def submit(self, contract: str, epoch: int, act: Submit) -> Acknowledgement:
        return self._ask(lambda door: door.submit(contract, epoch, act))

    def ask(self, contract: str, act: Act) -> Acknowledgement:
        return self._ask(lambda door: door.ask(contract, act))

    def notify(self, notice: NoticeRequest) -> None:
        self._ask(lambda door: door.notify(notice))

    def send_bulk(self, sending: str) -> None:
        self._ask(lambda door: door.send_bulk(sending))

    def import_files(self, job: str) -> None:
        self._ask(lambda door: door.import_files(job))

    def carry_out_plan(self, plan: str) -> None:
        self._ask(lambda door: door.carry_out_plan(plan))

    def dispose(self, disposal: str) -> None:
        self._ask(lambda door: door.dispose(disposal))

    def check_archive(self, check: str) -> None:
        self._ask(lambda door: door.check_archive(check))

    def is_reachable(self) -> bool:
        try:
            return self._bridge.run(_is_healthy, 2.0)
        except (OutOfTime, EngineUnavailable):
            return False

    def _ask(self, question: Callable[[Door], Awaitable[Answer]]) -> Answer:
        async def asked(client: Client) -> Answer:
            return await question(Door(client))

        try:
            return self._bridge.run(asked)
        except OutOfTime as silence:
            raise NotKnownYet from silence


async def _is_healthy(client: Client) -> bool:
    try:
        return await client.service_client.check_health(timeout=HEALTH_PATIENCE)
    except Exception as error:
        raise EngineUnavailable from error
