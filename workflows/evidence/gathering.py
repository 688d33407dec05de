"""What the record says of the contract, read in one transaction as of one row of the log."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contracts import evidence_package as names
from contracts.certificate import Audience
from contracts.evidence_package import path_name
from contracts.preserving import Kept as PreservedKind
from contracts.signing import FileIdentity
from database.contract import Contract
from database.queries.anchors import proof
from database.queries.downloads import NamedFile, documents_as_concluded
from database.queries.evidence import (
    Kept,
    Stage,
    Submitted,
    certificates_of,
    kept_of,
    moment_of,
    row_of_log,
    stages_of,
    submitted_to,
)
from workflows.evidence.records import Text, records_of

OWN_CERTIFICATE = f"{names.CERTIFICATES}/合意証明書（社内控）.pdf"
STEPS = {"creation": "送信", "agreement": "同意", "final": "締結"}
COPIES = {Audience.OWN: "社内控", Audience.PARTY: "相手方控"}


class NoEvidenceYet(Exception):
    """The contract is not concluded, or its certificates of agreement are not issued yet."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A stored file, where it goes, and what it is."""

    path: str
    what: str
    file: FileIdentity


@dataclass(frozen=True, slots=True)
class Gathered:
    """`signed` are the files whose signatures are checked, `through` the last row of the log told of."""

    title: str
    number: str
    organization: str
    at: datetime
    through: int
    signed: tuple[Wanted, ...]
    others: tuple[Wanted, ...]
    deleted: tuple[str, ...]
    records: tuple[Text, ...]


def holds(session: Session, contract: Contract) -> bool:
    """Tell whether a package can be made."""
    return bool(documents_as_concluded(session, contract)) and Audience.OWN in certificates_of(
        session, contract
    )


def gathered(session: Session, contract: Contract, through: int | None) -> Gathered:
    """Raises NoEvidenceYet."""
    documents, copies = documents_as_concluded(session, contract), certificates_of(session, contract)
    if not documents or Audience.OWN not in copies:
        raise NoEvidenceYet(contract.public_id)
    last = row_of_log(session, contract, through)
    submitted = submitted_to(session, contract)
    concluded = (_concluded(at, one) for at, one in enumerate(documents, 1))
    certificates = (_certificate(Audience(one), file) for one, file in copies.items())
    return Gathered(
        title=contract.title,
        number=contract.number or "",
        organization=contract.organization.name,
        at=moment_of(last),
        through=last.sequence,
        signed=(*concluded, *certificates, *map(_kept, kept_of(session, contract, last.sequence))),
        others=(*map(_stage, stages_of(session, contract)), *_handed_in(submitted)),
        deleted=tuple(f"{one.party}　{one.title}" for one in submitted if one.file is None),
        records=(*records_of(session, contract, last), *_anchored(session, contract, last.sequence)),
    )


def _concluded(at: int, one: NamedFile) -> Wanted:
    path = f"{names.SIGNED}/{at:02d}_{path_name(one.name)}_締結済.pdf"
    return Wanted(path, "締結済みの契約書", one.file)


def _certificate(copy: Audience, file: FileIdentity) -> Wanted:
    what = f"合意証明書（{COPIES[copy]}）"
    return Wanted(f"{names.CERTIFICATES}/{what}.pdf", what, file)


def _kept(one: Kept) -> Wanted:
    """A renewed file lies beside the one that it begins with."""
    what = f"保管用タイムスタンプを追加した版（{one.generation}回目）"
    if one.kept == PreservedKind.DOCUMENT:
        return Wanted(f"{names.SIGNED}/{one.place:02d}_保管用_{one.generation:02d}.pdf", what, one.file)
    copy = f"合意証明書（{COPIES[Audience(one.kept)]}）"
    return Wanted(f"{names.CERTIFICATES}/{copy}_保管用_{one.generation:02d}.pdf", f"{copy}に{what}", one.file)


def _stage(one: Stage) -> Wanted:
    step = STEPS.get(one.kind, one.kind) + (f"：{one.party}" if one.party else "")
    name = f"R{one.round:02d}-{one.number:02d}_{path_name(step)}_{one.document:02d}.pdf"
    what = f"第{one.round}ラウンドの{one.number}番目の版（{step}）　{one.name}"
    return Wanted(f"{names.REVISIONS}/{name}", what, one.file)


def _handed_in(submitted: Sequence[Submitted]) -> Iterator[Wanted]:
    for at, one in enumerate(submitted, 1):
        if one.file is not None:
            path = f"{names.SUBMITTED}/{at:02d}_{path_name(one.party)}_{path_name(one.filename)}"
            yield Wanted(path, f"{one.party} が提出した書類：{one.title}", one.file)


def _anchored(session: Session, contract: Contract, through: int) -> Iterator[Text]:
    found = proof(session, contract.organization_id, through)
    if found is not None:
        what = "操作ログに付けた外部のタイムスタンプと、その証明"
        yield Text(
            f"{names.RECORDS}/anchor.json", what, json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        )
