"""What services tell us: no session, no form token; only a signature over the very bytes opens it (T72)."""

import logging
from collections.abc import Sequence

from flask import Response, abort, request
from sqlalchemy.exc import IntegrityError

from adapters.reports import Callback, ReportRefused, sendgrid_reports, twilio_report, webhook_key
from contracts.reports import Report
from database.delivery_reports import take_reports
from database.engine import now_of
from webapp.hooks import inbound_mail, slack
from webapp.hooks.blueprint import blueprint
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet

LOG = logging.getLogger("warifu.hooks")
LARGEST_BODY_BYTES = 2_000_000
SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature"
TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp"

__all__ = ["SIGNATURE", "TIMESTAMP", "blueprint", "inbound_mail", "slack"]


@blueprint.post("/sendgrid")
def sendgrid() -> Response:
    key = parts().settings.sendgrid_webhook_key
    if not key:
        abort(404)
    request.max_content_length = LARGEST_BODY_BYTES
    body = request.get_data()
    signature, timestamp = request.headers.get(SIGNATURE, ""), request.headers.get(TIMESTAMP, "")
    with parts().database.reading() as session:
        now = now_of(session)
    try:
        reports = sendgrid_reports(webhook_key(key), signature, timestamp, body, now)
    except ReportRefused as refused:
        return _refused("sendgrid", refused)
    return _taken(reports)


@blueprint.post("/twilio/<message_id>")
def twilio(message_id: str) -> Response:
    """The address is part of what Twilio signs, as it was given when the SMS was sent."""
    settings = parts().settings
    if settings.sms != "twilio":
        abort(404)
    signature = request.headers.get("X-Twilio-Signature", "")
    callback = Callback(f"{settings.base_url}{request.path}", request.form, signature)
    with parts().database.reading() as session:
        now = now_of(session)
    try:
        report = twilio_report(settings.twilio_token, callback, message_id, now)
    except ReportRefused as refused:
        return _refused("twilio", refused)
    return _taken([report] if report else [])


def _refused(service: str, refused: ReportRefused) -> Response:
    LOG.warning("a report of %s was refused: %s", service, refused.code)
    return Response(status=403)


def _taken(reports: Sequence[Report]) -> Response:
    """Keep all or none: what was not kept is reported again. Owners are told now or by the daily round."""
    try:
        with parts().database.writing() as session:
            notices = take_reports(session, reports)
    except IntegrityError:
        return Response(status=409)
    for notice in notices:
        try:
            parts().engine.notify(notice)
        except (EngineUnavailable, NotKnownYet):
            LOG.warning("%s of %s not told yet", notice.kind, notice.subject)
    return Response(status=204)
