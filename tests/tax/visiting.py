"""An inspector's browser, and the account that the administrator hands over."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from database.tax_visit import TaxVisit
from tests.access.house import House
from tests.desk.site import Clerk

GIVING = "/tax-visits"
YEAR = "2025-04-01_2026-03-31"


@dataclass(frozen=True)
class Handed:
    login: str
    password: str


def offers(clerk: Clerk, **typed: object) -> str:
    """Fill the form in for the year and return the page that answers."""
    clerk.opens(f"{GIVING}/new")
    clerk.at = clerk.client.post(
        GIVING,
        data={
            "key": clerk.fields(GIVING)["key"],
            "visitor": "○○税務署 税務 太郎",
            "year": YEAR,
            "kept_as": ["electronic", "scan"],
            "until": (date.today() + timedelta(days=7)).isoformat(),  # noqa: DTZ011 -- the form is typed by hand
            "confirmed": "y",
            **typed,
        },
    )
    return clerk.text


def handed(page: str) -> Handed:
    login, password = (found.strip() for found in re.findall(r'<dd class="mono">([^<]+)</dd>', page))
    return Handed(login, password)


def enters(house: House, account: Handed) -> Clerk:
    inspector = Clerk(house.site)
    inspector.opens("/tax-visit/sign-in")
    inspector.sends("/tax-visit/sign-in", login=account.login, password=account.password)
    return inspector


def visit(house: House) -> TaxVisit:
    with house.office.opened.database.reading() as session:
        return session.scalars(select(TaxVisit).order_by(TaxVisit.id.desc())).one()


def changes(house: House, **columns: object) -> None:
    with house.office.opened.database.writing() as session:
        row = session.scalars(select(TaxVisit)).one()
        for name, value in columns.items():
            setattr(row, name, value)
