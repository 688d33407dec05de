"""SendGrid's Inbound Parse with 「POST the raw, full MIME message」: its form, byte for byte."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from adapters.inbound.parts import MailUnreadable

MOST_FIELDS = 50


@dataclass(frozen=True, slots=True)
class Delivered:
    """The mail, and what SendGrid found out about its sender."""

    raw: bytes = field(repr=False)
    spf: str
    dkim: str
    envelope_from: str


def delivered(content_type: str, body: bytes) -> Delivered:
    """Return what was posted; raises MailUnreadable where it is not that form."""
    form = _fields(content_type, body)
    if not form.get("email"):
        raise MailUnreadable("no_raw_mail")
    spf, dkim = (form.get(name, b"").decode("utf-8", "replace") for name in ("SPF", "dkim"))
    return Delivered(form["email"], spf, dkim, _envelope_from(form))


def _fields(content_type: str, body: bytes) -> Mapping[str, bytes]:
    """Werkzeug's own form would decode each field as UTF-8 and spoil a mail that is not."""
    kind, options = parse_options_header(content_type)
    if kind != "multipart/form-data" or "boundary" not in options:
        raise MailUnreadable("no_form")
    try:
        return _read(MultipartDecoder(options["boundary"].encode("latin-1"), max_parts=MOST_FIELDS), body)
    except (HTTPException, ValueError) as fault:
        raise MailUnreadable("no_form") from fault


def _read(decoder: MultipartDecoder, body: bytes) -> Mapping[str, bytes]:
    decoder.receive_data(body)
    decoder.receive_data(None)
    found: dict[str, list[bytes]] = {}
    name = ""
    while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
        if isinstance(event, Field | File):
            name = event.name or ""
            found[name] = []
        elif isinstance(event, Data):
            found[name].append(event.data)
    return {key: b"".join(data) for key, data in found.items()}


def _envelope_from(form: Mapping[str, bytes]) -> str:
    try:
        envelope = json.loads(form.get("envelope", b"{}"))
    except ValueError:
        return ""
    return str(envelope.get("from", "")) if isinstance(envelope, dict) else ""
