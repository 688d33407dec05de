"""The internal listener scraped over HTTP, over an office with real contracts."""

import logging
import socket
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from flask import Flask
from sqlalchemy import update

from adapters.given import SettingRefused
from adapters.settings import read_settings
from contracts.roles import Role
from database.contract import Contract
from database.engine import Database, now_of
from database.party import Party
from database.record import EffectRow
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.cases import concluded
from tests.desk.site import Clerk, hired
from tests.metrics.conftest import Scraper
from webapp.metrics import Metrics, Record, listen

PERSON = "viewer@sample.example"


@pytest.mark.shows("T10")
def test_the_public_listener_has_no_such_page_and_the_internal_one_no_other(
    site: Flask, scraper: Scraper
) -> None:
    assert site.test_client().get("/metrics").status_code == 404
    assert "warifu_database_up 1.0" in scraper.text()
    for method, path in (("GET", "/"), ("GET", "/contracts"), ("POST", "/metrics")):
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(f"{scraper.address}{path}", method=method), timeout=10)
        assert refused.value.code == 404
        refused.value.close()


def test_requests_are_counted_by_route_name_and_never_by_path(site: Flask, scraper: Scraper) -> None:
    client = site.test_client()
    for path in ("/healthz", "/healthz", "/nowhere/secret-path", "/c/secret-token"):
        client.get(path)
    client.open("/healthz", method="BREW-SECRET")
    assert (
        scraper.value("warifu_http_requests_total", endpoint="health.healthz", method="GET", status="200")
        == 2
    )
    assert scraper.value("warifu_http_requests_total", endpoint="none", method="GET", status="404") == 2
    assert scraper.value("warifu_http_request_duration_seconds_count", endpoint="health.healthz") == 2
    assert "secret" not in scraper.text().lower()


def test_no_label_holds_a_name_a_mail_or_an_id(site: Flask, office: Office, scraper: Scraper) -> None:
    hired(office, PERSON, Role.COMPLIANCE)
    sent = office.sent(Plan(name="佐藤 一郎", company="株式会社青葉"), title="秘密の契約")
    concluded(office, sent)
    clerk = Clerk(site)
    clerk.signs_in(PERSON)
    assert clerk.opens(f"/contracts/{sent.contract}").status_code == 200
    assert clerk.opens(f"/contracts/{sent.contract}/signed.pdf").status_code == 200
    shown = scraper.text()
    secrets = ("佐藤", "青葉", "秘密", "@", "サンプル", "法務", sent.contract, sent.parties[0].public_id)
    assert [word for word in secrets if word in shown] == []
    assert all(value.isascii() and "/" not in value for value in scraper.label_values())


def test_the_gauges_are_what_the_record_says(office: Office, scraper: Scraper) -> None:
    waiting, done = office.sent(), office.sent(title="締結済みの契約")
    concluded(office, done)
    with office.opened.database.writing() as session:
        session.execute(update(EffectRow).values(done_at=now_of(session)))
    assert scraper.value("warifu_contracts", stage="awaiting_other") == 1
    assert scraper.value("warifu_contracts", stage="concluded") == 1
    assert scraper.value("warifu_contracts", stage="sent_back") == 0
    assert scraper.value("warifu_effect_oldest_seconds", lane="signing") == 0
    assert scraper.value("warifu_contracts_awaiting_timestamp") == 0
    with office.opened.database.writing() as session:
        now = now_of(session)
        session.execute(update(EffectRow).where(EffectRow.kind == "conclude").values(done_at=None))
        session.execute(update(EffectRow).where(EffectRow.kind == "tell_concluded").values(done_at=None))
        session.execute(update(Party).values(undelivered_at=now))
        of_waiting = update(Contract).where(Contract.public_id == waiting.contract)
        session.execute(of_waiting.values(frozen_at=now, indexed_rev=Contract.rev))
    assert scraper.value("warifu_effects_open", lane="signing", kind="conclude") == 1
    assert scraper.value("warifu_effects_open", lane="post", kind="tell_concluded") == 2
    assert scraper.value("warifu_effects_open", lane="post", kind="invite") == 0
    assert 0 < scraper.value("warifu_effect_oldest_seconds", lane="signing") < 120
    assert scraper.value("warifu_contracts_awaiting_timestamp") == 1
    assert scraper.value("warifu_contracts_frozen") == 1
    assert scraper.value("warifu_contracts_not_indexed") == 1
    assert scraper.value("warifu_parties_undelivered") == 1


def test_a_database_that_does_not_answer_is_told_and_breaks_no_scrape(
    caplog: pytest.LogCaptureFixture,
) -> None:
    metrics = Metrics()
    metrics.registry.register(Record(Database("sqlite:////nowhere/at/all.db")))
    listener = listen(metrics.registry, "127.0.0.1", 0)
    assert listener is not None
    with caplog.at_level(logging.CRITICAL, "warifu.web"):
        shown = Scraper(listener).text()
    listener.stop()
    assert "warifu_database_up 0.0" in shown
    assert "warifu_contracts" not in shown


def test_a_port_that_is_taken_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert listen(Metrics().registry, "127.0.0.1", taken.getsockname()[1]) is None
    assert "WARIFU_METRICS_LISTEN" in caplog.text


@pytest.mark.parametrize("name", ["WARIFU_METRICS_LISTEN", "WARIFU_WORKER_METRICS_LISTEN"])
def test_the_listener_is_off_until_an_address_is_given(name: str) -> None:
    field = name.removeprefix("WARIFU_").lower()
    assert getattr(read_settings({}), field) is None
    assert getattr(read_settings({name: "127.0.0.1:9464"}), field) == ("127.0.0.1", 9464)
    for value in ("9464", ":9464", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:http"):
        with pytest.raises(SettingRefused, match=name):
            read_settings({name: value})
