"""Where a contract rests inside the house: in an approval route, and taken back out of it."""

from dataclasses import replace
from datetime import timedelta

from contracts import acts
from contracts.acts import Origin, RouteStep
from tests.lifecycle.fast_forward import fast_forward
from tests.lifecycle.stage_hands import Case, new_key
from tests.replay.hands import approver, at_rest
from tests.replay.scene import Rest, Scene
from workflows.door import workflow_id

COLLEAGUES = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(1, 5)]
"""Approvers whom nobody has hired: the rules only know their ids."""
FIRST, SECOND, SENIOR, GONE = COLLEAGUES
TWO_DAYS = timedelta(days=2)


async def approval_routed(scene: Scene) -> Rest:
    """The first of two steps is approved, also for somebody by a delegate; the second begins."""
    one = _routed(scene)
    await one.submit()
    await one.ask(acts.Approve(new_key(), approver(one), on_behalf=FIRST, comment="確認しました"))
    return at_rest(one)


async def returned_to_step(scene: Scene) -> Rest:
    one = _routed(scene)
    await one.submit()
    await _approve_first(one)
    await one.ask(acts.ReturnToStep(new_key(), approver(one), 1, "前提を確かめてください", round=1, step=2))
    return at_rest(one)


async def approval_opposed(scene: Scene) -> Rest:
    """A majority decides: one is against, one can approve no more."""
    one = _routed(scene)
    await one.submit()
    await _approve_first(one)
    await one.ask(acts.RejectApproval(new_key(), Origin(SECOND), "条件に賛成できません"))
    await one.ask(acts.PassOver(new_key(), Origin("engine"), 1, [GONE]))
    return at_rest(one)


async def approval_escalated(scene: Scene) -> Rest:
    one = _routed(scene)
    await one.submit()
    await one.until(lambda: not one.open_effects())
    await fast_forward(scene.client, workflow_id(one.draft.contract), TWO_DAYS)
    await one.until(lambda: one.row().sequence == 2)
    await one.until(lambda: not one.open_effects())
    return at_rest(one)


async def pulled_back(scene: Scene) -> Rest:
    one = _routed(scene)
    await one.submit()
    await one.ask(acts.PullBack(new_key(), scene.office.origin(), "金額を直します"))
    return at_rest(one)


async def pulled_back_and_told(scene: Scene) -> Rest:
    one = _routed(scene)
    await one.submit()
    await one.until(lambda: not one.open_effects())
    await one.ask(acts.PullBack(new_key(), scene.office.origin(), "金額を直します", tells=True))
    await one.until(lambda: not one.open_effects())
    return at_rest(one)


async def withdrawn_and_told(scene: Scene) -> Rest:
    one = _routed(scene)
    await one.submit()
    await one.until(lambda: not one.open_effects())
    await one.ask(acts.Withdraw(new_key(), scene.office.origin(), "条件が変わったため", tells=True))
    await one.until(lambda: not one.open_effects())
    return at_rest(one)


def _routed(scene: Scene) -> Case:
    one = scene.case([1], kind="approved")
    boss = one.office.approver.public_id
    route = [
        RouteStep("課長の承認", [FIRST], "all", 24, [SENIOR]),
        RouteStep("役員の承認", [boss, SECOND, SENIOR, GONE], "majority"),
    ]
    return replace(one, draft=replace(one.draft, submit=replace(one.draft.submit, route=route)))


async def _approve_first(one: Case) -> None:
    await one.ask(acts.Approve(new_key(), Origin(FIRST), round=1, step=1))


APPROVAL_MOMENTS = (
    approval_routed,
    returned_to_step,
    approval_opposed,
    approval_escalated,
    pulled_back,
    pulled_back_and_told,
    withdrawn_and_told,
)
