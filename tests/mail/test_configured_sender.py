"""Who a mail comes from is what the installation is configured to say (GM-09)."""

import email
import email.policy
from pathlib import Path

import pytest

from adapters.settings import read_settings
from contracts.letters import Letter
from workflows.posting import postman_of

DEPLOYMENT = Path(__file__).parents[2] / "docs" / "deployment.md"


@pytest.mark.shows("GM-09")
def test_every_mail_shows_the_configured_name_and_address(tmp_path: Path) -> None:
    given = {
        "WARIFU_HOME": str(tmp_path),
        "WARIFU_MAIL_FROM": "あおぞら電子契約 <noreply@keiyaku.example.jp>",
    }
    settings = read_settings(given)
    facts: dict[str, object] = {
        "sender_organization": "株式会社あおぞら不動産",
        "owner_name": "山田 太郎",
        "owner_phone": "",
        "form_url": "https://keiyaku.example.jp/address/1",
    }
    letter = Letter("address_invited", "address_invited.1", "hanako@example.jp", "", "佐藤 花子", facts=facts)
    postman_of(settings).send(letter)
    [path] = settings.outbox.glob("*.eml")
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert mail["From"] == "あおぞら電子契約 <noreply@keiyaku.example.jp>"


@pytest.mark.shows("GM-09")
def test_the_guide_to_deployment_says_what_the_senders_domain_needs() -> None:
    text = DEPLOYMENT.read_text()
    for word in ("WARIFU_MAIL_FROM", "SPF", "DKIM", "DMARC"):
        assert word in text
