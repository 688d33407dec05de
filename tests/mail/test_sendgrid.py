import json
import logging
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from adapters.mail import Attachment, BadRecipient, Mail, MailRefused, MailUnavailable, SendGridMailer
from tests.mail.conftest import SENDER, Service

Compose = Callable[..., Mail]
DESCRIPTION = Path(__file__).parents[3] / "shared" / "sendgrid" / "tsg_mail_v3.json"
BODY = "#/components/requestBodies/PostMailSend/content/application~1json/schema"


@pytest.fixture
def mailer(service: Service) -> SendGridMailer:
    return SendGridMailer("SG.CANARYKEY", service.url, SENDER)


def error(field: str | None) -> str:
    return json.dumps({"errors": [{"message": "no good", "field": field, "help": None}]})


@pytest.mark.skipif(not DESCRIPTION.exists(), reason="SendGrid's description of its API is not here")
@pytest.mark.parametrize(
    "other",
    [
        {},
        {"to_name": "", "reply_to": "yamada@example.jp"},
        {"attachments": [Attachment("締結済.pdf", "application/pdf", b"%PDF-1.7")]},
    ],
)
def test_every_body_is_what_sendgrid_describes(
    service: Service, mailer: SendGridMailer, compose: Compose, other: dict[str, Any]
) -> None:
    components = json.loads(DESCRIPTION.read_text())["components"]
    validator = Draft202012Validator(
        {"$ref": BODY, "components": components}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    mailer.send(compose(**other))
    (body,) = service.bodies
    validator.validate(body)
    assert not validator.is_valid({**body, "from": {"name": "no address"}})


def test_the_mail_arrives_with_our_key_and_its_stable_id(
    service: Service, mailer: SendGridMailer, compose: Compose
) -> None:
    mailer.send(compose())
    (body,) = service.bodies
    (to,) = body["personalizations"]
    assert service.keys == ["/v3/mail/send Bearer SG.CANARYKEY"]
    assert to["to"] == [{"email": "hanako@example.jp", "name": "佐藤 花子"}]
    assert to["custom_args"] == {"message_id": "contract-7.12.sign_request.party-2"}
    assert to["headers"]["Message-ID"] == "<contract-7.12.sign_request.party-2@keiyaku.example.jp>"
    assert [content["type"] for content in body["content"]] == ["text/plain", "text/html"]


def test_no_link_is_rewritten_for_tracking(
    service: Service, mailer: SendGridMailer, compose: Compose
) -> None:
    mailer.send(compose())
    settings = service.bodies[0]["tracking_settings"]
    assert settings["click_tracking"] == {"enable": False, "enable_text": False}
    assert settings["open_tracking"] == {"enable": False}


@pytest.mark.parametrize("status", [200, 202])
def test_any_2xx_is_sent(service: Service, mailer: SendGridMailer, compose: Compose, status: int) -> None:
    service.status = status
    mailer.send(compose())
    assert len(service.bodies) == 1


def test_a_refused_address_is_a_bad_recipient(
    service: Service, mailer: SendGridMailer, compose: Compose
) -> None:
    service.status, service.answer = 400, error("personalizations.0.to.0.email")
    with pytest.raises(BadRecipient) as refusal:
        mailer.send(compose())
    assert (refusal.value.to, refusal.value.code) == ("hanako@example.jp", "refused_by_service")


@pytest.mark.parametrize(
    ("answered", "code"),
    [
        ((400, error("from.email")), "from.email"),
        ((401, error(None)), "refused"),
        ((403, error("from")), "from"),
        ((413, "<html>"), "refused"),
        ((400, '{"errors": "odd"}'), "refused"),
    ],
)
def test_what_a_person_must_look_at_is_refused(
    service: Service, mailer: SendGridMailer, compose: Compose, answered: tuple[int, str], code: str
) -> None:
    service.status, service.answer = answered
    with pytest.raises(MailRefused) as refusal:
        mailer.send(compose())
    assert (refusal.value.status, refusal.value.code) == (answered[0], code)
    assert "no good" not in str(refusal.value)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_service_is_tried_again_later(
    service: Service, mailer: SendGridMailer, compose: Compose, status: int
) -> None:
    service.status, service.headers = status, {"X-RateLimit-Reset": "1795233815"}
    with pytest.raises(MailUnavailable) as refusal:
        mailer.send(compose())
    assert (refusal.value.status, refusal.value.reset_at) == (status, 1_795_233_815)


def test_a_service_that_does_not_answer_is_tried_again_later(compose: Compose) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(MailUnavailable) as refusal:
        SendGridMailer("SG.key", f"http://127.0.0.1:{port}", SENDER).send(compose())
    assert refusal.value.status is None


def test_neither_link_nor_key_is_logged(
    mailer: SendGridMailer, compose: Compose, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mailer.send(compose())
    assert "CANARY" not in caplog.text


@pytest.mark.shows("T34")
def test_an_address_with_a_line_break_is_never_sent(
    service: Service, mailer: SendGridMailer, compose: Compose
) -> None:
    with pytest.raises(BadRecipient):
        mailer.send(compose(to="a@example.jp\nBcc: b@example.jp"))
    assert service.bodies == []
