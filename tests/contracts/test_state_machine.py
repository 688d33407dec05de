"""Random acts, legal and illegal, stale, repeated, out of order: what must hold holds after each."""

from collections import Counter
from copy import deepcopy
from typing import Any

from hypothesis import event as reached
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from contracts import events
from contracts.acts import Act, PartyPlan
from contracts.deadlines import next_due
from contracts.effects import EffectKind
from contracts.event_table import StoredEvent, from_stored, is_genuine
from contracts.evolve import evolve, remembered
from contracts.refusals import Refused
from contracts.stage import Stage
from contracts.state import ContractState
from tests.contracts.cases import MANAGER, SENDER, Case
from tests.contracts.wire import values_of

AWAITING = frozenset({Stage.AWAITING_OWN, Stage.AWAITING_OTHER})
STOPPED = frozenset({Stage.CANCELLED, Stage.EXPIRED})
LEGAL = {
    Stage.DRAFT: AWAITING | {Stage.AWAITING_APPROVAL},
    Stage.AWAITING_APPROVAL: AWAITING | {Stage.APPROVAL_REJECTED, Stage.SENT_BACK, Stage.CANCELLED},
    Stage.AWAITING_OWN: AWAITING | STOPPED | {Stage.SENT_BACK, Stage.SEALING, Stage.DECLINED},
    Stage.AWAITING_OTHER: AWAITING | STOPPED | {Stage.SENT_BACK, Stage.SEALING, Stage.DECLINED},
    Stage.SENT_BACK: AWAITING | STOPPED | {Stage.AWAITING_APPROVAL},
    Stage.SEALING: frozenset({Stage.CONCLUDED}),
    Stage.CONCLUDED: frozenset[Stage](),
    Stage.APPROVAL_REJECTED: frozenset[Stage](),
    Stage.CANCELLED: frozenset[Stage](),
    Stage.DECLINED: frozenset[Stage](),
    Stage.EXPIRED: frozenset[Stage](),
}
NAMES = ("a", "b", "c")
PLANS = st.tuples(
    *(
        st.builds(
            PartyPlan,
            id=st.just(name),
            order=st.integers(1, 2),
            own=st.booleans(),
            signs=st.sampled_from([True, True, False]),
            imprint=st.just(value=False),
            documents=st.sampled_from([[], ["印鑑証明書"]]),
            claimable=st.booleans(),
            may_hand_over=st.booleans(),
        )
        for name in NAMES
    )
).filter(lambda plans: any(plan.signs for plan in plans))
PARTY_ACTS = (
    *("acceptance", "agreement", "send_back", "locking", "unlocking", "sealing"),
    *("claim", "hand_over", "reissue", "retraction", "retraction_answer"),
)
CASE_ACTS = ("approval", "return_to_owner", "preparation", "resuming", "new_round")
END_ACTS = ("withdrawal", "rejection", "expiry", "conclusion", "certificates", "decline")
EARLIEST_END = 12
ENDS = (events.ContractWithdrawn, events.RoundExpired, events.ApprovalRejected, events.ContractDeclined)
FORWARD = ("approval", "preparation", "resuming", "conclusion", "certificates", "opening")


