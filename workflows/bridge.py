"""From threads to the engine: one event-loop thread and one lazy client per process, made after fork."""

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from temporalio.client import Client

Answer = TypeVar("Answer")


class Bridge:
    """`connect` is called on the loop's thread, at first use in this process."""

    def __init__(self, connect: Callable[[], Awaitable[Client]]) -> None:
        self._connect = connect
        self._guard = threading.Lock()
        self._process = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: Client | None = None

    def run(self, work: Callable[[Client], Coroutine[Any, Any, Answer]], seconds: float = 30.0) -> Answer:
        """Run `work` with the client and return its answer; raises what it raises, or TimeoutError.

        What has not been asked by then never is.
        """
        answer = asyncio.run_coroutine_threadsafe(self._with_client(work), self._own_loop())
        try:
            return answer.result(seconds)
        finally:
            answer.cancel()

    async def _with_client(self, work: Callable[[Client], Coroutine[Any, Any, Answer]]) -> Answer:
        if self._client is None:
            self._client = await self._connect()
        return await work(self._client)

    def _own_loop(self) -> asyncio.AbstractEventLoop:
        with self._guard:
            if self._loop is None or self._process != os.getpid():
                self._loop, self._client, self._process = asyncio.new_event_loop(), None, os.getpid()
                threading.Thread(target=self._loop.run_forever, name="engine", daemon=True).start()
            return self._loop
