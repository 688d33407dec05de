"""What a test reads off the list, and how it moves the rows it is about."""

import re
from datetime import timedelta

from sqlalchemy import select, update

from contracts.stage import Stage
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk

BULK = "/contracts/bulk/files"


def titles(clerk: Clerk, **query: str | list[str]) -> list[str]:
    """Open the list and return the names of its rows, in order."""
    clerk.at = clerk.client.get("/contracts", query_string=query)
    return named(clerk)


def named(clerk: Clerk) -> list[str]:
    rows = clerk.text.split('<th scope="row">')[1:]
    return [re.sub("<[^>]+>", "", row.split("</a>")[0]).strip() for row in rows]


def heads(clerk: Clerk) -> list[str]:
    """Return the headings of the list's columns, without the marks of the order."""
    head = clerk.text.partition("契約の一覧</caption>")[2].partition("</thead>")[0]
    found = re.findall(r'<th scope="col"(?! class="table__tick").*?>(.*?)</th>', head, re.DOTALL)
    return [re.sub(r"<[^>]+>|[\s▼▲]", "", one) for one in found]


def chips_of(clerk: Clerk) -> dict[str, str]:
    part = clerk.text.partition('class="chips"')[2].partition("</section>")[0]
    labels = re.findall(r'chip__label">(.*?)<', part)
    return dict(zip(labels, re.findall(r'chip__value">(.*?)<', part), strict=True))


def stands(office: Office, sent: Sent, **values: object) -> None:
    """Write into the row what the list reads; nothing else of a contract is told by it."""
    change = update(Contract).where(Contract.public_id == sent.contract).values(**values)
    with office.opened.database.writing() as session:
        session.execute(change)


def returned(office: Office, sent: Sent) -> None:
    with office.opened.database.writing() as session:
        party = session.scalars(select(Party).where(Party.public_id == sent.parties[0].public_id)).one()
        party.undelivered_at = now_of(session)


def days_ago(office: Office, days: int) -> object:
    with office.opened.database.reading() as session:
        return now_of(session) - timedelta(days=days)


def does(clerk: Clerk, path: str, *contracts: str, **typed: str) -> str:
    """Tick the rows of the list shown, press the button that goes to `path`, and return the page."""
    data = {**clerk.fields(BULK), "contract": list(contracts), **typed}
    clerk.at = clerk.client.post(path, data=data, follow_redirects=True)
    return clerk.text


HEAPS = {
    "要確認": Stage.SENT_BACK,
    "先方確認中": Stage.AWAITING_OTHER,
    "締結済み": Stage.CONCLUDED,
    "却下": Stage.CANCELLED,
}
