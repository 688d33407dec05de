"""GET alone, no session: the address is the secret, and the person's rights are asked each time."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import cast

from flask import Response, abort, current_app, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from adapters.calendar_file import MEDIA_TYPE, Entry, calendar_file
from adapters.secrets import token_digest
from contracts.life import civil_day
from contracts.roles import Permission
from database.calendar_feeds import feed_by
from database.engine import now_of
from database.policies import policies_of
from database.queries.coming_deadlines import Deadline, coming_deadlines
from database.sessions import Staff
from webapp.calendar_feed.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.deadlines import KINDS
from webapp.verification.turnstile import Turnstile

TURNSTILE = "calendar-turnstile"
BEHIND, AHEAD = timedelta(days=31), timedelta(days=366)
MOST = 1_000
"""Entries of each kind: a calendar program reads all of them each time."""


@blueprint.get("/<token>.ics")
def calendar(token: str) -> Response:
    """An address that is unknown, revoked or of somebody who has left is 404 alike."""
    wait = _turnstile().seconds_to_wait(request.remote_addr or "", time.monotonic())
    if wait:
        return Response(status=429, headers={"Retry-After": str(wait)})
    with parts().database.reading() as session:
        found = feed_by(session, token_digest(token))
        if found is None:
            abort(404)
        feed, reader = found
        if not _is_let_in(session, reader):
            abort(404)
        with force_locale(reader.user.language):
            body = calendar_file(str(_("契約の期限（割符）")), _entries(session, reader, feed.telling))
    return Response(body, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def _is_let_in(session: Session, reader: Staff) -> bool:
    is_known_place = policies_of(session, reader.organization.id).lets_in(request.remote_addr or "")
    return is_known_place and reader.may(Permission.READ)


def _entries(session: Session, reader: Staff, telling: str) -> Iterator[Entry]:
    today = civil_day(now_of(session))
    for one in coming_deadlines(session, reader, (today - BEHIND, today + AHEAD), most=MOST):
        contract = one.contract
        yield Entry(
            uid=f"{contract.public_id}.{one.kind.value}@warifu",
            day=one.day,
            summary=_summary(one, telling),
            text=str(_("契約情報から計算した日です。契約書の定めをご確認ください。")),
            url=_url(contract.public_id, telling),
            changed_at=contract.changed_at,
        )


def _url(contract: str, telling: str) -> str:
    if telling == "day":
        return url_for("deadlines.deadlines", _external=True)
    return url_for("management.contract", public_id=contract, _external=True)


def _summary(one: Deadline, telling: str) -> str:
    """Say as much as the person chose: whoever has the address reads it without signing in."""
    kind = str(KINDS[one.kind][0])
    told = {
        "title": f"{one.contract.number or ''} {one.contract.title}".strip(),
        "number": one.contract.number or "",
    }.get(telling, "")
    return str(_("%(kind)s：%(contract)s", kind=kind, contract=told)) if told else kind


def _turnstile() -> Turnstile:
    return cast("Turnstile", current_app.extensions.setdefault(TURNSTILE, Turnstile()))
