from dataclasses import fields
from pathlib import Path

import pytest

from adapters.given import SettingRefused
from adapters.settings import Settings, read_settings

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"


def test_nothing_needs_to_be_set_to_run_on_one_machine(tmp_path: Path) -> None:
    settings = read_settings({"WARIFU_HOME": str(tmp_path)})
    assert settings.base_url == "http://127.0.0.1:8080"
    assert settings.database_url == f"sqlite:///{tmp_path}/warifu.db"
    assert settings.temporal_address == "127.0.0.1:7233"
    assert settings.temporal_embedded
    assert settings.is_loopback
    assert settings.mail == "outbox"
    assert settings.master_key_file == settings.keys / "master"
    assert settings.upload_limit == 52_428_800
    assert settings.expiry_alert_days == (90, 30)
    assert settings.trusted_hosts == ("127.0.0.1", "localhost")


def test_everything_lies_in_the_home(tmp_path: Path) -> None:
    settings = read_settings({"WARIFU_HOME": str(tmp_path)})
    places = (settings.files, settings.outbox, settings.keys, settings.logs, settings.fonts)
    assert {place.parent for place in (*places, settings.database_file, settings.temporal_file)} == {tmp_path}


def test_an_address_of_temporal_means_that_none_is_embedded() -> None:
    settings = read_settings({"WARIFU_TEMPORAL_ADDRESS": "temporal:7233"})
    assert not settings.temporal_embedded
    assert read_settings({"WARIFU_TEMPORAL_PORT": "7300"}).temporal_address == "127.0.0.1:7300"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WARIFU_BASE_URL", "http://keiyaku.example.jp"),
        ("WARIFU_BASE_URL", "http://127.0.0.1.example.jp"),
        ("WARIFU_BASE_URL", "https://keiyaku.example.jp/warifu"),
        ("WARIFU_BASE_URL", "https://user@keiyaku.example.jp"),
        ("WARIFU_BASE_URL", "keiyaku.example.jp"),
        ("WARIFU_BASE_URL", "https://[::1"),
        ("WARIFU_PORT", "0"),
        ("WARIFU_PORT", "70000"),
        ("WARIFU_PORT", "８０"),
        ("WARIFU_MAIL", "smtp"),
        ("WARIFU_MAIL_FROM", "nobody"),
        ("WARIFU_SENDGRID_URL", "http://mail.example.jp"),
        ("WARIFU_TSA_URLS", "https://tsa.example.jp,ftp://tsa.example.jp"),
        ("WARIFU_TEMPORAL_EMBEDDED", "maybe"),
        ("WARIFU_LINK_DAYS", "-1"),
        ("WARIFU_TRUSTED_PROXIES", "10.0.0.1,nginx"),
        ("WARIFU_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("WARIFU_EXPIRY_ALERT_DAYS", "90,thirty"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingRefused, match=f"^{name} must ") as refusal:
        read_settings({name: value})
    assert refusal.value.name == name


@pytest.mark.parametrize("missing", ["WARIFU_SENDGRID_KEY", "WARIFU_MAIL_FROM"])
def test_sendgrid_needs_its_key_and_a_sender(missing: str) -> None:
    given = {"WARIFU_MAIL": "sendgrid", "WARIFU_SENDGRID_KEY": "SG.key", "WARIFU_MAIL_FROM": "a@example.jp"}
    read_settings(given)
    with pytest.raises(SettingRefused, match=f"{missing} must be set when WARIFU_MAIL is sendgrid"):
        read_settings({name: value for name, value in given.items() if name != missing})


def test_secrets_are_not_in_the_printed_settings() -> None:
    settings = read_settings(
        {"WARIFU_SENDGRID_KEY": "SG.canary", "WARIFU_DATABASE_URL": "postgresql://warifu:canary@db/warifu"}
    )
    assert "canary" not in repr(settings)


def test_the_site_answers_to_its_own_name_and_to_this_machine() -> None:
    settings = read_settings({"WARIFU_BASE_URL": "https://keiyaku.example.jp/"})
    assert settings.base_url == "https://keiyaku.example.jp"
    assert settings.trusted_hosts == ("keiyaku.example.jp", "127.0.0.1", "localhost")
    assert not settings.is_loopback


def test_the_documented_table_lists_exactly_the_settings() -> None:
    rows = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("| `WARIFU_")]
    documented = [row.split("`")[1] for row in rows]
    assert sorted(documented) == sorted(f"WARIFU_{field.name.upper()}" for field in fields(Settings))
