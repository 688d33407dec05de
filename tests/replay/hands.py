"""What the people of a scene do, in the few words that its moments need."""

from temporalio import activity
from temporalio.exceptions import ApplicationError

from contracts import acts
from contracts.acts import Origin, PartyPlan
from contracts.messages import EffectRequest, Sealed
from tests.lifecycle.stage_hands import Case, new_key
from tests.replay.scene import Rest, Scene
from workflows.door import workflow_id

DOCUMENT = "本人確認書類"


def at_rest(one: Case, *steps: str) -> Rest:
    return Rest(workflow_id(one.draft.contract), frozenset(steps))


async def sent(scene: Scene, one: Case) -> Case:
    """Send the contract and have its document prepared and its first parties asked."""
    async with scene.signing():
        await one.submit()
        await one.until(lambda: one.row().sent_digest != "")
    return one


async def agreed(one: Case, plan: PartyPlan) -> None:
    """Agree, whether or not a signer is there to seal it."""
    await one.accept_terms(plan, one.row().round)
    await one.ask(one.agreement(plan))


async def sends_back(one: Case, plan: PartyPlan) -> None:
    await one.accept_terms(plan, one.row().round)
    await one.ask(acts.SendBack(new_key(), Origin(plan.id), plan.id, one.row().round, "第3条の金額の誤り"))


async def hands_in(one: Case, plan: PartyPlan) -> None:
    await one.accept_terms(plan)
    await one.ask(
        acts.SubmitDocument(new_key(), Origin(plan.id), plan.id, 1, DOCUMENT, "received", "ef" * 32)
    )


async def locked(one: Case, plan: PartyPlan) -> None:
    await one.ask(acts.LockParty(new_key(), Origin(plan.id), plan.id, 5))


def approver(one: Case) -> Origin:
    return Origin(one.office.approver.public_id)


@activity.defn(name="prepare_round")
def never_prepared(request: EffectRequest) -> Sealed:
    """Fail for good, as a step does whose answer is too large to be kept."""
    raise ApplicationError(request.contract, non_retryable=True)
