"""Leaving letters to the worker; what is kept stays kept when the engine does not answer."""

from collections.abc import Iterable

from flask import flash
from flask_babel import gettext as _

from contracts.messages import NoticeKind, NoticeRequest
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet


def tell(kind: NoticeKind, subjects: Iterable[str]) -> None:
    """The daily round says again what could not be said now."""
    try:
        for subject in subjects:
            parts().engine.notify(NoticeRequest(kind, subject))
    except (EngineUnavailable, NotKnownYet):
        flash(
            _("内容は保存しました。お知らせのメールは、メールを送る仕組みが応答ししだい送ります。"), "warning"
        )
