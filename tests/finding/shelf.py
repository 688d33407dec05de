"""Contracts laid straight into the tables: what a search reads of them, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.secrets import PageSafe
from contracts.access import Level
from contracts.custom_values import CustomValue, spelled_values
from contracts.preset_spelling import spelled_preset
from contracts.roles import Role
from contracts.stage import Stage
from contracts.type_preset import CustomField, FieldKind, TypePreset
from database.contract import Contract
from database.contract_type import ContractType
from database.engine import now_of
from database.folders import Folder, FolderReach
from database.party import Party
from database.people import User
from database.queries.people import mail_key
from database.searchable import make_searchable
from tests.counterparty.office import Office
from tests.desk.site import password_hash
from tests.searching.archive import have_read
from webapp.texts.dates import civil_day

READER, STRANGER = "reader@sample.example", "stranger@sample.example"
ITEMS = (
    CustomField("building", "物件名"),
    CustomField("floor", "階数", FieldKind.NUMBER.value),
    CustomField("use", "用途", FieldKind.CHOICE.value, ("事務所", "倉庫")),
)


@dataclass(frozen=True)
class Filed:
    """`ends` and `notice` are days from today; the one page of its document `says` this."""

    title: str
    company: str = "株式会社青葉不動産"
    person: str = "佐藤 一郎"
    mail: str = "sato@aoba.example"
    corporate_number: str = ""
    ends: int | None = None
    notice: int | None = None
    renews: bool | None = None
    number: str | None = None
    kind: str = "lease"
    folder: str = ""
    stage: str = Stage.CONCLUDED
    life: str = "in_force"
    amount: int | None = 1_000_000
    is_secret: bool = False
    items: dict[str, str] = field(default_factory=dict)
    traded_on: date | None = date(2026, 4, 1)
    memo: str = ""
    says: str = ""


def today_of(office: Office) -> date:
    with office.opened.database.reading() as session:
        return civil_day(now_of(session))


def hired(office: Office, mail: str, role: Role, name: str) -> User:
    with office.opened.database.writing() as session:
        user = User(
            organization_id=office.organization.id,
            mail=mail,
            mail_key=mail_key(mail),
            name=name,
            role=role,
            password_hash=password_hash(),
            must_change_password=False,
            created_at=now_of(session),
        )
        session.add(user)
    return user


def with_items(office: Office) -> None:
    """Give the leases items of their own."""
    with office.opened.database.writing() as session:
        for kind in session.scalars(select(ContractType).where(ContractType.code == "lease")):
            kind.preset = spelled_preset(TypePreset(custom_fields=ITEMS))


def files(office: Office, owner: User, papers: Sequence[Filed]) -> None:
    today = today_of(office)
    with office.opened.database.writing() as session:
        now = now_of(session)
        kinds = {one.code: one.id for one in session.scalars(select(ContractType))}
        folders = {one.name: one for one in session.scalars(select(Folder))}
        for at, paper in enumerate(papers):
            if paper.folder and paper.folder not in folders:
                folders[paper.folder] = Folder(
                    organization_id=owner.organization_id, name=paper.folder, created_at=now
                )
                session.add(folders[paper.folder])
                session.flush()
                session.add(_open_to_all(folders[paper.folder]))
            row = _contract(owner, paper, today)
            row.created_at, row.changed_at, row.submitted_at = (now + timedelta(seconds=at),) * 3
            row.type_id = kinds.get(paper.kind)
            row.folder_id = folders[paper.folder].id if paper.folder else None
            session.add(row)
            session.flush()
            session.add(_party(row, paper))
            make_searchable(session, row)
            if paper.says:
                _read(session, office, row, paper.says)


def _read(session: Session, office: Office, contract: Contract, page: str) -> None:
    safe, body = PageSafe(office.opened.keys), have_read(session, contract, (page,))
    body.sealed = safe.sealed([(1, 1, page)], contract.public_id)
    body.key_id = safe.key_id


def _open_to_all(folder: Folder) -> FolderReach:
    return FolderReach(organization_id=folder.organization_id, folder_id=folder.id, level=Level.VISITOR)


def _contract(owner: User, paper: Filed, today: date) -> Contract:
    fields = {one.code: one for one in ITEMS}
    values = [
        CustomValue(code, fields[code].label, fields[code].kind, value) for code, value in paper.items.items()
    ]
    return Contract(
        organization_id=owner.organization_id,
        owner_id=owner.id,
        title=paper.title,
        number=paper.number,
        standing="agent",
        memo=paper.memo,
        currency="JPY",
        amount=paper.amount,
        amount_state="unknown" if paper.amount is None else "stated",
        stage=paper.stage,
        life=paper.life,
        round=1,
        sent_digest="",
        epoch=1,
        sequence=1,
        head="",
        rev=0,
        indexed_rev=0,
        agreed_on=paper.traded_on,
        ends_on=None if paper.ends is None else today + timedelta(days=paper.ends),
        notice_by=None if paper.notice is None else today + timedelta(days=paper.notice),
        auto_renews=paper.renews,
        confidential=paper.is_secret,
        custom_values=spelled_values(values),
    )


def _party(contract: Contract, paper: Filed) -> Party:
    return Party(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        position=1,
        ordering=1,
        role="乙",
        kind="corporate_informal" if paper.company else "individual",
        company=paper.company,
        name=paper.person,
        mail=paper.mail,
        corporate_number=paper.corporate_number,
        own=False,
        signs=True,
        imprint=True,
        access_code_hash="",
        access_code_hint="",
        code_tries=0,
        progress="agreed",
    )
