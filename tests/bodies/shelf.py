"""Contracts with real files, their documents read, and searched."""

from dataclasses import dataclass, replace

from activities.body_reading import BodyReading
from adapters.secrets import PageSafe
from contracts.finding import words_from
from database.body_desk import BodyDesk
from database.contract import Contract
from database.contract_body import ContractBody
from database.queries.archive import Wanted, contract_page
from database.reading_again import read_again
from database.searchable import make_searchable
from database.sessions import Staff
from search import Finder
from tests import databases
from tests.lifecycle.office import Office
from webapp.archive import WITH_BODIES
from workflows.body_reading import body_reading


@dataclass(frozen=True)
class Shelf:
    office: Office

    @property
    def staff(self) -> Staff:
        return Staff("session", self.office.owner, self.office.organization)

    @property
    def safe(self) -> PageSafe:
        return PageSafe(self.office.opened.keys)

    def holds(self, pdf: bytes) -> str:
        """File a draft with this document, as its page does."""
        contract = self.office.draft([1]).contract
        self.office.new_version(contract, data=pdf)
        self.told(contract)
        return contract

    def told(self, contract: str) -> None:
        with self.office.opened.database.writing() as session:
            row = session.query(Contract).filter_by(public_id=contract).one()
            make_searchable(session, row)
            read_again(session, row)

    def reading(self, **changed: bool) -> BodyReading:
        settings = replace(self.office.opened.settings, **changed)  # type: ignore[arg-type]  # flags alone
        return body_reading(replace(self.office.opened, settings=settings))

    def is_read(self, **changed: bool) -> None:
        reading = self.reading(**changed)
        reading.look_round()
        while reading.turn():
            pass

    def body(self, contract: str) -> ContractBody | None:
        id_ = self.office.contract(contract).id
        with self.office.opened.database.reading() as session:
            row = session.get(ContractBody, id_)
            return row and _loaded(row)

    def found(self, typed: str) -> set[str]:
        with self.office.opened.database.reading() as session:
            conditions = Finder().conditions(WITH_BODIES, words_from(typed))
            page = contract_page(session, self.staff, Wanted(conditions=conditions, size=100))
            return {row.public_id for row in page.contracts}

    def is_on_disk(self, word: str) -> bool:
        """Tell whether the word can be read in what the database keeps."""
        database = self.office.opened.database
        if databases.is_postgresql():
            return any(word in row for row in databases.rows(database.engine))
        with database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return word.encode() in self.office.opened.settings.database_file.read_bytes()

    @property
    def desk(self) -> BodyDesk:
        return BodyDesk(self.office.opened.database)


def _loaded(row: ContractBody) -> ContractBody:
    """What is read later is read now: the session ends."""
    _ = row.text, row.sealed, row.pages
    return row
