"""Leaving the letter of what was taken to the worker; the daily round says again what it did not hear."""

import logging

from contracts.messages import NoticeRequest
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet

LOG = logging.getLogger("warifu.hooks")


def tell(notice: NoticeRequest | None) -> None:
    try:
        if notice is not None:
            parts().engine.notify(notice)
    except (EngineUnavailable, NotKnownYet):
        LOG.warning("%s of %s not told yet", notice.kind if notice else "", notice.subject if notice else "")
