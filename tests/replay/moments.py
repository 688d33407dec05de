"""Where a contract's lifecycle can rest while people act on it, reached with the real record and post."""

from dataclasses import replace

from contracts import acts
from tests.lifecycle.fast_forward import fast_forward
from tests.lifecycle.stage_hands import Case, new_key
from tests.replay.hands import DOCUMENT, agreed, approver, at_rest, hands_in, locked, sends_back, sent
from tests.replay.scene import A_DAY, Rest, Scene
from workflows.door import workflow_id


async def awaiting_approval(scene: Scene) -> Rest:
    one = scene.case([1], kind="approved")
    await one.submit()
    return at_rest(one)


async def approval_rejected(scene: Scene) -> Rest:
    one = scene.case([1], kind="approved")
    await one.submit()
    await one.ask(acts.RejectApproval(new_key(), approver(one), "予算の外です"))
    return at_rest(one)


async def returned_to_owner(scene: Scene) -> Rest:
    one = scene.case([1], kind="approved")
    await one.submit()
    await one.ask(acts.ReturnToOwner(new_key(), approver(one), "期間を確かめてください"))
    return at_rest(one)


async def preparing(scene: Scene) -> Rest:
    one = scene.case([1])
    await one.submit()
    return at_rest(one, "prepare_round")


async def awaiting_other(scene: Scene) -> Rest:
    return at_rest(await sent(scene, scene.case([1])))


async def awaiting_own(scene: Scene) -> Rest:
    one = scene.case([1, 2])
    own, other = one.draft.parties
    return at_rest(await sent(scene, scene.planned(one, [replace(own, own=True), other])))


async def opened(scene: Scene) -> Rest:
    one = await sent(scene, scene.case([1]))
    await one.accept_terms(one.draft.parties[0])
    return at_rest(one)


async def document_submitted(scene: Scene) -> Rest:
    one = await sent(scene, _with_a_document(scene, scene.case([1])))
    await hands_in(one, one.draft.parties[0])
    return at_rest(one)


async def party_locked(scene: Scene) -> Rest:
    one = await sent(scene, scene.case([1]))
    await locked(one, one.draft.parties[0])
    return at_rest(one)


async def party_unlocked(scene: Scene) -> Rest:
    one = await sent(scene, scene.case([1]))
    plan = one.draft.parties[0]
    await locked(one, plan)
    await one.ask(acts.UnlockParty(new_key(), scene.office.origin(), plan.id))
    return at_rest(one)


async def sent_back(scene: Scene) -> Rest:
    one = await sent(scene, scene.case([1, 1]))
    await sends_back(one, one.draft.parties[1])
    return at_rest(one)


async def resumed(scene: Scene) -> Rest:
    one = await sent(scene, scene.case([1]))
    await sends_back(one, one.draft.parties[0])
    await one.ask(acts.Resume(new_key(), scene.office.origin(), "ご質問への回答です"))
    return at_rest(one)


async def new_round(scene: Scene) -> Rest:
    """An agreement is void; it was sealed after the round was closed, and the new document is out."""
    one = await sent(scene, scene.case([1, 1]))
    first, second = one.draft.parties
    await agreed(one, first)
    await sends_back(one, second)
    version = scene.office.new_version(one.draft.contract, "Version two")
    await one.ask(acts.OpenRound(new_key(), scene.office.origin(), version, "金額を訂正しました"))
    async with scene.signing():
        await one.until(lambda: one.progress(first) == "asked" and one.row().round == 2)
    return at_rest(one)


async def agreed_unsealed(scene: Scene) -> Rest:
    """The first of two orders has agreed; the second is not asked until that is signed."""
    one = await sent(scene, scene.case([1, 2]))
    await agreed(one, one.draft.parties[0])
    return at_rest(one, "seal_agreement")


async def second_order_asked(scene: Scene) -> Rest:
    one = await sent(scene, scene.case([1, 2]))
    async with scene.signing():
        await agreed(one, one.draft.parties[0])
        await one.invited(one.draft.parties[1])
    return at_rest(one)


async def cancelled(scene: Scene) -> Rest:
    one = await sent(scene, scene.case([1]))
    await one.ask(acts.Withdraw(new_key(), scene.office.origin(), "条件が変わったため"))
    return at_rest(one)


async def expired(scene: Scene) -> Rest:
    one = await sent(scene, scene.case([1], link_days=1))
    await one.until(lambda: not one.open_effects())
    await fast_forward(scene.client, workflow_id(one.draft.contract), 2 * A_DAY)
    await one.stage("expired")
    return at_rest(one)


async def concluded(scene: Scene) -> Rest:
    """Approved, two orders, a document handed in, one who only receives: everything that leads to a term."""
    one = _with_a_document(scene, scene.case([1, 2, 2], kind="approved"))
    first, second, _ = one.draft.parties
    await one.submit()
    async with scene.signing():
        await one.ask(acts.Approve(new_key(), approver(one)))
        await one.invited(first)
        await hands_in(one, first)
        await agreed(one, first)
        await one.agree(second)
        await one.stage("concluded")
        await scene.client.get_workflow_handle(workflow_id(one.draft.contract)).result()
    return at_rest(one)


def _with_a_document(scene: Scene, one: Case) -> Case:
    first, *rest = one.draft.parties
    later = [replace(plan, signs=False) for plan in rest[1:]]
    return scene.planned(one, [replace(first, documents=[DOCUMENT]), *rest[:1], *later])


MOMENTS = (
    *(awaiting_approval, approval_rejected, returned_to_owner, preparing, awaiting_other, awaiting_own),
    *(opened, document_submitted, party_locked, party_unlocked, sent_back, resumed, new_round),
    *(agreed_unsealed, second_order_asked, cancelled, expired, concluded),
)
