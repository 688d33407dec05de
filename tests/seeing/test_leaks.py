"""Whatever a search answers with, it is of what the searcher may see: compared with the rule, one by one."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select

from contracts.finding import company_key
from contracts.stage import STANDING, Stage
from database.engine import now_of
from database.people import User
from database.queries.facets import MOST_COMPANIES
from tests.desk.site import Clerk
from tests.lists.looking import titles
from tests.seeing.crowd import PEOPLE, TITLED, WRITTEN, Case, Person
from tests.seeing.laying import LEAVER, STRANGER, Crowd

SPAN = 30
Told = Callable[[Case], bool]
ASKED: dict[str, Told] = {
    "": lambda _case: True,
    f"q={quote(TITLED)}": lambda case: case.is_titled,
    f"q={quote(WRITTEN)}": lambda case: case.is_written,
    f"q={quote(f'{TITLED} -{WRITTEN}')}": lambda case: case.is_titled and not case.is_written,
    f"q={quote(WRITTEN)}&body=no": lambda _case: False,
    f"counterparty={quote('高島')}": lambda case: "髙島" in case.company,
    "stage=concluded&life=in_force": lambda case: case.stage == "concluded" and case.life == "in_force",
    "order=ends": lambda _case: True,
}
PAGES = (
    *("/", "/tasks", "/ledger", "/deadlines", "/dashboards", "/certificates"),
    *("/contracts?columns=counterparties,tags,folder,owner&size=100&view=all", "/folders", "/tags"),
    *("/contracts?confidential=yes&size=100", "/ledger/export", "/audit"),
)
people = pytest.mark.parametrize("person", PEOPLE, ids=lambda one: f"{one.role}, {one.mail}")


def holds_back(crowd: Crowd, person: Person, answer: str) -> None:
    """Hold an answer against every word and name of what the person may not see."""
    seen = {case.word for case in crowd.seen(person)}
    found = {case.word for case in crowd.cases if case.word in answer or case.public_id in answer}
    assert not found - seen


@people
def test_the_api_finds_and_counts_what_the_rule_lets_through(crowd: Crowd, person: Person) -> None:
    seen, caller = crowd.seen(person), crowd.caller
    bearer = {"Authorization": f"Bearer {crowd.tokens[person.mail]}"}
    for query, fits in ASKED.items():
        answer = caller.get(f"/api/v1/contracts?per_page=100&facets=yes&{query}", headers=bearer)
        told, hits = answer.get_json(), [case for case in seen if fits(case)]
        assert {one["id"] for one in told["items"]} == {case.public_id for case in hits}, query
        assert told["total"] == len(hits)
        _counts_the_same(told["facets"], hits)
        holds_back(crowd, person, answer.text)


def _counts_the_same(facets: dict[str, Any], hits: Sequence[Case]) -> None:
    stands = [case for case in hits if case.stage in STANDING]
    assert facets["stages"] == Counter(case.stage.value for case in hits)
    assert facets["lives"] == Counter(case.life.value for case in stands)
    assert sum(facets["types"].values()) == len(hits)
    within = [case for case in hits if case.ends is not None and 0 <= case.ends <= SPAN]
    assert facets["expires_within_days"][str(SPAN)] == len(within)
    assert facets["tax_key_lacking"] == len(hits)
    companies = Counter(company_key(case.company) for case in hits)
    own = Counter(company_key(f"株式会社{case.word}商会") for case in hits)
    told = {company_key(one["name"]): one["count"] for one in facets["counterparties"]}
    assert told.items() <= (companies | own).items()
    assert len(told) == min(MOST_COMPANIES, len(companies | own))


@people
@pytest.mark.shows("SR-19", "MK-79")
def test_the_pages_show_and_count_nothing_else(crowd: Crowd, person: Person) -> None:
    clerk, seen = crowd.clerk(person.mail), crowd.seen(person)
    for query in ({"view": "all"}, {"q": TITLED}, {"q": WRITTEN}):
        word = query.get("q", "")
        hits = [case for case in seen if word in f"{case.title} {case.page}"]
        assert sorted(titles(clerk, **query, size="100")) == sorted(case.title for case in hits)
        assert not hits or f"全{len(hits)}件" in clerk.text
        holds_back(crowd, person, clerk.text)
        if word == WRITTEN:
            assert clerk.text.count("を貸し渡す") == len(hits), "one passage for each, and of no other"
    for path in PAGES:
        answer = clerk.client.get(path, follow_redirects=True)
        assert answer.status_code in {200, 404}, path
        holds_back(crowd, person, unescape(answer.text))


@people
def test_numbers_sheets_names_and_calendars_tell_of_nothing_else(crowd: Crowd, person: Person) -> None:
    clerk, seen = crowd.clerk(person.mail), crowd.seen(person)
    sheet = clerk.client.get("/contracts.csv?view=all").text
    assert sorted(re.findall(r"qz\d\dxv(?=契約書)", sheet)) == sorted(case.word for case in seen)
    holds_back(crowd, person, sheet)
    sent = [case for case in seen if case.is_sent]
    assert _bars(clerk, "契約の状態") == sorted(Counter(case.stage for case in sent).values())
    stands = [case for case in sent if case.stage == Stage.CONCLUDED]
    assert _bars(clerk, "契約期間の状態") == sorted(Counter(case.life for case in stands).values())
    for case in crowd.cases:
        if case.confidential or (case.is_elsewhere and case.is_titled):
            names = clerk.client.get(f"/contracts/suggestions?q={case.word}").get_json()["names"]
            assert bool(names) == (case in seen), case.word
    calendar = crowd.caller.get(f"/calendar/{crowd.feeds[person.mail]}.ics").text
    due = {case.public_id for case in sent if case.ends is not None and case.life in _LIVING}
    assert set(re.findall(r"UID:([0-9a-f-]{36})\.ends", calendar)) == due
    holds_back(crowd, person, calendar)


_LIVING = ("in_force", "deciding", "ending")


def _bars(clerk: Clerk, title: str) -> list[int]:
    """Return the numbers of a dashboard's card, smallest first."""
    text = clerk.opens("/dashboards").text
    card = text.partition(f">{title}<")[2].partition("</table>")[0]
    return sorted(int(one) for one in re.findall(r"figures__count number\">(\d+)件", card))


