"""A code by SMS: the phone, another kind than the mailbox (LW-04)."""

from flask import Response

from contracts.one_time_codes import CodeChannel
from webapp.counterparty.authentication.sent_code import SentCode
from webapp.counterparty.blueprint import blueprint

_CODE = SentCode(CodeChannel.SMS)


@blueprint.get("/authentication/sms-code")
def sms_code() -> Response:
    return _CODE.shown()


@blueprint.post("/authentication/sms-code/sending")
def send_sms_code() -> Response:
    return _CODE.sent()


@blueprint.post("/authentication/sms-code")
def enter_sms_code() -> Response:
    return _CODE.entered()
