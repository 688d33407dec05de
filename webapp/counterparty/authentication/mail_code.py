"""A code by mail: the mailbox again, so never a second kind beside the link (LW-04)."""

from flask import Response

from contracts.one_time_codes import CodeChannel
from webapp.counterparty.authentication.sent_code import SentCode
from webapp.counterparty.blueprint import blueprint

_CODE = SentCode(CodeChannel.MAIL)


@blueprint.get("/authentication/mail-code")
def mail_code() -> Response:
    return _CODE.shown()


@blueprint.post("/authentication/mail-code/sending")
def send_mail_code() -> Response:
    return _CODE.sent()


@blueprint.post("/authentication/mail-code")
def enter_mail_code() -> Response:
    return _CODE.entered()
