"""What the reader of documents reads and writes: which contracts' bodies are behind, and their words."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, String, and_, case, func, or_, select, text, update
from sqlalchemy.orm import Session, undefer

from contracts.body_reading import BodyRead, BodyToRead
from contracts.finding import BodyState
from contracts.signing import FileIdentity
from contracts.stage import Stage
from database.body_pairs import fill_pairs
from database.body_tokens import file_tokens, take_over_facts
from database.contract import Contract
from database.contract_body import ContractBody
from database.document import DocumentVersion
from database.dossiers import identity_of
from database.engine import Database
from database.queries.downloads import documents_as_concluded, version_of_round
from database.queries.versions import newest_version

BODY_VERSION = 1
"""Raised with every change of how bodies are folded: all of them are read again, when nothing else waits."""
AT_ONCE, FORGOTTEN_AT_ONCE = 500, 50
WITH_PICTURES = "/ocr"
UNDONE = (BodyState.WAITING, BodyState.BEHIND)
LACKS_PICTURES = (BodyState.IMAGE, BodyState.PART)


class BodyDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def look_round(self, key_id: str, *, pictures: bool) -> int:
        """Have read what has no body yet or was read from something else; return how many that are.

        `key_id` is of the generation that seals now, `pictures` whether scans can be read now.
        """
        return self._lacking() + self._outdated(key_id, pictures=pictures)

    def next(self) -> BodyToRead | None:
        """Return what is to be read now: what has just changed, then what is behind, newest first."""
        waiting = case((ContractBody.state == BodyState.WAITING, 0), else_=1)
        query = select(ContractBody.contract_id).where(ContractBody.state.in_(UNDONE))
        with self._database.reading() as session:
            id_ = session.scalar(query.order_by(waiting, ContractBody.contract_id.desc()).limit(1))
            return None if id_ is None else _to_read(session, session.get_one(Contract, id_))

    def file(self, job: BodyToRead, read: BodyRead) -> None:
        """Write the words down, to be found at once; what has changed meanwhile stays to be read again."""
        with self._database.writing() as session:
            contract = session.get(Contract, job.contract_id)
            row = session.get(ContractBody, job.contract_id, options=[undefer(ContractBody.text)])
            if contract is None or row is None or _to_read(session, contract) != job:
                return
            was = row.text
            _fill(row, job, read)
            if was != row.text:
                file_tokens(session, contract)

    def again(self) -> int:
        """Have everything read again that could not be read; return how many there are."""
        with self._database.writing() as session:
            failed = session.query(ContractBody).filter_by(state=BodyState.FAILED)
            return failed.update({"state": BodyState.BEHIND})

    def forget(self) -> int:
        """Take the words of some documents out of the database; return of how many contracts.

        SQLite is told to overwrite them: what is only deleted can be read in its file for long.
        """
        with self._database.writing() as session:
            if session.get_bind().dialect.name == "sqlite":
                session.execute(text("PRAGMA secure_delete=ON"))
            ids = list(session.scalars(select(ContractBody.contract_id).limit(FORGOTTEN_AT_ONCE)))
            session.query(ContractBody).filter(ContractBody.contract_id.in_(ids)).delete()
            if len(ids) < FORGOTTEN_AT_ONCE:
                fill_pairs(session)
        return len(ids)

    def counts(self) -> dict[BodyState, int]:
        query = select(ContractBody.state, func.count()).group_by(ContractBody.state)
        with self._database.reading() as session:
            return {BodyState(state): count for state, count in session.execute(query)}

    def unread(self) -> int:
        """Return how many contracts nobody has looked into: neither read nor waiting to be."""
        query = select(func.count()).select_from(Contract)
        without = query.where(Contract.id.not_in(select(ContractBody.contract_id)))
        with self._database.reading() as session:
            return session.scalar(without) or 0

    def _lacking(self) -> int:
        missing = Contract.id.not_in(select(ContractBody.contract_id))
        query = select(Contract.id, Contract.organization_id).where(missing)
        with self._database.reading() as session:
            rows = session.execute(query).all()
        for at in range(0, len(rows), AT_ONCE):
            with self._database.writing() as session:
                part = rows[at : at + AT_ONCE]
                there = _there(session, [id_ for id_, _ in part])
                session.add_all(
                    ContractBody(contract_id=id_, organization_id=house, state=BodyState.BEHIND)
                    for id_, house in part
                    if id_ in there
                )
                session.flush()
                take_over_facts(session, list(there))
        return len(rows)

    def _outdated(self, key_id: str, *, pictures: bool) -> int:
        query = select(ContractBody.contract_id).join(Contract, Contract.id == ContractBody.contract_id)
        query = query.where(ContractBody.state.not_in(UNDONE), _is_outdated(key_id, pictures=pictures))
        with self._database.reading() as session:
            ids = list(session.scalars(query))
        for at in range(0, len(ids), AT_ONCE):
            with self._database.writing() as session:
                named = ContractBody.contract_id.in_(ids[at : at + AT_ONCE])
                session.execute(update(ContractBody).where(named).values(state=BodyState.BEHIND))
        return len(ids)


def _there(session: Session, ids: Sequence[int]) -> set[int]:
    """Of these contracts those that still are and have no body."""
    query = select(Contract.id).where(Contract.id.in_(ids))
    return set(session.scalars(query.where(Contract.id.not_in(select(ContractBody.contract_id)))))


def _is_outdated(key_id: str, *, pictures: bool) -> ColumnElement[bool]:
    seen = _standing()
    changed = ContractBody.seen.not_in((seen, seen + WITH_PICTURES))
    sealed_before = and_(ContractBody.key_id != "", ContractBody.key_id != key_id)
    conditions = [changed, sealed_before, ContractBody.version != BODY_VERSION]
    if pictures:
        unread = ContractBody.seen.not_like(f"%{WITH_PICTURES}")
        conditions.append(and_(ContractBody.state.in_(LACKS_PICTURES), unread))
    return or_(*conditions)


def _standing() -> ColumnElement[str]:
    """Which documents a contract stands by: its newest version, and whether that was concluded."""
    newest = (
        select(func.coalesce(func.max(DocumentVersion.id), 0))
        .where(DocumentVersion.contract_id == Contract.id, DocumentVersion.removed_at.is_(None))
        .correlate(Contract)
        .scalar_subquery()
    )
    concluded = case((Contract.stage == Stage.CONCLUDED, "c"), else_="")
    return newest.cast(String) + concluded


def _to_read(session: Session, contract: Contract) -> BodyToRead:
    seen = session.scalars(select(_standing()).where(Contract.id == contract.id)).one()
    return BodyToRead(contract.id, contract.public_id, _files(session, contract), seen)


def _files(session: Session, contract: Contract) -> tuple[FileIdentity, ...]:
    concluded = documents_as_concluded(session, contract)
    if concluded:
        return tuple(one.file for one in concluded)
    version = newest_version(session, contract) or version_of_round(session, contract)
    return tuple(identity_of(contract, one.working) for one in version.documents) if version else ()


def _fill(row: ContractBody, job: BodyToRead, read: BodyRead) -> None:
    row.state, row.source, row.version = read.state, job.source, BODY_VERSION
    row.seen = job.seen + (WITH_PICTURES if read.pictures else "")
    row.text, row.sealed, row.key_id = read.folded.text, read.sealed, read.key_id
    row.pages = " ".join(map(str, read.folded.begins))
