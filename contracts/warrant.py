"""Whether the record asks for a signature: nobody else can (domain.md LW-01, LW-05)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from contracts import events
from contracts.effects import EffectKind, effects_of
from contracts.envelope import joint_digest
from contracts.event_table import StoredEvent, from_stored, is_genuine
from contracts.evolve import evolve, remembered
from contracts.messages import EffectMessage
from contracts.signing import RevisionKind
from contracts.stage import Phase
from contracts.state import ContractState

WHILE = {EffectKind.CONCLUDE: Phase.CONCLUDING, EffectKind.CERTIFY: Phase.CERTIFYING}
LEAVES = {
    EffectKind.PREPARE_ROUND: RevisionKind.CREATION,
    EffectKind.SEAL_AGREEMENT: RevisionKind.AGREEMENT,
    EffectKind.CONCLUDE: RevisionKind.FINAL,
}
TELL_OF_REVISIONS = {"round_prepared", "agreement_sealed", "contract_concluded"}


Revised = events.RoundPrepared | events.AgreementSealed | events.ContractConcluded


class NotWarranted(Exception):
    """The signing process was asked for what the record does not ask for; nothing is signed.

    `code` is record_broken, not_asked_for, subject_differs, done_already or revision_differs.
    """

    def __init__(self, code: str, contract: str, effect: EffectMessage) -> None:
        super().__init__(code, contract, effect.kind, effect.sequence)
        self.code = code
        self.contract = contract
        self.effect = effect


@dataclass(frozen=True, slots=True)
class KeptRevision:
    """A revision as its row tells it: `digest` that of the row, `files` the digests of what it points at."""

    number: int
    kind: str
    party: str
    digest: str
    files: tuple[str, ...]


def require_recorded(
    contract: str, record: Iterable[StoredEvent], effect: EffectMessage, kept: Iterable[KeptRevision]
) -> None:
    """Raise NotWarranted unless what would be signed on top of is what the record saw signed (T47).

    The effect's own revision may stand already: another attempt was faster.
    """
    party = effect.recipient if effect.kind == EffectKind.SEAL_AGREEMENT else ""
    own = (LEAVES.get(EffectKind(effect.kind)), party)
    found = {one.number: one for one in kept if (one.kind, one.party) != own}
    whole = all(joint_digest(one.files) == one.digest for one in found.values())
    told = (from_stored(one) for one in record if one.kind in TELL_OF_REVISIONS)
    recorded = {one.revision: one.digest for one in told if _tells_of(one, effect.round)}
    if not whole or {number: one.digest for number, one in found.items()} != recorded:
        raise NotWarranted("revision_differs", contract, effect)


def _tells_of(event: events.Event, round_number: int) -> TypeGuard[Revised]:
    return isinstance(event, Revised) and event.round == round_number


def require_warrant(contract: str, record: Sequence[StoredEvent], effect: EffectMessage) -> None:
    """Raise NotWarranted unless `record` is whole, one of its events asks for `effect`, and it is still owed.

    What an event asks for is what the rules say of it, not what a row or a message claims.
    """
    code = _objection(contract, record, effect)
    if code:
        raise NotWarranted(code, contract, effect)


def _objection(contract: str, record: Sequence[StoredEvent], effect: EffectMessage) -> str:
    if not is_whole(contract, record):
        return "record_broken"
    state, asking = _folded_until(contract, record, effect)
    if asking is None:
        return "not_asked_for"
    if not _by_its_subject(asking, effect):
        return "subject_differs"
    return "" if _is_owed(state, record, effect) else "done_already"


def is_whole(contract: str, record: Iterable[StoredEvent]) -> bool:
    """Whether every event follows from the one before and says what its digest says."""
    previous, expected = "", 1
    for event in record:
        if (event.sequence, event.previous) != (expected, previous) or not is_genuine(contract, event):
            return False
        previous, expected = event.digest, expected + 1
    return True


def _folded_until(
    contract: str, record: Iterable[StoredEvent], effect: EffectMessage
) -> tuple[ContractState, events.Event | None]:
    """Return the state of the whole record, and the event that asks for `effect` if one does."""
    state, asking = ContractState(contract), None
    for stored in record:
        event = from_stored(stored)
        state = remembered(evolve(state, event), stored)
        if stored.sequence == effect.sequence and _asks(state, event, effect):
            asking = event
    return state, asking


def _asks(state: ContractState, event: events.Event, effect: EffectMessage) -> bool:
    asked = {(one.kind.value, one.recipient, one.round) for one in effects_of(state, event)}
    return (effect.kind, effect.recipient, effect.round) in asked


def _by_its_subject(event: events.Event, effect: EffectMessage) -> bool:
    """A party's signature needs the agreement that this very party gave in its own session."""
    if effect.kind != EffectKind.SEAL_AGREEMENT:
        return True
    return (
        isinstance(event, events.AgreementRecorded) and event.party == event.origin.actor == effect.recipient
    )


def _is_owed(state: ContractState, record: Iterable[StoredEvent], effect: EffectMessage) -> bool:
    kind = EffectKind(effect.kind)
    if kind is EffectKind.SEAL_AGREEMENT:
        return (effect.round, effect.recipient) in state.unsealed
    if kind is EffectKind.PREPARE_ROUND:
        prepared = (from_stored(one) for one in record if one.kind == "round_prepared")
        return all(getattr(one, "round", 0) != effect.round for one in prepared)
    return state.phase is WHILE.get(kind)
