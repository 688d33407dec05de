"""Where a lifecycle rests when a place changes hands, an agreement is to be taken back, or all is refused."""

from dataclasses import replace

from contracts import acts
from contracts.acts import Origin, PartyPlan
from database.party import Party
from tests.lifecycle.holding import DIGEST, holder_kept
from tests.lifecycle.stage_hands import Case, new_key
from tests.replay.hands import DOCUMENT, agreed, at_rest, hands_in, sent
from tests.replay.scene import Rest, Scene


async def declined(scene: Scene) -> Rest:
    """One of two equal parties refuses; the other, asked too, is told."""
    one = await sent(scene, scene.case([1, 1]))
    plan = one.draft.parties[0]
    await one.accept_terms(plan)
    await one.ask(acts.Decline(new_key(), Origin(plan.id), plan.id, 1, "方針が変わりました"))
    return at_rest(one)


async def claimed(scene: Scene) -> Rest:
    """Nobody is written to until somebody has proved an address at the 締結用URL."""
    one = scene.case([1])
    one = await sent(scene, scene.planned(one, [replace(one.draft.parties[0], claimable=True)]))
    plan = one.draft.parties[0]
    with scene.office.opened.database.writing() as session:
        session.query(Party).filter_by(public_id=plan.id).one().mail = ""
    holder = holder_kept(scene.office.opened.database, plan.id, "claimed")
    await one.ask(acts.Claim(new_key(), Origin(plan.id), plan.id, 1, holder, DIGEST))
    await one.accept_terms(plan)
    return at_rest(one)


async def place_handed_over(scene: Scene) -> Rest:
    one = scene.case([1])
    one = await sent(scene, scene.planned(one, [replace(one.draft.parties[0], may_hand_over=True)]))
    plan = one.draft.parties[0]
    await one.accept_terms(plan)
    holder = holder_kept(scene.office.opened.database, plan.id)
    await one.ask(acts.HandOver(new_key(), Origin(plan.id), plan.id, 1, holder, DIGEST))
    await one.accept_terms(plan)
    return at_rest(one)


async def reissued(scene: Scene) -> Rest:
    one = await sent(scene, scene.case([1]))
    plan = one.draft.parties[0]
    await one.ask(acts.Reissue(new_key(), scene.office.origin(), plan.id))
    return at_rest(one)


async def retraction_asked(scene: Scene) -> Rest:
    return at_rest((await _retracting(scene))[0])


async def retraction_accepted(scene: Scene) -> Rest:
    one, plan = await _retracting(scene)
    await one.ask(
        acts.AnswerRetraction(
            new_key(), scene.office.origin(), plan.id, accepted=True, reply="改めてお送りします"
        )
    )
    return at_rest(one)


async def retraction_refused(scene: Scene) -> Rest:
    one, plan = await _retracting(scene)
    await one.ask(
        acts.AnswerRetraction(
            new_key(), scene.office.origin(), plan.id, accepted=False, reply="このままお願いします"
        )
    )
    return at_rest(one)


async def documents_told(scene: Scene) -> Rest:
    """Begun under the second edition: the owner gets a receipt and the list of what was handed in."""
    one = scene.case([1, 1])
    first, second = one.draft.parties
    planned = scene.planned(one, [replace(first, documents=[DOCUMENT]), second])
    newer = replace(planned.draft.submit, edition=acts.EDITION)
    one = await sent(scene, replace(planned, draft=replace(planned.draft, submit=newer)))
    await hands_in(one, first)
    await agreed(one, first)
    return at_rest(one, "seal_agreement")


async def _retracting(scene: Scene) -> tuple[Case, PartyPlan]:
    """The first of two equal parties has agreed, is signed for, and asks to take it back."""
    one = await sent(scene, scene.case([1, 1]))
    plan = one.draft.parties[0]
    async with scene.signing():
        await agreed(one, plan)
        await one.until(lambda: one.progress(plan) == "signed")
    await one.ask(acts.AskRetraction(new_key(), Origin(plan.id), plan.id, 1, "金額を確かめ直します"))
    return one, plan


PLACE_MOMENTS = (
    *(declined, claimed, place_handed_over, reissued),
    *(retraction_asked, retraction_accepted, retraction_refused, documents_told),
)
