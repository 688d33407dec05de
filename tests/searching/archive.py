"""An archive filled straight through SQL, searched by each backend, and by looking at every text."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.finding import BodyState, counterparty_words, folded_pages, words_from
from contracts.roles import Role
from database.body_tokens import file_tokens
from database.contract import Contract
from database.contract_body import ContractBody
from database.engine import Database, now_of
from database.index_desk import IndexDesk
from database.party import Party
from database.people import Organization, User
from database.queries.archive import ContractPage, Order, Wanted, contract_page
from database.searchable import make_searchable
from database.sessions import Staff
from search import Finder, Kind, finder_for, index_for
from search.bigram_index import KeptIndex
from webapp.archive import COLUMNS, WITH_BODIES
from webapp.parts import EXTENSION

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Paper:
    """What a contract is found by."""

    title: str = ""
    company: str = ""
    name: str = ""
    number: str | None = None
    memo: str = ""
    mail: str = ""
    ends_on: date | None = None
    is_draft: bool = False
    body: tuple[str, ...] = ()


@dataclass
class Archive:
    database: Database
    folder: Path
    kind: Kind
    staff: Staff
    has_bodies: bool = True
    finder: Finder = field(init=False)
    index: KeptIndex | None = field(init=False)

    def __post_init__(self) -> None:
        self.finder = finder_for(self.kind, self.folder)
        self.index = index_for(self.kind, self.folder)

    @property
    def desk(self) -> IndexDesk:
        return IndexDesk(self.database)

    def holds(self, *papers: Paper, owner: Staff | None = None) -> list[int]:
        """File these contracts; nothing has been indexed yet."""
        whose = owner or self.staff
        with self.database.writing() as session:
            rows = []
            for paper in papers:
                row = _contract(whose, paper)
                session.add(row)
                session.flush()
                session.add(_party(row, paper))
                make_searchable(session, row)
                if paper.body:
                    have_read(session, row, paper.body)
                rows.append(row.id)
        return rows

    def is_indexed(self) -> "Archive":
        if self.index is not None:
            self.index.rebuild(self.desk.everything())
        self.desk.indexed(list(self.desk.everything()))
        return self

    def page(
        self,
        typed: str = "",
        counterparty: str = "",
        wanted: Wanted | None = None,
        order: Order = Order.RELEVANCE,
    ) -> ContractPage:
        words, named = words_from(typed), counterparty_words(counterparty)
        columns = WITH_BODIES if self.has_bodies else COLUMNS
        conditions = self.finder.conditions(columns, words, named)
        looking = self.finder.looking(columns, words, named)
        found = Wanted(conditions=conditions, looking=looking, words=words, order=order, size=100)
        with self.database.reading() as session:
            return contract_page(session, self.staff, found if wanted is None else wanted)

    def titles(self, typed: str = "", counterparty: str = "") -> set[str]:
        return {row.title for row in self.page(typed, counterparty).contracts}

    def ids(self, typed: str) -> set[int]:
        return {row.id for row in self.page(typed).contracts}

    def texts(self) -> dict[int, str]:
        """Return every folded text as it stands, for whoever looks without SQL."""
        with self.database.reading() as session:
            query = select(Contract.id, Contract.search_text, ContractBody.text)
            query = query.outerjoin(ContractBody, ContractBody.contract_id == Contract.id)
            return {row[0]: f"{row[1]}\n{row[2] or ''}" for row in session.execute(query)}


def by_hand(texts: dict[int, str], typed: str) -> set[int]:
    """Search as simply as it can be said."""
    words = words_from(typed)
    return {
        id_
        for id_, text in texts.items()
        if all(any(term in text for term in group) for group in words.groups)
        and not any(term in text for term in words.excluded)
    }


def new_staff(database: Database, organization: str = "株式会社サンプル", name: str = "鈴木 花子") -> Staff:
    """Return a member of the legal team, of an organisation of its own name."""
    with database.writing() as session:
        now = now_of(session)
        home = session.scalars(select(Organization).where(Organization.name == organization)).first()
        if home is None:
            home = Organization(name=organization, created_at=now)
            session.add(home)
            session.flush()
        mail = f"{name}@example.co.jp"
        user = User(
            organization_id=home.id,
            mail=mail,
            mail_key=mail,
            name=name,
            role=Role.LEGAL,
            password_hash="",
            must_change_password=False,
            created_at=now,
        )
        session.add(user)
        session.flush()
    return Staff("session", user, home)


def searched_with(app: Flask, finder: Finder) -> None:
    """Give a running application another finder."""
    app.extensions[EXTENSION] = replace(app.extensions[EXTENSION], finder=finder)


def _contract(staff: Staff, paper: Paper) -> Contract:
    return Contract(
        organization_id=staff.organization.id,
        owner_id=staff.user.id,
        title=paper.title,
        number=paper.number,
        standing="agent",
        memo=paper.memo,
        currency="JPY",
        amount_state="unknown",
        stage="draft" if paper.is_draft else "concluded",
        round=0 if paper.is_draft else 1,
        sent_digest="",
        epoch=1,
        sequence=0 if paper.is_draft else 1,
        head="",
        rev=0,
        indexed_rev=0,
        ends_on=paper.ends_on,
        created_at=LONG_AGO,
        changed_at=LONG_AGO,
        submitted_at=None if paper.is_draft else LONG_AGO,
    )


def _party(contract: Contract, paper: Paper) -> Party:
    return Party(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        position=1,
        ordering=1,
        role="乙",
        kind="corporate_informal" if paper.company else "individual",
        company=paper.company,
        name=paper.name,
        mail=paper.mail,
        own=False,
        signs=True,
        imprint=True,
        access_code_hash="",
        access_code_hint="",
        code_tries=0,
        progress="signed",
    )


def have_read(session: Session, contract: Contract, pages: tuple[str, ...]) -> ContractBody:
    """Have the documents say these pages, as whoever reads them files it; nothing is sealed."""
    folded = folded_pages(pages)
    row = session.get(ContractBody, contract.id)
    if row is None:
        row = ContractBody(contract_id=contract.id, organization_id=contract.organization_id)
        session.add(row)
    row.state, row.text, row.pages = BodyState.READ, folded.text, " ".join(map(str, folded.begins))
    file_tokens(session, contract)
    return row
