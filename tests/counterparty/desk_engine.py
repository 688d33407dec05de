"""A small real engine: the rules and the record of the product, without Temporal between them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.acts import (
    Act,
    RecordCertificates,
    RecordConclusion,
    RecordPreparation,
    RecordSealing,
    Submit,
)
from contracts.effects import EffectKind
from contracts.evolve import folded
from contracts.messages import Acknowledgement, NoticeRequest, PartyProgress, RecordRequest, to_message
from contracts.transition import Transition, transition
from database.contract import Contract
from database.engine import Database, now_of
from database.rebuilding import record_of
from database.record import EffectRow
from database.recording import record_transition

Kind = TypeVar("Kind", bound=Act)


class DeskEngine:
    """`silence` is raised instead of answering; `asked` are the acts as they came.

    `meanwhile` is done once, while the next act is out.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.silence: Exception | None = None
        self.meanwhile: Callable[[], None] | None = None
        self.asked: list[Act] = []
        self.notices: list[NoticeRequest] = []
        self.bulk: list[str] = []
        self.imports: list[str] = []
        self.plans: list[str] = []
        self.disposals: list[str] = []
        self.checks: list[str] = []

    def submit(self, contract: str, epoch: int, act: Submit) -> Acknowledgement:
        assert epoch == 1
        return self.ask(contract, act)

    def ask(self, contract: str, act: Act) -> Acknowledgement:
        self.asked.append(act)
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
        if self.silence is not None:
            raise self.silence
        with self._database.writing() as session:
            row = session.scalars(select(Contract).where(Contract.public_id == contract)).one()
            state = folded(contract, record_of(session, row))
            done = transition(state, act, now_of(session))
            record_transition(session, _request(row, done))
            _finish(session, row, act)
        return Acknowledgement(done.state.sequence, done.state.stage.value)

    def notify(self, notice: NoticeRequest) -> None:
        if self.silence is not None:
            raise self.silence
        self.notices.append(notice)

    def send_bulk(self, sending: str) -> None:
        if self.silence is not None:
            raise self.silence
        self.bulk.append(sending)

    def import_files(self, job: str) -> None:
        if self.silence is not None:
            raise self.silence
        self.imports.append(job)

    def carry_out_plan(self, plan: str) -> None:
        if self.silence is not None:
            raise self.silence
        self.plans.append(plan)

    def dispose(self, disposal: str) -> None:
        if self.silence is not None:
            raise self.silence
        self.disposals.append(disposal)

    def check_archive(self, check: str) -> None:
        if self.silence is not None:
            raise self.silence
        self.checks.append(check)

    def is_reachable(self) -> bool:
        return self.silence is None

    def acts(self, kind: type[Kind]) -> Sequence[Kind]:
        return [act for act in self.asked if isinstance(act, kind)]


SIGNED = {
    RecordPreparation: EffectKind.PREPARE_ROUND,
    RecordSealing: EffectKind.SEAL_AGREEMENT,
    RecordConclusion: EffectKind.CONCLUDE,
    RecordCertificates: EffectKind.CERTIFY,
}


def _finish(session: Session, contract: Contract, act: Act) -> None:
    """What the signer has done is owed no more, as the lanes see to it."""
    kind = SIGNED.get(type(act))
    if kind is None:
        return
    owed = update(EffectRow).where(EffectRow.contract_id == contract.id, EffectRow.kind == kind)
    if isinstance(act, RecordSealing):
        owed = owed.where(EffectRow.recipient == act.party)
    session.execute(owed.values(done_at=now_of(session)))


def _request(contract: Contract, done: Transition) -> RecordRequest:
    state = done.state
    return RecordRequest(
        contract=contract.public_id,
        epoch=contract.epoch,
        events=list(done.events),
        effects=[to_message(effect) for effect in done.effects],
        finished=[],
        stage=state.stage.value,
        round=state.round,
        sent_digest=state.sent_digest,
        due=state.due.isoformat() if state.due else "",
        parties=[PartyProgress(party.id, party.progress.value) for party in state.parties],
        life=state.life.value,
        turns=state.turns,
    )
