"""Telling the owner of a refused delivery: best effort now; the task stands on the contract's page anyway."""

import logging

from contracts.messages import NoticeKind, NoticeRequest
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet

LOG = logging.getLogger("warifu.delivery")


def tell_owner(answer: str) -> None:
    """Leave a notice about the answer of this public id."""
    try:
        parts().engine.notify(NoticeRequest(NoticeKind.DELIVERY_ANSWERED, answer))
    except (EngineUnavailable, NotKnownYet) as failure:
        LOG.warning("the owner was not told of an answer: %s", type(failure).__name__)
