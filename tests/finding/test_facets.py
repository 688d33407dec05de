"""内訳 beside the list and names while 相手方 is typed: of what the person may see, and of nothing else."""

import re
from html import unescape

import pytest

from contracts.roles import Role
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.finding.shelf import hired
from tests.lists.looking import titles
from webapp.management import suggestions
from webapp.verification.turnstile import Turnstile


def lines(clerk: Clerk) -> dict[str, dict[str, tuple[str, str]]]:
    """Return the address and the number of each line, by group and label."""
    body = clerk.text.partition('class="facets"')[2].partition("</details>")[0]
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for part in body.split('class="facets__group"')[1:]:
        title = re.search(r'facets__title"[^>]*>(.*?)<', part)
        assert title is not None
        rows = re.findall(
            r'href="([^"]+)".*?facets__label">(.*?)</span>.*?facets__count number">(\d+)', part, re.DOTALL
        )
        found[title[1]] = {label: (unescape(path), count) for path, label, count in rows}
    return found


@pytest.mark.parametrize("query", ["", "q=契約", "counterparty=高島", "renews=unknown&q=書"])
def test_every_number_is_that_of_the_list_it_opens(reader: Clerk, query: str) -> None:
    reader.opens(f"/contracts?{query}&view=all")
    groups = lines(reader)
    assert {"契約終了日"} <= set(groups)
    for group, rows in groups.items():
        for label, (path, count) in rows.items():
            reader.opens(path)
            assert f"全{count}件" in reader.text, (group, label, path)


def test_the_groups_say_what_lies_in_the_archive(reader: Clerk) -> None:
    reader.opens("/contracts")
    groups = lines(reader)
    assert list(groups) == [
        "相手方",
        "契約終了日",
        "契約種別",
        "状態",
        "契約期間",
        "フォルダ",
        "電帳法の検索項目",
    ]
    assert [count for _path, count in groups["相手方"].values()][:2] == ["3", "2"]
    assert {label: count for label, (_path, count) in groups["契約終了日"].items()}["90日以内"] == "4"
    assert {label: count for label, (_path, count) in groups["フォルダ"].items()} == {
        "未整理": "7",
        "賃貸": "2",
        "保証": "1",
    }
    assert groups["電帳法の検索項目"]["未入力あり"][1] == "2"


def test_a_chosen_line_is_given_up_by_the_same_press(reader: Clerk) -> None:
    reader.opens("/contracts")
    before = lines(reader)["相手方"]
    path, count = next(iter(before.values()))
    reader.opens(path)
    again = lines(reader)["相手方"]
    assert len(again) == 1
    assert 'aria-current="true"' in reader.text.partition('class="facets"')[2].partition("</li>")[0]
    reader.opens(next(iter(again.values()))[0])
    assert lines(reader)["相手方"] == before
    assert int(count) > 1


@pytest.mark.shows("SR-19")
def test_what_is_secret_of_another_department_is_in_no_list_number_facet_name_or_sheet(
    reader: Clerk, stranger: Clerk
) -> None:
    assert len(titles(reader)) == 10
    for query in ({}, {"q": "契約"}, {"counterparty": "高島"}, {"company": "高島商事"}, {"q": "合併"}):
        titles(reader, **query)
        shown = re.sub(r"<input[^>]*>", "", reader.text)
        assert "極秘" not in shown
        assert "買収" not in shown
    assert titles(stranger, q="合併") == ["𠮷野との合併に関する秘密の合意書"]
    assert names(stranger, "極") == ["極秘商会株式会社"]
    assert names(reader, "極") == names(reader, "secret.example") == []
    assert len(names(reader, "高島")) == 1
    assert "極秘" not in reader.client.get("/contracts.csv").text
    assert reader.client.get("/contracts.csv").text.count("高島商事") == 2


@pytest.mark.shows("CL-45")
def test_names_are_offered_after_one_character_however_they_are_spelled(reader: Clerk) -> None:
    assert names(reader, "高") == names(reader, "髙島") == names(reader, "㈱高島商") == ["株式会社髙島商事"]
    assert names(reader, "京") == ["京田 花子", "京都商事株式会社", "東京都市開発株式会社"]
    assert names(reader, "まねー") == names(reader, "ﾏﾈｰ") != []
    assert names(reader, "7000012") == ["株式会社青葉不動産"]
    assert names(reader, "abc-guarantee.example") == ["ABC家賃保証株式会社"]
    assert names(reader, "市開発") == ["東京都市開発株式会社"]
    assert len(names(reader, "株式会社")) <= 8
    for typed in ("", " ", "%", "'\"", "\x00", "あ" * 5000, "ない"):
        assert names(reader, typed) == [], typed


def test_who_may_read_no_contract_is_offered_nothing(reader: Clerk, office: Office) -> None:
    hired(office, "system@sample.example", Role.SYSTEM, "系統 係")
    clerk = Clerk(reader.site)
    clerk.comes_in("system@sample.example")
    assert clerk.client.get("/contracts/suggestions?q=高").status_code == 404
    assert Clerk(reader.site).client.get("/contracts/suggestions?q=高").status_code == 302


def test_what_asks_faster_than_people_type_waits_and_keeps_nobody_else_waiting(
    reader: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(reader.site.extensions, suggestions.TURNSTILE, Turnstile(3, 3600.0))
    asked = [reader.client.get("/contracts/suggestions?q=高") for _time in range(4)]
    assert [one.status_code for one in asked] == [200, 200, 200, 429]
    assert int(asked[-1].headers["Retry-After"]) > 0
    hired(office, "other-reader@sample.example", Role.LEGAL, "別の 担当")
    other = Clerk(reader.site)
    other.comes_in("other-reader@sample.example")
    assert other.client.get("/contracts/suggestions?q=高").status_code == 200


def names(clerk: Clerk, typed: str) -> list[str]:
    answer = clerk.client.get("/contracts/suggestions", query_string={"q": typed})
    assert answer.status_code == 200
    found: list[str] = answer.get_json()["names"]
    return found
