"""One row of a bulk sending: made a draft, then asked for at the same door as by hand (MK-51)."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from temporalio import activity

from contracts.acts import Submit
from contracts.messages import Acknowledgement, BulkStart, BulkStep
from contracts.refusals import AlreadySubmitted, Refused

if TYPE_CHECKING:
    from adapters.secrets import CodeSafe
    from database.bulk_desk import BulkDesk, Prepared, Standing

Submitting = Callable[[str, int, Submit], Awaitable[Acknowledgement]]


class BulkSendingSteps:
    """Handed the desk, the door, and what opens and hashes access codes; safe to repeat."""

    def __init__(
        self, desk: "BulkDesk", submit: Submitting, safe: "CodeSafe", hashed: Callable[[str], str]
    ) -> None:
        self._desk = desk
        self._submit = submit
        self._safe = safe
        self._hashed = hashed

    @activity.defn
    async def send_next_row(self, start: BulkStart) -> BulkStep:
        """Settle one row. What the engine did not answer is asked again, under the same key."""
        found = await asyncio.to_thread(self._step, start.sending)
        if found.prepared is not None:
            await self._ask(found.prepared)
        return BulkStep(found.goes_on, found.finished)

    async def _ask(self, prepared: "Prepared") -> None:
        try:
            await self._submit(prepared.contract, prepared.epoch, prepared.act)
        except AlreadySubmitted:
            await asyncio.to_thread(self._desk.sent, prepared.row)
        except Refused as refused:
            await asyncio.to_thread(self._desk.refused, prepared.row, refused.code)
        else:
            await asyncio.to_thread(self._desk.sent, prepared.row)

    def _step(self, sending: str) -> "Standing":
        row = self._desk.next_row(sending)
        opened = json.loads(self._safe.opened(row.sealed, row.name)) if row and row.sealed else {}
        codes = {int(number): self._hashed(code) for number, code in opened.items()}
        return self._desk.step(sending, row.line if row else 0, codes)
