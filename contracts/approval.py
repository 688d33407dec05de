"""How far an approval route has come, and whose turn it is (MK-46, MK-48)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from contracts import refusals
from contracts.acts.route import RouteStep

ANYONE = "approvers"
"""Stands for everybody who may approve, but the submitter (four eyes)."""

MOST_STEPS, MOST_APPROVERS = 10, 20
LONGEST_HOURS = 720
LONGEST_NAME = 60


class StepRule(StrEnum):
    """順番に全員 / 全員（同時） / 誰か1人 / 過半数."""

    IN_ORDER = "in_order"
    ALL = "all"
    ANY_ONE = "any_one"
    MAJORITY = "majority"


OPEN = RouteStep("")
"""The only step of a contract without a route: anybody who may approve."""


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """`step` counts from 1; `given` and `opposed` are those for whom was approved and voted against in it.

    `absent` are those who can approve no more, passed over for the rest of the round. `told` have been asked
    in this step, `newly` of them by the last event.
    """

    route: tuple[RouteStep, ...] = ()
    submitter: str = ""
    step: int = 1
    absent: frozenset[str] = frozenset()
    given: tuple[str, ...] = ()
    opposed: tuple[str, ...] = ()
    escalated: bool = False
    due: datetime | None = None
    told: frozenset[str] = frozenset()
    newly: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[RouteStep, ...]:
        return self.route or (OPEN,)

    @property
    def is_complete(self) -> bool:
        return self.step > len(self.steps)

    @property
    def current(self) -> RouteStep:
        return self.steps[min(self.step, len(self.steps)) - 1]

    @property
    def number(self) -> int:
        """What acts and events call the step: 0 where there is no route."""
        return self.step if self.route else 0

    @property
    def people(self) -> tuple[str, ...]:
        """The approvers of the step who can decide it: nobody approves what they submitted."""
        return self._able(self.current.approvers)

    @property
    def seniors(self) -> tuple[str, ...]:
        return self._able(self.current.escalation)

    @property
    def asked(self) -> tuple[str, ...]:
        """Whose turn it is; never nobody, so that an absence cannot hold a contract up for ever (T07)."""
        if self.is_complete:
            return ()
        left = tuple(one for one in self.people if one not in (*self.given, *self.opposed))
        if self.current.rule == StepRule.IN_ORDER:
            left = left[:1]
        if self.escalated or not left:
            left = tuple(dict.fromkeys((*left, *self.seniors)))
        return left or (ANYONE,)

    @property
    def needed(self) -> int:
        """Approvals that the step needs of its approvers."""
        everybody = len(self.people)
        if self.current.rule == StepRule.ANY_ONE:
            return 1
        return everybody // 2 + 1 if self.current.rule == StepRule.MAJORITY else everybody

    def begun(self, submitter: str, route: Sequence[RouteStep] = ()) -> "ApprovalState":
        """Return the first step of `route`, or of the route there was."""
        return ApprovalState(tuple(route) or self.route, submitter).asking()

    def at_step(self, step: int) -> "ApprovalState":
        """Return the step begun anew: what was decided in it and after it counts no more."""
        within = min(max(step, 1), len(self.steps))
        return ApprovalState(self.route, self.submitter, within, self.absent).asking()

    def approved_for(self, person: str) -> "ApprovalState":
        after = replace(self, given=(*self.given, person))
        return after.advanced() if self._decides(person) else after.settled()

    def opposed_for(self, person: str) -> "ApprovalState":
        return replace(self, opposed=(*self.opposed, person)).asking()

    def without(self, people: Iterable[str]) -> "ApprovalState":
        return replace(self, absent=self.absent | frozenset(people)).settled()

    def raised(self) -> "ApprovalState":
        """Escalated: the deadline has done its work."""
        return replace(self, escalated=True, due=None).asking()

    def due_by(self, due: str) -> "ApprovalState":
        """Return the step with its deadline, an ISO instant or empty."""
        return replace(self, due=datetime.fromisoformat(due) if due else None)

    def due_from(self, now: datetime) -> str:
        """Return the deadline of a step that begins now, or nothing."""
        hours = 0 if self.is_complete else self.current.hours
        return (now + timedelta(hours=hours)).isoformat() if hours else ""

    def is_vote_against(self, person: str) -> bool:
        """過半数: a no is a vote; it ends the case once the majority cannot be reached any more."""
        if self.current.rule != StepRule.MAJORITY or self._decides(person):
            return False
        against = {*self.opposed, person}
        return len([one for one in self.people if one not in against]) >= self.needed

    def _able(self, people: Sequence[str]) -> tuple[str, ...]:
        return tuple(one for one in people if one != self.submitter and one not in self.absent)

    def _decides(self, person: str) -> bool:
        """Whoever is no approver of the step, or was asked by an escalation, decides it alone."""
        return person not in self.people or (self.escalated and person in self.seniors)

    def settled(self) -> "ApprovalState":
        votes = len([one for one in self.people if one in self.given])
        return self.advanced() if votes and votes >= self.needed else self.asking()

    def advanced(self) -> "ApprovalState":
        return ApprovalState(self.route, self.submitter, self.step + 1, self.absent).asking()

    def asking(self) -> "ApprovalState":
        asked = self.asked
        newly = tuple(one for one in asked if one not in self.told)
        return replace(self, told=self.told | frozenset(asked), newly=newly)


def require_route(route: Sequence[RouteStep]) -> None:
    """Refuse a route that no page can have made."""
    if len(route) > MOST_STEPS or not all(_is_usable(step) for step in route):
        raise refusals.RouteUnusable


def _is_usable(step: RouteStep) -> bool:
    people = (step.approvers, step.escalation)
    return (
        step.rule in set(StepRule)
        and len(step.name) <= LONGEST_NAME
        and all(len(each) <= MOST_APPROVERS and len(set(each)) == len(each) for each in people)
        and 0 <= step.hours <= LONGEST_HOURS
        and bool(step.escalation) == bool(step.hours)
    )
