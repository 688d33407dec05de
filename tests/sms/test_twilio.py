import base64
import json
import logging
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest

from adapters.sms import BadNumber, SmsMessage, SmsRefused, SmsUnavailable, TwilioSms

ACCOUNT = "AC00000000000000000000000000000000"
MESSAGE = SmsMessage(
    "contract-7.12.sign_request.party-2", "09012345678", "CANARYTEXT https://k.example.jp/s/x"
)


@dataclass
class Service:
    """Twilio on this machine: it answers as it is told to and keeps what it was sent."""

    url: str
    status: int = 201
    code: int = 0
    bodies: list[dict[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def service() -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.bodies.append(dict(parse_qsl(content)))
            told.asked.append(f"{self.path} {self.headers['Authorization']}")
            answer = {"sid": "SM1", "status": "queued", "code": told.code, "message": "no good"}
            self.send_response(told.status)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name http.server uses
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told = Service(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield told
        server.shutdown()
        thread.join()


@pytest.fixture
def twilio(service: Service) -> TwilioSms:
    return TwilioSms(ACCOUNT, "CANARYTOKEN", service.url, "+15005550006")


def test_the_number_goes_out_in_international_form_with_our_account(
    service: Service, twilio: TwilioSms
) -> None:
    twilio.send(MESSAGE)
    assert service.bodies == [{"To": "+819012345678", "From": "+15005550006", "Body": MESSAGE.text}]
    key = base64.b64encode(f"{ACCOUNT}:CANARYTOKEN".encode()).decode()
    assert service.asked == [f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json Basic {key}"]


def test_a_messaging_service_is_named_as_such(service: Service) -> None:
    TwilioSms(ACCOUNT, "t", service.url, "MG1").send(MESSAGE)
    assert service.bodies[0]["MessagingServiceSid"] == "MG1"
    assert "From" not in service.bodies[0]


@pytest.mark.parametrize("code", [21211, 21610, 21614])
def test_a_number_that_cannot_receive_is_final(service: Service, twilio: TwilioSms, code: int) -> None:
    service.status, service.code = 400, code
    with pytest.raises(BadNumber) as refusal:
        twilio.send(MESSAGE)
    assert (refusal.value.to, refusal.value.code) == ("09012345678", "refused_by_service")


@pytest.mark.parametrize(("status", "code"), [(401, 20003), (403, 20005), (400, 21606), (400, 21408)])
def test_what_a_person_must_look_at_is_refused(
    service: Service, twilio: TwilioSms, status: int, code: int
) -> None:
    service.status, service.code = status, code
    with pytest.raises(SmsRefused) as refusal:
        twilio.send(MESSAGE)
    assert (refusal.value.status, refusal.value.code) == (status, str(code))
    assert "no good" not in str(refusal.value)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_service_is_tried_again_later(service: Service, twilio: TwilioSms, status: int) -> None:
    service.status, service.code = status, 20429
    with pytest.raises(SmsUnavailable) as refusal:
        twilio.send(MESSAGE)
    assert refusal.value.status == status


def test_a_service_that_does_not_answer_is_tried_again_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(SmsUnavailable) as refusal:
        TwilioSms(ACCOUNT, "t", f"http://127.0.0.1:{port}", "WARIFU").send(MESSAGE)
    assert refusal.value.status is None


def test_neither_link_nor_token_is_logged(twilio: TwilioSms, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    twilio.send(MESSAGE)
    assert "CANARY" not in caplog.text


@pytest.mark.parametrize("number", ["0312345678", "+819012345678", "090-1234-5678", "", "0901234567８"])
def test_only_eleven_digits_of_a_mobile_number_are_dialled(
    service: Service, twilio: TwilioSms, number: str
) -> None:
    with pytest.raises(BadNumber) as refusal:
        twilio.send(SmsMessage("a", number, "x"))
    assert refusal.value.code == "malformed"
    assert service.bodies == []
