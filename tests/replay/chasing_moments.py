"""Where a lifecycle rests when a party is asked again elsewhere, and when the sender looks once more."""

from dataclasses import replace

from contracts import acts
from tests.lifecycle.holding import DIGEST, holder_kept
from tests.lifecycle.stage_hands import Case, new_key
from tests.replay.hands import agreed, at_rest, sent
from tests.replay.scene import Rest, Scene


async def contact_changed(scene: Scene) -> Rest:
    one = await sent(scene, scene.case([1]))
    plan = one.draft.parties[0]
    await one.accept_terms(plan)
    holder = holder_kept(scene.office.opened.database, plan.id, "contact_changed")
    reissue = acts.Reissue(new_key(), scene.office.origin(), plan.id, holder, DIGEST, "退職されたため")
    await one.ask(reissue)
    return at_rest(one)


async def awaiting_confirmation(scene: Scene) -> Rest:
    return at_rest(await _signed(scene))


async def conclusion_confirmed(scene: Scene) -> Rest:
    one = await _signed(scene)
    await one.ask(acts.ConfirmConclusion(new_key(), scene.office.origin()))
    return at_rest(one, "conclude")


async def _signed(scene: Scene) -> Case:
    one = scene.case([1])
    confirmed = replace(one.draft.submit, confirms=True)
    one = await sent(scene, replace(one, draft=replace(one.draft, submit=confirmed)))
    async with scene.signing():
        await agreed(one, one.draft.parties[0])
        await one.stage("awaiting_confirmation")
    return one


CHASING_MOMENTS = (contact_changed, awaiting_confirmation, conclusion_confirmed)