def test_a_view_that_is_shared_shows_each_reader_their_own(crowd: Crowd) -> None:
    keeper = crowd.clerk("keeper@sample.example")
    keeper.opens("/contracts/views?here=confidential%3Dyes%26size%3D100")
    keeper.sends("/contracts/views", name="親展の一覧", shared="y")
    for person in PEOPLE:
        clerk = crowd.clerk(person.mail)
        clerk.opens("/contracts?view=all")
        assert "親展の一覧" in clerk.text
        hits = [case.title for case in crowd.seen(person) if case.confidential]
        assert sorted(titles(clerk, confidential="yes", size="100")) == sorted(hits)
        holds_back(crowd, person, clerk.text)


def test_another_organisation_finds_its_own_alone(crowd: Crowd) -> None:
    theirs = [case for case in crowd.cases if case.is_elsewhere]
    clerk, bearer = crowd.clerk(STRANGER), {"Authorization": f"Bearer {crowd.tokens[STRANGER]}"}
    found = crowd.caller.get("/api/v1/contracts?per_page=100", headers=bearer).get_json()
    assert {one["id"] for one in found["items"]} == {case.public_id for case in theirs}
    titled = [case.title for case in theirs if case.is_titled]
    assert sorted(titles(clerk, q=TITLED, size="100")) == sorted(titled)


def test_whoever_has_left_is_told_nothing_by_any_way_in(crowd: Crowd) -> None:
    """The last test of the file: the archive is the others', too."""
    clerk, mail = crowd.clerk(LEAVER), LEAVER
    assert clerk.opens("/contracts").status_code == 200
    with crowd.house.office.opened.database.writing() as session:
        user = session.scalars(select(User).where(User.mail == mail)).one()
        user.disabled_at = now_of(session)
    ways = ("/contracts", "/contracts.csv", "/contracts/suggestions?q=高", "/dashboards", "/ledger/export")
    assert {clerk.client.get(path).status_code for path in ways} == {302}
    bearer = {"Authorization": f"Bearer {crowd.tokens[mail]}"}
    assert crowd.caller.get("/api/v1/contracts", headers=bearer).status_code == 401
    assert crowd.caller.get(f"/calendar/{crowd.feeds[mail]}.ics").status_code == 404
