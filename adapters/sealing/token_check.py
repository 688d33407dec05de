"""Which reply of a TSA may stand in a signature (RFC 3161, section 2.4.2; threats.md T63)."""

import logging
from datetime import datetime, timedelta

from asn1crypto import cms, tsp
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus

from adapters.sealing.certificate_context import context_at
from adapters.sealing.timestamp_source import TimestampRefused, TimestampSource

_log = logging.getLogger(__name__)

GRANTED = frozenset({"granted", "granted_with_mods"})
CLOCKS_MAY_DIFFER_BY = timedelta(minutes=5)


async def checked_token(
    source: TimestampSource, request: tsp.TimeStampReq, reply: bytes, now: datetime
) -> cms.ContentInfo:
    """Return the token of a reply that answers exactly this request, or raise TimestampRefused."""
    try:
        response = tsp.TimeStampResp.load(reply, strict=True)
        code = await _objection(source, request, response, now)
    except Exception as reason:  # asn1crypto and pyHanko fail in many ways on a foreign answer
        _log.warning("reply of TSA %s cannot be read", source.name, exc_info=True)
        raise TimestampRefused(source.name, "unreadable") from reason
    if code is not None:
        raise TimestampRefused(source.name, code)
    return response["time_stamp_token"]


async def _objection(
    source: TimestampSource, request: tsp.TimeStampReq, response: tsp.TimeStampResp, now: datetime
) -> str | None:
    if response["status"]["status"].native not in GRANTED:
        return "not_granted"
    token = response["time_stamp_token"]
    return _difference(request, token, now) or await _weakness(source, request, token)


def _difference(request: tsp.TimeStampReq, token: cms.ContentInfo, now: datetime) -> str | None:
    info = token["content"]["encap_content_info"]["content"].parsed
    if info["nonce"].native != request["nonce"].native:
        return "wrong_nonce"
    if info["message_imprint"].dump() != request["message_imprint"].dump():
        return "wrong_imprint"
    if abs(info["gen_time"].native - now) > CLOCKS_MAY_DIFFER_BY:
        return "wrong_time"
    return None


async def _weakness(source: TimestampSource, request: tsp.TimeStampReq, token: cms.ContentInfo) -> str | None:
    signed = token["content"]
    generated_at = signed["encap_content_info"]["content"].parsed["gen_time"].native
    context = context_at(generated_at, [source.trust], require_revocation=False)
    imprint = request["message_imprint"]["hashed_message"].native
    status = TimestampSignatureStatus(
        **await validate_tst_signed_data(signed, context, lambda _algorithm: imprint)
    )
    if not (status.intact and status.valid):
        return "bad_signature"
    return None if status.trusted else "untrusted"
