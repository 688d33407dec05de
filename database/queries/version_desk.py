"""The versions of a contract as its page lists them: who, when, why, seen by whom, vouched for by whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.stage import Stage
from contracts.versioning import VersionOrigin
from database.contract import Contract
from database.document import DocumentVersion
from database.people import User
from database.queries.timeline import RecordedAct, acts_of
from database.queries.versions import versions_of
from database.record import ContractRound
from database.sharing import VersionShare
from database.versioning import VersionMark, VersionView

SENT_BACK, ANSWERED = frozenset({"sent_back", "returned_to_owner"}), "round_opened"


@dataclass(frozen=True, slots=True)
class VersionLine:
    """`rounds` are the sendings of this version; `is_signed` says 締結版."""

    version: DocumentVersion
    author: User
    views: Sequence[VersionView]
    marks: Sequence[VersionMark]
    rounds: Sequence[int]
    shares: Sequence[VersionShare]
    is_newest: bool
    is_signed: bool

    @property
    def origin(self) -> VersionOrigin:
        return VersionOrigin(self.version.origin)

    @property
    def last_mark(self) -> VersionMark | None:
        return self.marks[-1] if self.marks else None


@dataclass(frozen=True, slots=True)
class LastMark:
    """Who vouched last for a version of a contract, for which, and when, as the list says it (MK-38)."""

    name: str
    number: int
    at: datetime


def version_lines(session: Session, contract: Contract) -> list[VersionLine]:
    """Return the versions, newest first."""
    versions = versions_of(session, contract)
    authors = _authors(session, versions)
    rounds = session.scalars(select(ContractRound).where(ContractRound.contract_id == contract.id)).all()
    return [
        VersionLine(
            version=one,
            author=authors[one.created_by_id],
            views=views_of(session, one),
            marks=marks_of(session, one),
            rounds=[row.number for row in rounds if row.version_id == one.id],
            shares=_shares(session, one),
            is_newest=one is versions[-1],
            is_signed=_is_signed(contract, one, rounds),
        )
        for one in reversed(versions)
    ]


def views_of(session: Session, version: DocumentVersion) -> Sequence[VersionView]:
    query = select(VersionView).where(VersionView.version_id == version.id)
    return session.scalars(query.order_by(VersionView.last_at)).all()


def marks_of(session: Session, version: DocumentVersion) -> Sequence[VersionMark]:
    """Return the standing marks, oldest first."""
    standing = VersionMark.version_id == version.id, VersionMark.withdrawn_at.is_(None)
    return session.scalars(select(VersionMark).where(*standing).order_by(VersionMark.id)).all()


def last_marks(session: Session, contracts: Collection[int]) -> dict[int, LastMark]:
    """Return the last standing mark of each of these contracts that has one."""
    query = (
        select(DocumentVersion.contract_id, User.name, DocumentVersion.number, VersionMark.at)
        .join(VersionMark, VersionMark.version_id == DocumentVersion.id)
        .join(User, User.id == VersionMark.user_id)
        .where(DocumentVersion.contract_id.in_(contracts), VersionMark.withdrawn_at.is_(None))
    )
    marks = session.execute(query.order_by(VersionMark.id))
    return {contract: LastMark(name, number, at) for contract, name, number, at in marks}


def exchange_between(
    session: Session, contract: Contract, old: DocumentVersion, new: DocumentVersion
) -> list[RecordedAct]:
    """Return the 差し戻し that lie between two versions, and what was answered (NX-04)."""
    rounds = session.scalars(select(ContractRound).where(ContractRound.contract_id == contract.id)).all()
    first = [row.number for row in rounds if row.version_id == old.id]
    last = [row.number for row in rounds if row.version_id == new.id]
    if not first or not last or min(first) >= max(last):
        return []
    asked = range(min(first), max(last))
    answered = range(min(first) + 1, max(last) + 1)
    return [
        act
        for act in acts_of(session, contract)
        if (act.kind in SENT_BACK and act.round in asked) or (act.kind == ANSWERED and act.round in answered)
    ]


def _shares(session: Session, version: DocumentVersion) -> Sequence[VersionShare]:
    query = select(VersionShare).where(VersionShare.version_id == version.id)
    return session.scalars(query.order_by(VersionShare.id)).all()


def _is_signed(contract: Contract, version: DocumentVersion, rounds: Sequence[ContractRound]) -> bool:
    last = next((row for row in rounds if row.number == contract.round), None)
    return contract.stage == Stage.CONCLUDED and last is not None and last.version_id == version.id


def _authors(session: Session, versions: Sequence[DocumentVersion]) -> dict[int, User]:
    ids = {one.created_by_id for one in versions}
    return {one.id: one for one in session.scalars(select(User).where(User.id.in_(ids)))}
