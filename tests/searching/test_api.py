"""Searching by the API: the same words, the same rights."""

from pathlib import Path

import pytest
from flask import Flask

from contracts.roles import Role
from search import finder_for, index_for
from tests.api.bureau import Caller, add_person, caller, open_bureau
from tests.lifecycle.office import Office, open_office
from tests.searching.archive import searched_with

PARTY = {"role": "借主", "kind": "corporate_informal", "name": "山田 太郎", "email": "y@example.com"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


@pytest.fixture
def app(office: Office) -> Flask:
    app = open_bureau(office)
    settings = office.opened.settings
    searched_with(app, finder_for(settings.search, settings.index))
    return app


@pytest.fixture
def sender(app: Flask, office: Office) -> Caller:
    return caller(app, office, "sender@example.co.jp")


def with_company(company: str) -> list[dict[str, object]]:
    return [{**PARTY, "company": company}]


def titles(sender: Caller, **query: str) -> list[str]:
    answer = sender.get("/contracts", query_string=query)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [item["title"] for item in answer.get_json()["items"]]


@pytest.mark.shows("MK-85")
def test_words_counterparty_and_end_date_are_searched_together(sender: Caller) -> None:
    sender.draft(title="秘密保持契約", ends_on="2027-03-31", parties=with_company("株式会社髙島商事"))
    sender.draft(title="業務委託契約", ends_on="2027-04-01", parties=with_company("高島商事㈱"))
    sender.draft(title="ABC業務委託契約", ends_on="2028-04-01", parties=with_company("㈱青葉"))
    assert set(titles(sender, q="高島商事")) == {"秘密保持契約", "業務委託契約"}
    assert titles(sender, q="ＡＢＣ") == ["ABC業務委託契約"]
    assert len(titles(sender, q="㈱")) == 3
    assert titles(sender, q="業務委託", counterparty="(株)高島商事") == ["業務委託契約"]
    assert titles(sender, expires_from="2027-03-31") == ["秘密保持契約", "業務委託契約", "ABC業務委託契約"]
    assert titles(sender, expires_from="令和9年4月1日", expires_to="2027/4/1") == ["業務委託契約"]
    assert titles(sender, q="契約", stage="concluded") == []


@pytest.mark.shows("MK-86")
def test_days_amounts_and_what_is_missing_narrow_the_search(sender: Caller) -> None:
    sender.draft(title="賃貸借契約", agreed_on="2025-03-31", starts_on="2020-04-01", amount=1_000_000)
    sender.draft(title="業務委託契約", agreed_on="2025-04-01", amount=3_000_000)
    sender.draft(title="秘密保持契約", amount_state="none")
    assert titles(sender, traded_to="令和7年3月31日") == ["賃貸借契約"]
    assert titles(sender, starts_to="2020-04-01") == ["賃貸借契約"]
    assert titles(sender, amount_from="200万円") == ["業務委託契約"]
    assert titles(sender, traded_from="2025-01-01", amount_to="1000000") == ["賃貸借契約"]
    assert titles(sender, lacking="traded_on") == titles(sender, lacking="amount") == ["秘密保持契約"]
    refused = sender.get("/contracts?amount_from=much&life=long&lacking=all&stage=none&traded_to=soon")
    assert refused.status_code == 422
    assert {error["pointer"]: error["code"] for error in refused.get_json()["errors"]} == {
        "traded_to": "day_unreadable",
        "amount_from": "money_unreadable",
        "stage": "unknown_stage",
        "life": "unknown_code",
        "lacking": "unknown_code",
    }


@pytest.mark.shows("MK-86")
def test_one_company_its_numbers_and_what_lies_among_the_hits(sender: Caller) -> None:
    other = {"corporate_number": "7000012050002", "email": "x@takashima.example"}
    sender.draft(title="秘密保持契約", ends_on="2027-03-31", parties=with_company("株式会社髙島商事"))
    party = {**with_company("高島商事㈱")[0], **other}
    sender.draft(title="業務委託契約", ends_on="2027-04-01", parties=[party])
    sender.draft(title="高島商事不動産との契約", parties=with_company("㈱高島商事不動産"))
    assert set(titles(sender, company="(株)高島商事")) == {"秘密保持契約", "業務委託契約"}
    assert titles(sender, counterparty="7000-0120-50002") == ["業務委託契約"]
    assert titles(sender, counterparty="takashima.example") == ["業務委託契約"]
    assert titles(sender, q="高島商事", order="title")[0] == "業務委託契約"
    assert len(titles(sender, renews="unknown", notice_to="")) == 3
    assert titles(sender, item="case", item_value="x") == titles(sender, number="2026") == []
    answer = sender.get("/contracts?facets=yes&counterparty=高島").get_json()
    counted = {one["count"] for one in answer["facets"]["counterparties"]}
    assert (counted, answer["facets"]["stages"]) == ({1, 2}, {"draft": 3})
    assert "facets" not in sender.get("/contracts").get_json()
    refused = sender.get("/contracts?order=best&renews=maybe&type=none").get_json()
    assert {one["pointer"] for one in refused["errors"]} <= {"renews", "type", "order"}


def test_a_page_of_thousands_of_digits_is_the_last_and_one_of_none_is_refused(sender: Caller) -> None:
    huge = sender.get("/contracts", query_string={"page": "9" * 5000, "per_page": "00020"}).get_json()
    assert (huge["items"], huge["page"], huge["per_page"]) == ([], 1_000_000, 20)
    assert [sender.get(f"/contracts?page={none}").status_code for none in ("0", "-1", "１", "x")] == [422] * 4


def test_a_day_that_is_none_is_refused_by_its_name(sender: Caller) -> None:
    answer = sender.get("/contracts?expires_from=2027-02-30&expires_to=soon")
    assert answer.status_code == 422
    errors = answer.get_json()["errors"]
    assert [(error["pointer"], error["code"]) for error in errors] == [
        ("expires_from", "day_unreadable"),
        ("expires_to", "day_unreadable"),
    ]


def test_another_organisation_finds_and_counts_nothing(sender: Caller, app: Flask, office: Office) -> None:
    sender.draft(title="秘密保持契約", parties=with_company("株式会社髙島商事"))
    add_person(office, "legal@other.example", Role.LEGAL, "別会社")
    stranger = caller(app, office, "legal@other.example")
    for query in ({"q": "秘密"}, {"counterparty": "高島"}, {"expires_from": "2020-01-01"}, {}):
        assert stranger.get("/contracts", query_string=query).get_json()["total"] == 0


def test_what_the_index_knows_is_what_is_found(sender: Caller, office: Office) -> None:
    sender.draft(title="秘密保持契約")
    index = index_for("whoosh", office.opened.settings.index)
    assert index is not None
    index.rebuild([])
    assert titles(sender, q="秘密保持") == ["秘密保持契約"]
