"""The engine's door with a clock beside it."""

from collections.abc import Awaitable, Callable
from time import perf_counter

from prometheus_client import Histogram
from temporalio.client import Client

from contracts.acts import Act, Submit
from contracts.messages import Acknowledgement
from contracts.refusals import Refused
from webapp.engine import Engine
from workflows.door import UPDATE_OF, EngineUnavailable, NotKnownYet


class MeasuredEngine(Engine):
    """`seconds` has the labels verb and outcome: done, refused, engine_unavailable, not_known_yet, fault."""

    def __init__(self, connect: Callable[[], Awaitable[Client]], seconds: Histogram) -> None:
        super().__init__(connect)
        self._seconds = seconds

    def submit(self, contract: str, epoch: int, act: Submit) -> Acknowledgement:
        return self._measured(act, lambda: super(MeasuredEngine, self).submit(contract, epoch, act))

    def ask(self, contract: str, act: Act) -> Acknowledgement:
        return self._measured(act, lambda: super(MeasuredEngine, self).ask(contract, act))

    def _measured(self, act: Act, question: Callable[[], Acknowledgement]) -> Acknowledgement:
        began, outcome = perf_counter(), "fault"
        try:
            answer = question()
            outcome = "done"
        except Refused:
            outcome = "refused"
            raise
        except EngineUnavailable:
            outcome = "engine_unavailable"
            raise
        except NotKnownYet:
            outcome = "not_known_yet"
            raise
        finally:
            self._seconds.labels(UPDATE_OF[type(act)], outcome).observe(perf_counter() - began)
        return answer
