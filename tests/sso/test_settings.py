"""The provider as administrators set it: tried out, kept secret, and the only way in (MK-82, T39)."""

import ipaddress

import pytest
from flask import Flask

from adapters.given import SettingRefused
from adapters.settings import read_settings
from adapters.sign_on import Providers
from adapters.sign_on.addresses import addresses_of, is_public, require_listed
from contracts.roles import Role
from contracts.sign_on import SignOnRefused
from database.queries.sign_on import provider_of
from tests.access.house import House
from tests.desk.site import PASSWORD, Clerk
from tests.sso.company import SETTINGS, comes, led_to, registers, told
from tests.sso.provider import SECRET, Provider

TRIAL, ONLY = f"{SETTINGS}/trial", f"{SETTINGS}/only"


@pytest.mark.shows("MK-82")
def test_passwords_are_shut_out_after_a_try_out_but_for_one_administrator(
    administrator: Clerk, provider: Provider, site: Flask, house: House
) -> None:
    administrator.opens(ONLY)
    assert administrator.sends(ONLY).status_code == 409, "not tried out yet"
    administrator.opens(SETTINGS)
    administrator.sends(TRIAL)
    back = provider.approves(led_to(administrator), email="admin@sample.example", name="<b>花子</b>")
    assert administrator.opens(back).request.path == SETTINGS
    assert "お試しに成功しました。<b>花子</b>（admin@sample.example）" in administrator.text
    assert "<b>花子" not in str(administrator.at and administrator.at.text)
    assert told(house, "sso_linked") == [], "a try-out opens and links nothing"
    administrator.opens(ONLY)
    assert administrator.sends(ONLY).status_code == 200
    assert "パスワードを残す管理者" in administrator.text
    browser = Clerk(site)
    assert browser.signs_in("viewer@sample.example", PASSWORD).status_code == 403
    assert "会社のアカウントでログインしてください" in browser.text
    assert browser.signs_in("admin@sample.example", PASSWORD).status_code == 200
    assert browser.path == "/"
    assert comes(Clerk(site), provider).status_code == 200
    assert registers(administrator, provider, client="another") == 200
    assert Clerk(site).signs_in("viewer@sample.example", PASSWORD).status_code == 200, "it led elsewhere"


def test_a_try_out_that_fails_says_why_to_the_administrator(
    administrator: Clerk, provider: Provider, house: House
) -> None:
    administrator.opens(SETTINGS)
    administrator.sends(TRIAL)
    administrator.opens(provider.approves(led_to(administrator), email_verified=False))
    assert administrator.path == SETTINGS
    assert "確認済み（email_verified）ではありません" in administrator.text
    with house.office.opened.database.reading() as session:
        held = provider_of(session, house.office.organization.id)
    assert held is not None
    assert held.tried_at is None


@pytest.mark.shows("T28")
def test_the_secret_is_sealed_never_shown_and_never_sent_to_another_issuer(
    administrator: Clerk, provider: Provider, house: House
) -> None:
    assert registers(administrator, provider, domains="@Sample.example, sample.co.jp") == 200
    assert "sample.example\nsample.co.jp" in administrator.text.replace("\r", "")
    assert SECRET not in administrator.text
    with house.office.opened.database.reading() as session:
        held = provider_of(session, house.office.organization.id)
    assert held is not None
    assert SECRET.encode() not in held.secret
    assert registers(administrator, provider, secret="", issuer="https://another.example") == 422
    assert registers(administrator, provider, domains="gmail.com") == 422
    assert registers(administrator, provider, issuer="javascript:alert(1)") == 422
    assert SECRET not in str(told(house, "sso_changed"))


def test_a_system_administrator_cannot_decide_who_an_administrator_is(house: House, site: Flask) -> None:
    assert site is house.site
    system = house.enters("system@sample.example", Role.SYSTEM)
    assert system.opens("/security").status_code == 200
    assert system.opens(SETTINGS).status_code == 404


@pytest.mark.shows("T39")
def test_only_listed_hosts_on_public_addresses_are_asked_and_no_redirect_followed(
    provider: Provider,
) -> None:
    listed = ("login.example.com", "localhost", "127.0.0.1", provider.url)
    for address in (
        "https://another.example/",
        "http://login.example.com/",
        "https://login.example.com:8443/",
        "https://user@login.example.com/",
        "https://login.example.com.another.example/",
        "https://login.example.com\\@another.example/",
        "file:///etc/passwd",
    ):
        with pytest.raises(SignOnRefused) as refused:
            require_listed(address, listed)
        assert refused.value.reason == "not_allowed"
    for address in ("https://localhost/", "https://127.0.0.1/"):
        with pytest.raises(SignOnRefused) as refused:
            addresses_of(require_listed(address, listed))
        assert refused.value.reason == "not_public"
    inside = ("10.0.0.5", "169.254.169.254", "100.64.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.5")
    for spelled in (*inside, "64:ff9b::a00:5", "2002:a00:5::1", "224.0.0.1", "0.0.0.0"):  # noqa: S104 -- refused
        assert not is_public(ipaddress.ip_address(spelled)), spelled
    assert is_public(ipaddress.ip_address("203.0.114.9"))
    well_known = "/.well-known/openid-configuration"
    for answer, reason in (
        ((302, {"Location": f"{provider.url}/jwks"}, b"{}"), "redirected"),
        ((200, {}, b"[" * 300_000), "too_large"),
        ((200, {}, b"[]"), "unreadable"),
        ((200, {}, b'{"issuer": "https://another.example"}'), "unreadable"),
    ):
        provider.answers[well_known] = answer
        with pytest.raises(SignOnRefused) as refused:
            Providers((provider.url,)).provider(provider.url)
        assert refused.value.reason == reason
    assert provider.asked == [well_known] * 4


def test_what_is_no_host_stops_the_start_and_http_is_for_this_machine() -> None:
    def listed(value: str, base: str) -> tuple[str, ...]:
        return read_settings({"WARIFU_OIDC_ISSUERS": value, "WARIFU_BASE_URL": base}).oidc_issuers

    here, there = "http://127.0.0.1:8080", "https://keiyaku.example.jp"
    assert listed("Accounts.Google.com, login.example.com:8443", there) == (
        "accounts.google.com",
        "login.example.com:8443",
    )
    assert listed("http://127.0.0.1:9000", here) == ("http://127.0.0.1:9000",)
    for value, base in (("http://127.0.0.1:9000", there), ("https://a.jp", there), ("*.a.jp", there)):
        with pytest.raises(SettingRefused):
            listed(value, base)
