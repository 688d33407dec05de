"""The dashboards: each number is that of the list it opens, and tells nothing of what is hidden."""

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from sqlalchemy import update

from contracts.life import Life
from contracts.reasons import JST
from contracts.stage import Stage
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk

ROW = re.compile(
    r'<th scope="row">\s*<a class="figures__link[^"]*" href="([^"]+)">(.*?)</a>'
    r'.*?<td class="figures__count number">(.*?)</td>',
    re.DOTALL,
)


def sets(office: Office, sent: Sent, **columns: object) -> None:
    change = update(Contract).where(Contract.public_id == sent.contract).values(**columns)
    with office.opened.database.writing() as session:
        session.execute(change)


def concluded(office: Office, title: str, **columns: object) -> Sent:
    sent = office.sent(title=title)
    now = today(office)
    sets(office, sent, stage=Stage.CONCLUDED, life=Life.IN_FORCE, concluded_at=now, **columns)
    return sent


def today(office: Office) -> datetime:
    with office.opened.database.reading() as session:
        return now_of(session)


def rows(clerk: Clerk, heading: str) -> dict[str, tuple[str, str]]:
    """Return what stands beside each bar of a chart, and the list it opens."""
    part = clerk.text.partition(f"<h2>{heading}</h2>")[2].partition("</table>")[0]
    found = {}
    for href, label, says in ROW.findall(part):
        found[re.sub(r"<[^>]+>", "", label).strip()] = (says, unescape(href))
    return found


def listed(clerk: Clerk, href: str) -> int:
    return clerk.client.get(href).get_data(as_text=True).count('<th scope="row">')


def test_every_number_is_that_of_the_list_it_opens(clerk: Clerk, office: Office) -> None:
    now = today(office).astimezone(JST).date()
    soon = date(now.year + now.month // 12, now.month % 12 + 1, 15)
    concluded(office, "終わりの近い契約", ends_on=soon)
    concluded(office, "終わりのない契約")
    office.sent(title="相手方の署名待ち")
    clerk.opens("/dashboards")
    stages = rows(clerk, "契約の状態")
    assert {label: says for label, (says, _href) in stages.items()} == {
        "締結済み": "2件",
        "送信先署名待ち": "1件",
    }
    months = rows(clerk, "月別の満了")
    assert len(months) == 12
    assert months[f"{soon.year}年{soon.month}月"][0] == "1件"
    assert sum(says == "1件" for says, _href in months.values()) == 1
    companies = rows(clerk, "相手方別の契約")
    lives = rows(clerk, "契約期間の状態")
    assert [says for says, _href in lives.values()] == ["2件"]
    assert companies
    legs = rows(clerk, "工程ごとの日数")
    assert [re.findall(r"（(\d+)件）", says) for says, _href in legs.values()] == [[], ["2"], ["2"], ["2"]]
    for chart in (stages, months, companies, lives):
        for says, href in chart.values():
            assert f"{listed(clerk, href)}件" == says, href
    assert listed(clerk, next(iter(legs.values()))[1]) == 2


def test_the_times_are_of_the_period_and_the_type_that_were_chosen(clerk: Clerk, office: Office) -> None:
    sent = concluded(office, "二年前の契約")
    long_ago = today(office) - timedelta(days=800)
    sets(office, sent, concluded_at=long_ago)
    clerk.opens("/dashboards")
    assert "この期間に締結した契約はありません" in clerk.text
    sets(office, sent, concluded_at=today(office))
    clerk.opens("/dashboards?period=year")
    assert "に締結した1件の中央値です" in clerk.text
    kind = re.search(r'<option value="([0-9a-f-]{36})"', clerk.text)
    assert kind is not None
    clerk.opens(f"/dashboards?period=year&type={kind[1]}")
    assert "この期間に締結した契約はありません" in clerk.text
    clerk.opens("/dashboards?period=nonsense&type=nonsense")
    assert "に締結した1件の中央値です" in clerk.text


@pytest.mark.shows("SR-19")
def test_what_the_reader_may_not_see_is_in_no_number_and_under_no_name(clerk: Clerk, office: Office) -> None:
    secret = concluded(office, "親展の契約", confidential=True)
    with office.opened.database.writing() as session:
        hidden = Contract.public_id == secret.contract
        party = session.query(Party).join(Contract).filter(hidden).one()
        party.company, party.company_key = "極秘商事株式会社", "極秘商事"
    clerk.opens("/dashboards")
    assert "まだ集計する契約がありません" in clerk.text
    concluded(office, "ふつうの契約")
    clerk.opens("/dashboards")
    assert "極秘" not in clerk.text
    assert {says for says, _href in rows(clerk, "契約の状態").values()} == {"1件"}
