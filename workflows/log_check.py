"""Whether the record is still what it was: logs, contracts, what they filed, and the anchors (T73).

On this floor because the answer needs the record and what tokens prove, which never see each other; the
command and the page of compliance stand above it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.anchors import AnchorFolder, token_says
from adapters.settings import Settings
from contracts.anchoring import Anchor, Stamped
from contracts.log_faults import Area, Fault, Wrong
from contracts.log_walk import Break, Broken
from database.audit import AuditEvent
from database.contract import Contract
from database.people import Organization
from database.queries.accounts import organizations
from database.queries.filed_evidence import unfounded_revisions, unlike_rows
from database.queries.log_chain import broken_events, strays, walked_log
from database.queries.metadata_check import CHANGED, unlike_changes
from database.queries.metadata_values import unlike_values
from database.queries.tombstones import DISPOSED, count_at_rest, unlike_stones
from database.rebuilding import record_of
from database.record import ContractEvent
from workflows.anchor_check import checked_anchors

ENOUGH_STRAYS = 20
AGAINST_ANCHORS = frozenset({Broken.REWRITTEN, Broken.CUT})
Progress = Callable[[str, int], object]
"""Told which part is being checked, and how many of it are done."""


@dataclass(slots=True)
class LogCheck:
    """What was gone through, and every fault; counts are by organisation's id."""

    names: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    contracts: dict[str, int] = field(default_factory=dict)
    disposed: dict[str, int] = field(default_factory=dict)
    anchors: int = 0
    last: Anchor | None = None
    faults: list[Fault] = field(default_factory=list)


def checked_record(
    session: Session,
    folder: AnchorFolder,
    roots: Sequence[bytes],
    progress: Progress,
    copy: AnchorFolder | None = None,
) -> LogCheck:
    """Go through all of it; `roots` (PEM) are those that a token of an anchor must descend from.

    `copy` is where the files of the anchors are copied to, out of this machine's reach.
    """
    anchors = checked_anchors(session, folder, roots, lambda count: progress("anchors", count), copy)
    found = LogCheck(anchors=anchors.count, last=anchors.last, faults=anchors.faults)
    known = anchors.known
    for organization in organizations(session):
        found.names[organization.public_id] = organization.name
        _check_log(session, organization, known.pop(organization.public_id, {}), found, progress)
        _check_contracts(session, organization, found, progress)
    found.faults += [Fault(Area.LOG, Wrong.ORGANIZATION_GONE, organization=gone) for gone in known]
    return found


def timestamp_roots(settings: Settings) -> list[bytes]:
    """Return the PEM roots that a token must descend from: the own authority's, and those of the TSAs."""
    paths = [*settings.own_roots, *(root for tsa in settings.tsas for root in tsa.roots)]
    return list(dict.fromkeys(path.read_bytes() for path in paths if path.is_file()))


def stamped_again(anchor: Anchor, *, roots: Sequence[bytes]) -> Stamped | None:
    """Return what a kept token says, or None unless it stamps this very statement below a trusted root."""
    found = token_says(anchor.token, anchor.statement, roots, anchor.certificates)
    if found is None or not (found.sound and found.trusted):
        return None
    return Stamped(
        token=anchor.token,
        certificates=anchor.certificates,
        at=found.at,
        authority=found.authority,
        serial=found.serial,
        policy=found.policy,
        accredited=anchor.accredited,
    )


def _check_log(
    session: Session,
    organization: Organization,
    known: Mapping[int, str],
    found: LogCheck,
    progress: Progress,
) -> None:
    def goes_on(reached: int) -> bool:
        progress(organization.name, reached)
        return True

    walked = walked_log(session, organization.id, known, goes_on=goes_on)
    found.rows[organization.public_id] = walked.reached
    if walked.broken is not None:
        found.faults.append(log_fault(session, organization, walked.broken))
    if walked.broken is not None and walked.broken.kind in AGAINST_ANCHORS:
        within = walked_log(session, organization.id, _borne_out(session, organization, known))
        found.rows[organization.public_id] = within.reached
        if within.broken is not None:
            found.faults.append(log_fault(session, organization, within.broken))


def _borne_out(session: Session, organization: Organization, known: Mapping[int, str]) -> dict[int, str]:
    """Return the anchored digests that the log has: a log that was once rolled back is still walked whole."""
    return {
        sequence: digest
        for sequence, digest in known.items()
        if (row := session.get(AuditEvent, (organization.id, sequence))) is not None and row.digest == digest
    }


