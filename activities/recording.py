"""The one way a transition reaches SQL."""

from typing import TYPE_CHECKING

from temporalio import activity
from temporalio.exceptions import ApplicationError

from contracts.messages import RecordRequest

if TYPE_CHECKING:
    from database.ledger import Ledger


class Recording:
    """Handed the ledger; safe to repeat."""

    def __init__(self, ledger: "Ledger") -> None:
        self._ledger = ledger

    @activity.defn(no_thread_cancel_exception=True)
    def record(self, request: RecordRequest) -> None:
        """Write one transition and what it finishes.

        Fails for good, and freezes the contract, when the record holds something else in its place.
        """
        refusal = self._ledger.record(request)
        if refusal:
            raise ApplicationError(refusal, request.contract, type=refusal, non_retryable=True)
