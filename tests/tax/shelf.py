"""Records as a tax inspector asks for them: really signed, with days, amounts and parties of their own."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from zipfile import ZipFile

from sqlalchemy import select
from werkzeug.test import TestResponse

from contracts.signing import FileIdentity
from contracts.tax_keeping import KeptAs
from database.contract import Contract
from database.engine import now_of
from database.office import Preference
from database.queries.downloads import concluded_documents
from database.searchable import make_searchable
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.cases import concluded

FIRST, LAST = date(2025, 4, 1), date(2026, 3, 31)
AOBA, MIDORI = "株式会社青葉", "みどり商店"


@dataclass(frozen=True)
class Shelf:
    """The first and the last day of the year are in it; one lies a day before, one is 親展."""

    first: Sent
    last: Sent
    before: Sent
    secret: Sent
    bare: Sent

    @property
    def all(self) -> tuple[Sent, ...]:
        return (self.first, self.last, self.before, self.secret, self.bare)


def filled(office: Office) -> Shelf:
    shelf = Shelf(
        first=_record(office, "業務委託契約書", AOBA, FIRST, amount=1_200_000, amount_state="stated"),
        last=_record(office, "売買契約書 A/B", MIDORI, LAST, amount_state="none", kept_as=KeptAs.SCAN.value),
        before=_record(
            office, "前年度の契約書", AOBA, date(2025, 3, 31), amount=500_000, amount_state="stated"
        ),
        secret=_record(office, "役員報酬の覚書", MIDORI, date(2025, 6, 1), confidential=True),
        bare=_record(office, "業務委託契約書", AOBA, FIRST, amount_state="unknown"),
    )
    office.sent(Plan(name="未締結 太郎"), title="まだ締結していない契約書")
    _closes_in_march(office)
    return shelf


def kept(office: Office, sent: Sent) -> FileIdentity:
    """Return the concluded document as it is kept now."""
    with office.opened.database.reading() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        [one] = concluded_documents(session, row)
        return one.file


def _closes_in_march(office: Office) -> None:
    with office.opened.database.writing() as session:
        session.add(
            Preference(
                organization_id=office.organization.id,
                name="fiscal_month",
                value="3",
                changed_by_id=office.owner.id,
                changed_at=now_of(session),
            )
        )


def _record(office: Office, title: str, company: str, day: date, **columns: object) -> Sent:
    sent = office.sent(Plan(company=company, kind="corporate_informal", name="佐藤 一郎"), title=title)
    concluded(office, sent)
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        row.agreed_on = day
        for name, value in columns.items():
            setattr(row, name, value)
        make_searchable(session, row)
    return sent


@dataclass(frozen=True)
class Unpacked:
    """A ZIP as an inspector opens it."""

    files: dict[str, bytes]

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.files["index.csv"].decode("utf-8-sig"))))

    @property
    def readme(self) -> str:
        return self.files["README.txt"].decode("utf-8-sig")

    def papers(self) -> dict[str, bytes]:
        return {name: data for name, data in self.files.items() if name.endswith(".pdf")}


def unpacked(answer: TestResponse) -> Unpacked:
    assert answer.status_code == 200, answer.text[:500]
    with ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        return Unpacked({name: archive.read(name) for name in archive.namelist()})