def log_fault(session: Session, organization: Organization, broken: Break) -> Fault:
    """Return the fault with what the row at fault says of itself, as far as there is one."""
    row = session.get(AuditEvent, (organization.id, broken.sequence))
    return Fault(
        Area.LOG,
        broken.kind,
        organization=organization.name,
        sequence=broken.sequence,
        through=broken.through,
        at=row.at if row else "",
        code=row.code if row else "",
    )


def _check_contracts(
    session: Session, organization: Organization, found: LogCheck, progress: Progress
) -> None:
    stray = [
        Fault(
            Area.LOG if one.is_logged else Area.CONTRACT,
            Wrong.NOT_RECORDED if one.is_logged else Wrong.NOT_LOGGED,
            organization=organization.name,
            sequence=one.sequence,
            through=one.sequence,
            at=one.at,
            code=one.kind,
            contract=_number(session, one.contract),
        )
        for one, _ in zip(strays(session, organization.id), range(ENOUGH_STRAYS), strict=False)
    ]
    found.faults += [*stray, *_of_metadata(session, organization), *_of_stones(session, organization)]
    found.disposed[organization.public_id] = count_at_rest(session, organization.id)
    query = select(Contract).where(Contract.organization_id == organization.id, Contract.sequence > 0)
    count = 0
    for contract in session.scalars(query.order_by(Contract.id).execution_options(yield_per=500)):
        found.faults += _of_contract(session, organization, contract)
        count += 1
        if count % ENOUGH_STRAYS == 0:
            progress(organization.name, count)
    found.contracts[organization.public_id] = count


def _of_metadata(session: Session, organization: Organization) -> Iterator[Fault]:
    """Hold 訂正・削除の履歴 against the log, and what stands now against the history (LW-22)."""
    for one, _ in zip(unlike_changes(session, organization.id), range(ENOUGH_STRAYS), strict=False):
        yield Fault(
            Area.FILED,
            Wrong.CHANGES_UNLIKE if one.sequence else Wrong.CHANGES_UNTOLD,
            organization=organization.name,
            sequence=one.sequence,
            through=one.sequence,
            at=one.at,
            code=CHANGED,
            contract=_number(session, one.contract),
            place="metadata_change",
        )
    for value, _ in zip(unlike_values(session, organization.id), range(ENOUGH_STRAYS), strict=False):
        yield Fault(
            Area.FILED,
            Wrong.VALUE_UNLIKE,
            organization=organization.name,
            at=value.at,
            code=CHANGED,
            contract=_number(session, value.contract),
            place=value.item,
        )


def _of_stones(session: Session, organization: Organization) -> Iterator[Fault]:
    """Hold what is left of disposed contracts against the log (LW-27)."""
    for one, _ in zip(unlike_stones(session, organization.id), range(ENOUGH_STRAYS), strict=False):
        yield Fault(
            Area.FILED,
            Wrong.STONE_UNLIKE,
            organization=organization.name,
            sequence=one.sequence,
            through=one.sequence,
            at=one.at,
            code=DISPOSED,
            contract=one.number or one.contract,
            place="tombstone",
        )


def _of_contract(session: Session, organization: Organization, contract: Contract) -> Iterator[Fault]:
    name = {"organization": organization.name, "contract": contract.number or contract.public_id}
    broken = broken_events(session, contract)
    if broken is not None:
        row = session.get(ContractEvent, (contract.id, broken.sequence))
        told = {"at": row.at, "code": row.kind} if row else {}
        yield Fault(
            Area.CONTRACT, broken.kind, sequence=broken.sequence, through=broken.through, **name, **told
        )
        return
    for one in unlike_rows(session, contract, record_of(session, contract)):
        event = {"at": one.at, "code": one.kind, "place": one.table}
        yield Fault(Area.FILED, Wrong.UNLIKE, sequence=one.sequence, through=one.sequence, **name, **event)
    for place in unfounded_revisions(session, contract):
        yield Fault(Area.FILED, Wrong.UNFOUNDED, sequence=0, through=0, place=place, **name)


def _number(session: Session, public_id: str) -> str:
    return session.scalar(select(Contract.number).where(Contract.public_id == public_id)) or public_id
