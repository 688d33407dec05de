"""SendGrid and Twilio as they report: signed with keys of this test's own."""

import base64
import json
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from webapp import hooks
from webapp.parts import EXTENSION

TOKEN = "auth token of this test"  # noqa: S105 -- of this test alone
SITE = "https://keiyaku.example.jp"
SIGNING = ec.generate_private_key(ec.SECP256R1())


def verification_key(private: ec.EllipticCurvePrivateKey = SIGNING) -> str:
    der = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(der).decode()


def reported_to(site: Flask) -> Flask:
    """Let the desk's application take reports too."""
    given = site.extensions[EXTENSION]
    settings = replace(
        given.settings, sendgrid_webhook_key=verification_key(), sms="twilio", twilio_token=TOKEN
    )
    site.extensions[EXTENSION] = replace(given, settings=settings)
    return site


@dataclass
class Service:
    """What SendGrid sends; `signer` another's key for a forger."""

    site: Flask
    now: datetime
    signer: ec.EllipticCurvePrivateKey = SIGNING

    def event(self, message_id: str, kind: str, event_id: str = "e-1") -> dict[str, object]:
        at = int(self.now.timestamp())
        return {"event": kind, "sg_event_id": event_id, "message_id": message_id, "timestamp": at}

    def posts(self, *events: dict[str, object], late: int = 0, sent: bytes | None = None) -> TestResponse:
        """Post these events signed `late` seconds ago; `sent` are other bytes than those signed."""
        body, timestamp = json.dumps(events).encode(), str(int(self.now.timestamp()) - late)
        signature = self.signer.sign(timestamp.encode() + body, ec.ECDSA(hashes.SHA256()))
        headers = {
            hooks.SIGNATURE: base64.b64encode(signature).decode(),
            hooks.TIMESTAMP: timestamp,
        }
        data = body if sent is None else sent
        client = self.site.test_client()
        return client.post("/hooks/sendgrid", data=data, headers=headers, content_type="application/json")


def texts(site: Flask, message_id: str, form: dict[str, str], token: str = TOKEN) -> TestResponse:
    """Call back as Twilio does, with the site's own address signed."""
    path = f"/hooks/twilio/{message_id}"
    url = f"{site.extensions[EXTENSION].settings.base_url}{path}"
    signature = RequestValidator(token).compute_signature(url, form)
    return site.test_client().post(path, data=form, headers={"X-Twilio-Signature": signature})
