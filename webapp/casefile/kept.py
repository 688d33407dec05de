"""The card 長期保管: until when timestamps protect the files, and every file as it was and as it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.preserving import Kept
from contracts.relation import Kind
from database.archival import ArchivalRevision, Preservation
from database.contract import Contract
from database.queries.archival import Frozen, frozen_files, preservation_of, renewals_of
from database.queries.relations import Related

CERTIFICATES = {Kept.OWN: _l("合意証明書（社内控）"), Kept.PARTY: _l("合意証明書（相手方控）")}
ENDS_OR_CHANGES = frozenset({Kind.TERMINATION, Kind.AMENDMENT, Kind.RENEWAL, Kind.MEMORANDUM, None})


@dataclass(frozen=True, slots=True)
class KeptShown:
    """One kept file; `renewals` are newest first, as pairs of the row and the address of its file."""

    name: str | LazyString
    digest: str
    url: str
    renewals: Sequence[tuple[ArchivalRevision, str]]


@dataclass(frozen=True, slots=True)
class Keeping:
    files: Sequence[KeptShown]
    standing: Preservation | None

    @property
    def renewed_at(self) -> datetime | None:
        stamps = [row.timestamped_at for one in self.files for row, _url in one.renewals]
        return max(stamps, default=None)


def keeping_of(session: Session, contract: Contract, names: Sequence[str], *, audits: bool) -> Keeping | None:
    """Return what is kept, None before the conclusion; 相手方控 is for those who may see it (`audits`)."""
    frozen = [one for one in frozen_files(session, contract) if audits or one.kept is not Kept.PARTY]
    if not frozen:
        return None
    renewals = renewals_of(session, contract)
    files = [_shown(contract, one, names, renewals) for one in frozen]
    return Keeping(files, preservation_of(session, contract))


def changed_by(related: Sequence[Related]) -> list[Related]:
    """Return the contracts that end or change this one; its certificate stays valid (LW-48)."""
    return [one for one in related if one.kind in ENDS_OR_CHANGES]


def _shown(
    contract: Contract, one: Frozen, names: Sequence[str], renewals: Sequence[ArchivalRevision]
) -> KeptShown:
    own = [row for row in renewals if (row.kept, row.place) == (one.kept, one.place)]
    is_document = one.kept is Kept.DOCUMENT
    name = names[one.place - 1] if is_document else CERTIFICATES[one.kept]
    later = [(row, _url(contract, one, row.generation)) for row in reversed(own)]
    return KeptShown(name, one.file.digest, _url(contract, one, 0), later)


def _url(contract: Contract, one: Frozen, generation: int) -> str:
    return url_for(
        "management.kept_file",
        public_id=contract.public_id,
        kept=one.kept.value,
        place=one.place,
        generation=generation,
    )