class Shadow:
    """What the events alone say, kept apart from the state that is being tested."""

    def __init__(self) -> None:
        self.orders: dict[str, int] = {}
        self.invited: set[tuple[int, str]] = set()
        self.agreed: set[tuple[int, str]] = set()
        self.sealed: Counter[tuple[int, str]] = Counter()
        self.locked: set[str] = set()
        self.holders: dict[str, str] = {}
        self.claimable: set[str] = set()
        self.asking_back: set[tuple[int, str]] = set()
        self.taken_back: set[int] = set()
        self.stopped = False

    def sees(self, event: events.Event) -> None:
        if isinstance(event, events.ContractSubmitted):
            self.orders = {plan.id: plan.order for plan in event.parties if plan.signs}
            self.claimable = {plan.id for plan in event.parties if plan.claimable}
        elif isinstance(event, events.PartyInvited):
            self._sees_invitation(event)
        elif isinstance(event, events.AgreementRecorded):
            assert (event.round, event.party) in self.invited, "agreed before it was asked"
            assert (event.round, event.party) not in self.agreed, "agreed twice"
            assert event.round not in self.taken_back, "agreed to what was taken back"
            assert event.party not in self.claimable or event.party in self.holders, "agreed for nobody"
            self.agreed.add((event.round, event.party))
        elif isinstance(event, events.AgreementSealed):
            self._sees_seal(event)
        elif isinstance(event, events.ContractConcluded):
            assert all(self.sealed[(event.round, name)] == 1 for name in self.orders), "not all signed"
            assert event.round not in self.taken_back, "concluded over a retraction"
        else:
            self._sees_lock_or_end(event)
            self._sees_place(event)
            self._sees_retraction(event)

    def _sees_place(self, event: events.Event) -> None:
        if isinstance(event, events.PartyClaimed):
            assert event.party not in self.holders, "claimed twice"
            self.holders[event.party] = event.holder
        elif isinstance(event, events.PartyHandedOver):
            assert (event.round, event.party) not in self.agreed, "handed over after agreeing"
            assert self.holders.get(event.party, "") == event.previous, "handed over by another"
            self.holders[event.party] = event.holder
        elif isinstance(event, events.LinkReissued):
            assert (event.round, event.party) not in self.agreed, "asked again after agreeing"

    def _sees_retraction(self, event: events.Event) -> None:
        if isinstance(event, events.RetractionAsked):
            assert (event.round, event.party) in self.agreed, "nothing to take back"
            self.asking_back.add((event.round, event.party))
        elif isinstance(event, events.RetractionAnswered):
            self.asking_back.remove((event.round, event.party))
            all_agreed = all((event.round, name) in self.agreed for name in self.orders)
            assert not all_agreed, "answered after all had agreed"
            if event.accepted:
                self.taken_back.add(event.round)

    def _sees_lock_or_end(self, event: events.Event) -> None:
        if isinstance(event, events.PartyLocked):
            self.locked.add(event.party)
        elif isinstance(event, events.PartyUnlocked):
            self.locked.remove(event.party)
        elif isinstance(event, ENDS):
            self.stopped = True

    def _sees_invitation(self, event: events.PartyInvited) -> None:
        assert not self.stopped, "asked after the end"
        earlier = [name for name, order in self.orders.items() if order < self.orders[event.party]]
        assert all(self.sealed[(event.round, name)] for name in earlier), "asked before its turn"
        assert (event.round, event.party) not in self.invited, "asked twice"
        self.invited.add((event.round, event.party))

    def _sees_seal(self, event: events.AgreementSealed) -> None:
        assert (event.round, event.party) in self.agreed, "signed without an agreement"
        self.sealed[(event.round, event.party)] += 1
        assert self.sealed[(event.round, event.party)] == 1, "signed twice"


