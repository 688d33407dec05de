"""A contract under test: asks acts of `transition` and keeps the record as SQL would."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from contracts import acts
from contracts.acts import Origin, PartyPlan
from contracts.effects import Effect, EffectKind
from contracts.event_table import StoredEvent
from contracts.evolve import folded
from contracts.state import ContractState
from contracts.transition import Transition, transition

NOON = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
SENDER = Origin(actor="sender", address="192.0.2.1", user_agent="Mozilla/5.0", session="s-1")
MANAGER = Origin(actor="manager")
ENGINE = Origin(actor="engine")
DIGEST = "ab" * 32
OTHER_DIGEST = "cd" * 32


def party(name: str, order: int = 1) -> PartyPlan:
    return PartyPlan(id=name, order=order, imprint=False)


@dataclass
class Case:
    """Starts as a draft; `round` of the acts it makes is the current one unless replaced."""

    state: ContractState = field(default_factory=lambda: ContractState("contract-1"))
    record: list[StoredEvent] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    now: datetime = NOON
    keys: int = 0

    def does(self, act: acts.Act, *then: acts.Act) -> Transition:
        """Apply the acts in order and return what the last one led to. Raises Refused."""
        done = transition(self.state, act, self.now)
        self.state = done.state
        self.record.extend(done.events)
        self.effects.extend(done.effects)
        return self.does(*then) if then else done

    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)

    def rebuilt(self) -> ContractState:
        return folded(self.state.contract, self.record)

    def told(self, kind: EffectKind) -> list[str]:
        return [effect.recipient for effect in self.effects if effect.kind is kind]

    def kinds(self) -> list[str]:
        return [stored.kind for stored in self.record]

    def key(self) -> str:
        self.keys += 1
        return f"key-{self.keys}"

    def submission(self, *plans: PartyPlan, needs_approval: bool = False, link_days: int = 30) -> acts.Submit:
        return acts.Submit(self.key(), SENDER, "v1", list(plans), needs_approval, link_days)

    def approval(self, origin: Origin = MANAGER) -> acts.Approve:
        return acts.Approve(self.key(), origin)

    def rejection(self, reason: str = "金額が合わない", origin: Origin = MANAGER) -> acts.RejectApproval:
        return acts.RejectApproval(self.key(), origin, reason)

    def return_to_owner(self, reason: str = "別紙がない", origin: Origin = MANAGER) -> acts.ReturnToOwner:
        return acts.ReturnToOwner(self.key(), origin, reason)

    def preparation(self) -> acts.RecordPreparation:
        return acts.RecordPreparation(self.key(), ENGINE, self.state.round, DIGEST, 1)

    def acceptance(self, name: str) -> acts.AcceptTerms:
        return acts.AcceptTerms(self.key(), Origin(name), name, self.state.round, "2026-01")

    def document(self, name: str, item: str) -> acts.SubmitDocument:
        origin = Origin(name)
        return acts.SubmitDocument(self.key(), origin, name, self.state.round, item, "file-1", OTHER_DIGEST)

    def agreement(self, name: str) -> acts.Agree:
        return acts.Agree(
            key=self.key(),
            origin=Origin(name),
            party=name,
            round=self.state.round,
            shown_digest=self.state.sent_digest,
            shown_revision=self.state.revision,
            imprint="",
            imprint_digest="",
            authenticated=["link"],
        )

    def sealing(self, name: str, round_number: int | None = None) -> acts.RecordSealing:
        where = self.state.round if round_number is None else round_number
        return acts.RecordSealing(self.key(), ENGINE, name, where, DIGEST, self.state.revision + 1)

    def send_back(self, name: str, reason: str = "住所が違う") -> acts.SendBack:
        return acts.SendBack(self.key(), Origin(name), name, self.state.round, reason)

    def resuming(self, reply: str = "このままで正しい") -> acts.Resume:
        return acts.Resume(self.key(), SENDER, reply)

    def new_round(self, origin: Origin = SENDER) -> acts.OpenRound:
        return acts.OpenRound(self.key(), origin, f"v{self.state.round + 1}", "直しました")

    def decline(self, name: str, reason: str = "方針が変わった") -> acts.Decline:
        return acts.Decline(self.key(), Origin(name), name, self.state.round, reason)

    def claim(self, name: str, holder: str = "") -> acts.Claim:
        who = holder or f"claimant-{self.keys}"
        return acts.Claim(self.key(), Origin(name), name, self.state.round, who, OTHER_DIGEST)

    def hand_over(self, name: str, holder: str = "") -> acts.HandOver:
        who = holder or f"successor-{self.keys}"
        return acts.HandOver(self.key(), Origin(name), name, self.state.round, who, OTHER_DIGEST)

    def reissue(self, name: str) -> acts.Reissue:
        return acts.Reissue(self.key(), SENDER, name)

    def retraction(self, name: str, reason: str = "金額を確かめたい") -> acts.AskRetraction:
        return acts.AskRetraction(self.key(), Origin(name), name, self.state.round, reason)

    def retraction_answer(
        self, name: str, reply: str = "承知しました", *, accepted: bool = True
    ) -> acts.AnswerRetraction:
        return acts.AnswerRetraction(self.key(), SENDER, name, accepted, reply)

    def withdrawal(self, reason: str = "条件が変わった") -> acts.Withdraw:
        return acts.Withdraw(self.key(), SENDER, reason)

    def expiry(self) -> acts.Expire:
        return acts.Expire(self.key(), ENGINE, self.state.round)

    def locking(self, name: str) -> acts.LockParty:
        return acts.LockParty(self.key(), Origin(name), name, 5)

    def unlocking(self, name: str) -> acts.UnlockParty:
        return acts.UnlockParty(self.key(), SENDER, name)

    def conclusion(self) -> acts.RecordConclusion:
        return acts.RecordConclusion(self.key(), ENGINE, self.state.round, DIGEST, self.state.revision + 1)

    def certificates(self) -> acts.RecordCertificates:
        return acts.RecordCertificates(self.key(), ENGINE, self.state.round, DIGEST, OTHER_DIGEST)

    def opening(self, starts_on: str = "", ends_on: str = "", *alert_days: int) -> acts.OpenTerm:
        return acts.OpenTerm(self.key(), ENGINE, starts_on, ends_on, list(alert_days or (90, 30)))

    def following(self) -> acts.FollowTerm:
        return acts.FollowTerm(self.key(), ENGINE)

    def agree(self, *names: str) -> None:
        for name in names:
            self.does(self.acceptance(name))
            self.does(self.agreement(name))

    def sign(self, *names: str) -> None:
        for name in names:
            self.agree(name)
            self.does(self.sealing(name))

    def is_claimable(self, name: str) -> bool:
        return any(person.id == name and person.plan.claimable for person in self.state.parties)

    def asked(self) -> set[str]:
        return {person.id for person in self.state.parties if person.invited}


def sent_to(*plans: PartyPlan, link_days: int = 30) -> Case:
    """Return a contract whose first round is prepared and whose first parties are asked."""
    case = Case()
    case.does(case.submission(*plans, link_days=link_days))
    case.does(case.preparation())
    return case


def concluded() -> Case:
    """Return a contract that stands concluded, its certificates issued and its effects forgotten."""
    case = sent_to(party("a"))
    case.sign("a")
    case.does(case.conclusion(), case.certificates())
    case.effects.clear()
    return case


def pairs(effects: Sequence[Effect]) -> list[tuple[EffectKind, str]]:
    return [(effect.kind, effect.recipient) for effect in effects]
