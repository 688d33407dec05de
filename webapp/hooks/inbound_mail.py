"""受付メール by SendGrid's Inbound Parse: a password opens it, and what is refused is not said (MK-44)."""

import hashlib
import hmac
import logging

from flask import Response, abort, request

from adapters.inbound import MailUnreadable, delivered, read_mail
from contracts.mail_intake import LARGEST_MAIL_BYTES
from contracts.mail_proof import proof_by_sendgrid
from database.intake_desk import IntakeDesk, Taken
from webapp.hooks.blueprint import blueprint
from webapp.hooks.telling import tell
from webapp.parts import parts

LOG = logging.getLogger("warifu.hooks")
ROOM_FOR_THE_FORM_BYTES = 1_000_000


@blueprint.post("/inbound-mail")
def receive_mail() -> Response:
    """204 whatever became of it: another answer would be tried again, or tell a stranger who is known."""
    key = parts().settings.inbound_mail_key
    if not key:
        abort(404)
    if not _is_ours(key):
        LOG.warning("an inbound mail was refused: password")
        return Response(status=401, headers={"WWW-Authenticate": 'Basic realm="inbound mail"'})
    request.max_content_length = LARGEST_MAIL_BYTES + ROOM_FOR_THE_FORM_BYTES
    taken = _taken(request.get_data(cache=False))
    if taken.refused:
        LOG.warning("an inbound mail was refused: %s", taken.refused)
    tell(taken.notice)
    return Response(status=204)


def _taken(body: bytes) -> Taken:
    desk = IntakeDesk(parts().database, parts().files)
    try:
        posted = delivered(request.headers.get("Content-Type", ""), body)
        mail = read_mail(posted.raw)
    except MailUnreadable as unreadable:
        return desk.refuse(unreadable.code, body)
    return desk.take_mail(mail, proof_by_sendgrid(posted.spf, posted.dkim, posted.envelope_from, mail.sender))


def _is_ours(key: str) -> bool:
    """Digests are compared, so that not even the length is told."""
    given = request.authorization
    password = given.password if given is not None and given.type == "basic" else None
    pair = (hashlib.sha256((one or "").encode()).digest() for one in (password, key))
    return hmac.compare_digest(*pair)