class ContractUnderFire(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.case = Case()
        self.replayed = ContractState("contract-1")
        self.shadow = Shadow()
        self.asked: list[Act] = []
        self.accepted: list[Act] = []

    def ask(self, act: Act) -> None:
        """Apply an act; check that a refusal or an empty decision changed nothing."""
        self.asked.append(act)
        before, rows = deepcopy(self.case.state), len(self.case.record)
        try:
            self.case.does(act)
        except Refused:
            assert self.case.state == before
            assert len(self.case.record) == rows
            return
        fresh = self.case.record[rows:]
        assert bool(fresh) == (self.case.state != before)
        if fresh:
            self.accepted.append(act)
        for stored in fresh:
            self._replay(stored)

    def _replay(self, stored: StoredEvent) -> None:
        event = from_stored(stored)
        stage = self.replayed.stage
        assert is_genuine("contract-1", stored)
        assert (stored.sequence, stored.previous) == (self.replayed.sequence + 1, self.replayed.head)
        self.shadow.sees(event)
        self.replayed = remembered(evolve(self.replayed, event), stored)
        assert self.replayed.stage == stage or self.replayed.stage in LEGAL[stage], (stage, stored.kind)

    def make(self, name: str, party: str) -> Act:
        if name == "opening":
            return self.case.opening("2026-04-20", "2026-05-20", 30, 7)
        party = party or "a"
        make: Any = getattr(self.case, name)
        act: Act = make(party) if name in {*PARTY_ACTS, "decline"} else make()
        return act

    @initialize(plans=PLANS, needs_approval=st.booleans())
    def a_draft_is_sent(self, plans: tuple[PartyPlan, ...], *, needs_approval: bool) -> None:
        self.ask(self.case.submission(*plans, needs_approval=needs_approval, link_days=9))

    @rule(name=st.sampled_from([*PARTY_ACTS, *CASE_ACTS]), party=st.sampled_from([*NAMES, "stranger"]))
    def something_is_asked(self, name: str, party: str) -> None:
        self.ask(self.make(name, party))

    @rule(party=st.sampled_from(NAMES), accepted=st.booleans())
    def a_party_takes_its_agreement_back(self, party: str, *, accepted: bool) -> None:
        self.ask(self.case.retraction(party))
        self.ask(self.case.retraction_answer(party, accepted=accepted))

    @rule(party=st.sampled_from(NAMES), last=st.sampled_from(["", "agreement", "sealing"]))
    def a_party_goes_on(self, party: str, last: str) -> None:
        if self.case.is_claimable(party):
            self.ask(self.case.claim(party))
        self.ask(self.case.acceptance(party))
        self.ask(self.case.document(party, "印鑑証明書"))
        if last:
            self.ask(self.case.agreement(party))
        if last == "sealing":
            self.ask(self.case.sealing(party))

    @rule()
    def everyone_asked_signs(self) -> None:
        for party in self.case.asked():
            self.a_party_goes_on(party, "sealing")

    @rule(party=st.sampled_from(NAMES))
    def a_party_sends_back_and_gets_new_bytes(self, party: str) -> None:
        self.ask(self.case.acceptance(party))
        self.ask(self.case.send_back(party))
        for name in ("new_round", "approval", "preparation"):
            self.ask(self.make(name, ""))

    @precondition(lambda self: len(self.asked) > EARLIEST_END)
    @rule(name=st.sampled_from(END_ACTS))
    def an_end_is_asked(self, name: str) -> None:
        self.ask(self.make(name, ""))

    @rule()
    def the_engine_and_the_house_go_on(self) -> None:
        for name in FORWARD:
            self.ask(self.make(name, ""))

    @rule(party=st.sampled_from(NAMES), round_number=st.integers(0, 4))
    def a_signature_of_any_round_comes_back(self, party: str, round_number: int) -> None:
        self.ask(self.case.sealing(party, round_number))

    @rule(act=st.one_of([values_of(kind) for kind in Act.__args__]))
    def nonsense_is_asked(self, act: Act) -> None:
        self.ask(act)

    @precondition(lambda self: self.asked)
    @rule(data=st.data())
    def an_old_form_is_sent_again(self, data: st.DataObject) -> None:
        self.ask(data.draw(st.sampled_from(self.asked)))

    @precondition(lambda self: self.accepted)
    @rule(data=st.data())
    def what_was_done_is_asked_again(self, data: st.DataObject) -> None:
        state = self.case.state
        again = self.case.does(data.draw(st.sampled_from(self.accepted[-20:])))
        assert not again.events
        assert not again.effects
        assert again.state == state

    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        self.case.days_pass(days)

    @rule()
    def the_timer_fires(self) -> None:
        due = next_due(self.case.state)
        if due is None:
            return
        late, rows = self.case.now >= due.at, len(self.case.record)
        self.ask(due.act)
        if self.case.state.term:
            assert (len(self.case.record) > rows) == late
            return
        assert (self.case.state.stage is Stage.EXPIRED) == late

    @rule(origin=st.sampled_from([SENDER, MANAGER]))
    def new_bytes_are_brought(self, origin: Any) -> None:  # noqa: ANN401 -- hypothesis hands over an Origin
        self.ask(self.case.new_round(origin))

    @invariant()
    def the_record_alone_gives_the_same_state(self) -> None:
        assert self.replayed == self.case.state

    @invariant()
    def nobody_has_signed_who_was_not_asked(self) -> None:
        assert all(person.invited or not person.signed for person in self.case.state.parties)

    @invariant()
    def the_holders_are_those_of_the_record(self) -> None:
        held = {person.id: person.holder for person in self.case.state.parties if person.holder}
        assert held == self.shadow.holders

    @invariant()
    def a_lock_outlives_everything_but_the_unlocking(self) -> None:
        assert {person.id for person in self.case.state.parties if person.locked} == self.shadow.locked

    @invariant()
    def a_closed_contract_has_no_deadline_but_those_of_its_term(self) -> None:
        is_over = self.case.state.is_closed and self.case.state.term is None
        assert not (is_over and next_due(self.case.state))

    @invariant()
    def no_effect_is_queued_twice(self) -> None:
        rows = Counter((each.sequence, each.kind, each.recipient) for each in self.case.effects)
        assert all(times == 1 for times in rows.values())

    def teardown(self) -> None:
        assert self.case.rebuilt() == self.case.state
        reached(f"{self.case.state.stage} in round {self.case.state.round}")
        certain = int(self.case.state.stage is Stage.CONCLUDED)
        for kind in (EffectKind.CONCLUDE, EffectKind.CERTIFY):
            assert certain <= len(self.case.told(kind)) <= 1
        sealings = self.case.told(EffectKind.SEAL_AGREEMENT)
        assert len(sealings) == len(self.shadow.agreed)


TestContractUnderFire = ContractUnderFire.TestCase
TestContractUnderFire.settings = settings(max_examples=250, stateful_step_count=40, deadline=None)
