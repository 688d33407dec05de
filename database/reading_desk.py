"""What the reader of 契約情報 reads and writes: which contracts wait, and the proposals for them."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, undefer

from contracts.finding import company_key, folded
from contracts.metadata import NO, Item, Source, ValueUnreadable, value_from
from contracts.reading import (
    ANSWERED,
    Found,
    Known,
    ProposalState,
    Read,
    ReadingJob,
    ReadingResult,
    ReadingState,
    door_of,
)
from database.changing_metadata import own_items, value_in
from database.contract import Contract
from database.engine import Database, now_of
from database.metadata_change import MetadataChange
from database.metadata_reading import MetadataProposal, MetadataReading
from database.queries.downloads import documents_as_concluded, documents_shown
from database.queries.versions import newest_version

AT_ONCE = 100


class ReadingDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def next(self) -> ReadingJob | None:
        """Return what waits longest, or None."""
        query = select(MetadataReading.contract_id).where(MetadataReading.state == ReadingState.WAITING)
        with self._database.reading() as session:
            id_ = session.scalar(query.order_by(MetadataReading.asked_at).limit(1))
            return _job(session, id_) if id_ is not None else None

    def file(self, job: ReadingJob, result: ReadingResult) -> None:
        """Write the proposals down once; what was answered stays, what nobody answered is read anew."""
        with self._database.writing() as session:
            row = session.get(MetadataReading, job.contract_id, with_for_update=True)
            if row is None or row.state != ReadingState.WAITING or row.asked_at != job.asked_at:
                return
            contract = session.get_one(Contract, job.contract_id)
            row.state, row.made_from, row.read_at = result.state, job.made_from, now_of(session)
            row.sealed, row.key_id = result.sealed, result.key_id
            opened = _propose(session, contract, job, result)
            row.unconfirmed = (row.unconfirmed and row.confirmed_at is None) or opened

    def sealed_before(self, key_id: str) -> Sequence[tuple[int, str, bytes]]:
        """Return some of what an older generation sealed: contract, its public id, and the snippets."""
        query = (
            select(MetadataReading.contract_id, Contract.public_id, MetadataReading.sealed)
            .join(Contract, Contract.id == MetadataReading.contract_id)
            .where(MetadataReading.sealed.is_not(None), MetadataReading.key_id != key_id)
        )
        with self._database.reading() as session:
            return [(id_, name, sealed or b"") for id_, name, sealed in session.execute(query.limit(AT_ONCE))]

    def seal_anew(self, contract_id: int, sealed: bytes | None, key_id: str) -> None:
        """File what a newer generation sealed; None drops what no living one opens."""
        with self._database.writing() as session:
            row = session.get_one(MetadataReading, contract_id, options=[undefer(MetadataReading.sealed)])
            row.sealed, row.key_id = sealed, key_id


def said_now(contract: Contract, item: Read) -> str:
    """Return what the contract says of an item today, as far as it has a place for it."""
    door = door_of(item, own_items(contract), contract.stage)
    if door:
        value = value_in(contract, door)
        return "" if item is Read.OPEN_ENDED and value == NO else value
    others = [one.company or one.name for one in contract.parties if not one.own]
    beside = {
        Read.TITLE: contract.title,
        Read.COUNTERPARTIES: "、".join(dict.fromkeys(others)),
        Read.OWN_COMPANY: contract.organization.name,
        Read.KIND: contract.type.name if contract.type else "",
    }
    return beside.get(item, "")


def says_the_same(item: Read, value: str, now: str) -> bool:
    """Return whether what was read is what stands there, however each is spelled."""
    if item in {Read.COUNTERPARTIES, Read.OWN_COMPANY}:
        names = [{company_key(name) for name in text.split("、")} for text in (value, now)]
        return names[0] == names[1]
    if item is Read.KIND:
        return value in now
    return folded(value) == folded(now)


def _job(session: Session, id_: int) -> ReadingJob:
    contract = session.get_one(Contract, id_)
    row = session.get_one(MetadataReading, id_)
    documents = documents_as_concluded(session, contract) or documents_shown(session, contract)
    own = [one.company for one in contract.parties if one.own and one.company]
    known = Known(tuple(dict.fromkeys([contract.organization.name, *own])))
    return ReadingJob(id_, contract.public_id, row.asked_at, tuple(one.file for one in documents), known)


def _propose(session: Session, contract: Contract, job: ReadingJob, result: ReadingResult) -> bool:
    """Return whether anything that would change 契約情報 now waits for a person."""
    old = session.scalars(select(MetadataProposal).where(MetadataProposal.contract_id == contract.id)).all()
    answered = [one for one in old if one.state in {*ANSWERED, ProposalState.SUPERSEDED}]
    kept = {one.id for one in answered}
    gone = delete(MetadataProposal).where(
        MetadataProposal.contract_id == contract.id, MetadataProposal.id.not_in(kept)
    )
    session.execute(gone)
    opened = False
    for number, (one, place) in enumerate(zip(result.found, result.places, strict=True)):
        value = _canonical(contract, one)
        if any(done.item == one.item and value in {done.value, done.settled} for done in answered):
            continue
        state = _state(session, contract, one.item, value, answered)
        door = door_of(one.item, own_items(contract), contract.stage)
        opened = opened or (state == ProposalState.OPEN and bool(door))
        session.add(
            MetadataProposal(
                organization_id=contract.organization_id,
                contract_id=contract.id,
                item=one.item,
                value=value,
                document=place[0],
                page=place[1],
                snippet=number,
                rule=one.rule,
                made_from=job.made_from,
                state=state,
                at=now_of(session),
            )
        )
    return opened


def _state(
    session: Session, contract: Contract, item: Read, value: str, answered: Sequence[MetadataProposal]
) -> ProposalState:
    """A value that a person set, or emptied, is never asked about again: it only gets a hint (MK-32)."""
    now = said_now(contract, item)
    if now and says_the_same(item, value, now):
        return ProposalState.AGREES
    is_answered = any(done.item == item for done in answered)
    if is_answered or _set_by_hand(session, contract, item):
        return ProposalState.HINT
    return ProposalState.HINT if now and not _is_file_name(session, contract, item) else ProposalState.OPEN


def _set_by_hand(session: Session, contract: Contract, item: Read) -> bool:
    door = door_of(item, own_items(contract), contract.stage)
    changed = select(MetadataChange.id).where(
        MetadataChange.contract_id == contract.id,
        MetadataChange.item == door,
        MetadataChange.source != Source.READING,
    )
    return bool(door) and session.scalar(changed.limit(1)) is not None


def _is_file_name(session: Session, contract: Contract, item: Read) -> bool:
    """A title that is only the name of the file was typed by nobody."""
    if item is not Read.TITLE:
        return False
    version = newest_version(session, contract)
    return version is not None and version.filename.rpartition(".")[0] == contract.title


def _canonical(contract: Contract, one: Found) -> str:
    door = door_of(one.item, own_items(contract), contract.stage)
    if door not in set(Item):
        return one.value
    try:
        return value_from(door, one.value)
    except ValueUnreadable:
        return one.value
