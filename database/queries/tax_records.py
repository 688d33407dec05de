"""Records as the tax law asks for them: three keys, files, SHA-256, timestamps (LW-17, LW-24)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from contracts.custom_values import values_from
from contracts.signing import FileIdentity, RevisionKind
from contracts.stage import STANDING, Stage
from database.contract import Contract
from database.dossiers import identity_of, standing_revision
from database.folders import Folder
from database.imports import ImportStamp
from database.queries.archival import newest_renewed
from database.queries.archive_filters import tags_by_contract
from database.queries.downloads import certificate_for, concluded_documents, documents_shown
from database.queries.three_days import agreed_at

if TYPE_CHECKING:
    from database.timestamp_columns import TimestampColumns

IS_RECORD = Contract.stage.in_([stage.value for stage in STANDING])
"""What the law asks to be kept; a contract that is not agreed to yet is none."""
OWN_COPY = "own"
Conditions = Sequence[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Stamp:
    """`at` is when the first timestamp around the whole was given, `newest_at` the last one added since.

    `accredited` is the 事業者名 of an accredited authority, empty for any other (LW-12).
    """

    at: datetime
    authority: str
    accredited: str
    newest_at: datetime


@dataclass(frozen=True, slots=True)
class RecordFile:
    """`name` has no ending; `is_certificate`: the 合意証明書 beside the documents."""

    name: str
    file: FileIdentity
    stamp: Stamp | None = None
    is_certificate: bool = False


@dataclass(frozen=True, slots=True)
class TaxRecord:
    """`amount` is in minor units of `currency`, None where none is stated; `amount_state` says why."""

    public_id: str
    number: str
    title: str
    traded_on: date | None
    counterparties: tuple[str, ...]
    amount: int | None
    currency: str
    amount_state: str
    amount_tax: str
    kept_as: str
    kind: str
    agreed_on: date | None
    agreed_at: datetime | None
    starts_on: date | None
    ends_on: date | None
    open_ended: bool
    owner: str
    folder: str
    tags: tuple[str, ...]
    memo: str
    stored_at: str
    box: str
    own_items: tuple[tuple[str, str], ...]
    files: tuple[RecordFile, ...]

    @property
    def counterparty(self) -> str:
        """株式会社青葉, or 株式会社青葉ほか2名."""
        first, *others = self.counterparties or ("取引先なし",)
        return f"{first}ほか{len(others)}名" if others else first


def record_ids(session: Session, conditions: Conditions, most: int) -> list[int]:
    """Return the records among what the conditions find, oldest 取引年月日 first, `most` at the utmost."""
    order = Contract.traded_on.is_(None), Contract.traded_on, Contract.id
    query = select(Contract.id).where(*conditions, IS_RECORD).order_by(*order)
    return list(session.scalars(query.limit(most)))


def found_count(session: Session, conditions: Conditions) -> int:
    """Return how many contracts the conditions find, records or not."""
    return session.scalar(select(func.count(Contract.id)).where(*conditions)) or 0


def records_of(session: Session, ids: Sequence[int], *, certificates: bool) -> Iterator[TaxRecord]:
    """Yield these records in the order of `ids`, each with its files as they are kept now."""
    shown = (selectinload(Contract.parties), joinedload(Contract.owner), joinedload(Contract.type))
    query = select(Contract).where(Contract.id.in_(ids)).options(*shown)
    known = {contract.id: contract for contract in session.scalars(query)}
    folders, tags = _folders(session, known.values()), tags_by_contract(session, ids)
    for id_ in ids:
        contract = known[id_]
        files = files_of(session, contract, certificates=certificates)
        place = folders.get(contract.folder_id or 0, ""), tuple(tags.get(id_, ()))
        yield _record(contract, files, place, agreed_at(session, contract))


def files_of(session: Session, contract: Contract, *, certificates: bool = False) -> tuple[RecordFile, ...]:
    """Return the documents of a record with their timestamps, and the 社内控 if it is asked for."""
    if contract.stage != Stage.CONCLUDED:
        stamp = _import_stamp(session, contract)
        return tuple(RecordFile(one.name, one.file, stamp) for one in documents_shown(session, contract))
    stamps = stamps_of(session, contract)
    documents = concluded_documents(session, contract)
    files = [RecordFile(one.name, one.file, stamps.get(place)) for place, one in enumerate(documents, 1)]
    certificate = certificate_for(session, contract, OWN_COPY) if certificates else None
    if certificate is not None:
        identity = identity_of(contract, certificate.file)
        files.append(RecordFile(f"{contract.title}（合意証明書）", identity, is_certificate=True))
    return tuple(files)


def stamps_of(session: Session, contract: Contract) -> dict[int, Stamp]:
    """Return the timestamps of the documents by their place, from 1; empty before the conclusion."""
    final = standing_revision(session, contract, contract.round, RevisionKind.FINAL, "")
    if final is None:
        return {}
    renewed = {
        place: row for (kept, place), row in newest_renewed(session, contract).items() if kept == "document"
    }
    signed: list[TimestampColumns] = [final, *final.further]
    return {
        place: Stamp(
            row.timestamped_at,
            row.authority,
            row.accredited,
            renewed[place].timestamped_at if place in renewed else row.timestamped_at,
        )
        for place, row in enumerate(signed, 1)
    }


def _import_stamp(session: Session, contract: Contract) -> Stamp | None:
    """What was concluded elsewhere has the timestamp that was put over the file when it came (MK-25)."""
    row = session.get(ImportStamp, contract.id)
    return Stamp(row.at, row.authority, row.authority if row.accredited else "", row.at) if row else None


def _record(
    contract: Contract,
    files: tuple[RecordFile, ...],
    place: tuple[str, tuple[str, ...]],
    formed: datetime | None,
) -> TaxRecord:
    folder, tags = place
    others = (one.company or one.name for one in contract.parties if not one.own)
    return TaxRecord(
        public_id=contract.public_id,
        number=contract.number or "",
        title=contract.title,
        traded_on=contract.traded_on,
        counterparties=tuple(dict.fromkeys(name for name in others if name)),
        amount=contract.amount if contract.amount_state == "stated" else None,
        currency=contract.currency,
        amount_state=contract.amount_state,
        amount_tax=contract.amount_tax,
        kept_as=contract.kept_as,
        kind=contract.type.name if contract.type else "",
        agreed_on=contract.agreed_on,
        agreed_at=formed,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        open_ended=contract.open_ended,
        owner=contract.owner.name,
        folder=folder,
        tags=tags,
        memo=contract.memo,
        stored_at=contract.stored_at,
        box=contract.box,
        own_items=tuple((one.label, one.value) for one in values_from(contract.custom_values)),
        files=files,
    )


def _folders(session: Session, contracts: Collection[Contract]) -> dict[int, str]:
    ids = {one.folder_id for one in contracts if one.folder_id}
    return {
        row[0]: row[1] for row in session.execute(select(Folder.id, Folder.name).where(Folder.id.in_(ids)))
    }
