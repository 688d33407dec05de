"""Where workflows rest for the engine's own reasons: steps that wait or fail, terms, runs that hand over."""

from contracts.messages import NoticeKind, NoticeRequest
from contracts.refusals import ContractFrozen
from database.ledger import Ledger
from tests.lifecycle.fast_forward import fast_forward
from tests.lifecycle.stage_hands import Case, new_key
from tests.replay.hands import agreed, at_rest, never_prepared, sent
from tests.replay.scene import A_DAY, Rest, Scene
from workflows.anchoring import ANCHORING, start_anchoring
from workflows.door import workflow_id
from workflows.indexer import INDEXER, start_indexer
from workflows.notices import notice_id
from workflows.term import term_id
from workflows.timing import ANCHOR_HEADS, INDEX
from workflows.wiring import signing_activities

FEW_EVENTS = 60
A_YEAR = 366 * A_DAY


async def sealing(scene: Scene) -> Rest:
    """Everyone has agreed and nobody gives a timestamp."""
    one = await sent(scene, scene.case([1]))
    await agreed(one, one.draft.parties[0])
    return at_rest(one, "seal_agreement")


async def concluding(scene: Scene) -> Rest:
    return await _without(scene, "conclude")


async def certifying(scene: Scene) -> Rest:
    return await _without(scene, "certify")


async def _without(scene: Scene, step: str) -> Rest:
    """Have everything signed up to this step, which the signer does not know."""
    one = await sent(scene, scene.case([1]))
    known = [known for known in signing_activities(scene.office.opened) if known.__name__ != step]
    async with scene.signing(known):
        await agreed(one, one.draft.parties[0])
        await one.until(lambda: one.open_effects() == [step])
    return at_rest(one, step)


async def tried_again_later(scene: Scene) -> Rest:
    """A step has failed for good: the lane sleeps before it tries again (T69)."""
    one = scene.case([1])
    async with scene.signing([never_prepared]):
        await one.submit()
        await scene.settled(at_rest(one))
    return at_rest(one)


async def frozen(scene: Scene) -> Rest:
    """The record was restored meanwhile: what an older workflow still writes is refused, and it ends."""
    one = await sent(scene, scene.case([1]))
    await one.until(lambda: not one.open_effects())
    Ledger(scene.office.opened.database).restart([one.draft.contract])
    try:
        await one.accept_terms(one.draft.parties[0])
    except ContractFrozen:
        return at_rest(one)
    raise AssertionError(one.draft.contract)


async def rebuilt(scene: Scene) -> Rest:
    """The engine was lost while an agreement waited for its signature: the record starts it again."""
    one = await sent(scene, scene.case([1, 2]))
    await agreed(one, one.draft.parties[0])
    await one.until(lambda: one.open_effects() == ["seal_agreement"])
    await scene.client.get_workflow_handle(workflow_id(one.draft.contract)).terminate()
    await scene.restart_from_the_record(one.draft.contract)
    return at_rest(one, "seal_agreement")


async def handed_over(scene: Scene) -> Rest:
    """A run ends as the next begins, while an agreement waits for its signature."""
    one, first_run = await _through_runs(scene)
    return Rest(workflow_id(one.draft.contract), run=first_run)


async def taken_over(scene: Scene) -> Rest:
    one, _ = await _through_runs(scene)
    return at_rest(one, "seal_agreement")


async def _through_runs(scene: Scene) -> tuple[Case, str]:
    one = await sent(scene, scene.case([1, 1]))
    first, second = one.draft.parties
    handle = scene.client.get_workflow_handle(workflow_id(one.draft.contract))
    first_run = (await handle.describe()).run_id
    await agreed(one, first)
    while (await handle.describe()).run_id == first_run:
        await one.accept_terms(second)
    return one, str(first_run)


async def term_not_started(scene: Scene) -> Rest:
    return _term(await scene.term(10, 400))


async def term_in_force(scene: Scene) -> Rest:
    return _term(await scene.term(None, 400))


async def term_began(scene: Scene) -> Rest:
    one = await scene.term(10, 400)
    await fast_forward(scene.client, _term(one).workflow, 11 * A_DAY)
    await one.until(lambda: one.row().life == "in_force")
    return _term(one)


async def term_alerted(scene: Scene) -> Rest:
    one = await scene.term(None, 300)
    await fast_forward(scene.client, _term(one).workflow, 211 * A_DAY)
    await one.until(lambda: one.row().expiry_alerted_at is not None)
    return _term(one)


async def term_ended(scene: Scene) -> Rest:
    one = await scene.term(10, 100)
    await fast_forward(scene.client, _term(one).workflow, 102 * A_DAY)
    await one.until(lambda: one.row().life == "ended")
    return _term(one)


async def term_without_end(scene: Scene) -> Rest:
    return _term(await scene.term(None, None))


async def term_first_year(scene: Scene) -> Rest:
    one, first_run = await _a_year_later(scene)
    return Rest(term_id(one.draft.contract), run=first_run)


async def term_second_year(scene: Scene) -> Rest:
    one, _ = await _a_year_later(scene)
    return _term(one)


async def _a_year_later(scene: Scene) -> tuple[Case, str]:
    one = await scene.term(None, 600)
    handle = scene.client.get_workflow_handle(_term(one).workflow)
    first_run = (await handle.describe()).run_id
    await fast_forward(scene.client, handle.id, A_YEAR)
    return one, str(first_run)


def _term(one: Case) -> Rest:
    return Rest(term_id(one.draft.contract))


async def notice(scene: Scene) -> Rest:
    """Asked for an address that nobody has: the same steps, and nobody is written to."""
    asked = NoticeRequest(NoticeKind.PASSWORD_RESET, new_key())
    await scene.case([1]).door.notify(asked)
    return Rest(notice_id(asked))


async def indexer(scene: Scene) -> Rest:
    """Its look is ended from outside, as five minutes would end it, and the next run begins."""
    await start_indexer(scene.client)
    first_run = (await scene.client.get_workflow_handle(INDEXER).describe()).run_id
    await scene.settled(Rest(INDEXER, frozenset({INDEX})))
    look = scene.client.get_async_activity_handle(workflow_id=INDEXER, run_id=first_run, activity_id="1")
    await look.complete()
    return Rest(INDEXER, frozenset({INDEX}), run=first_run)


async def anchoring(scene: Scene) -> Rest:
    """Nobody gives a timestamp."""
    await start_anchoring(scene.client)
    return Rest(ANCHORING, frozenset({ANCHOR_HEADS}))


async def anchored(scene: Scene) -> Rest:
    """The heads were looked at, and it sleeps until the next look."""
    await start_anchoring(scene.client)
    async with scene.signing():
        await scene.settled(Rest(ANCHORING))
    return Rest(ANCHORING)


ENGINE_MOMENTS = (
    *(sealing, concluding, certifying, tried_again_later, frozen, rebuilt),
    *(term_not_started, term_in_force, term_began, term_alerted, term_ended, term_without_end),
    *(term_first_year, term_second_year, notice, indexer, anchoring, anchored),
)
HURRIED_MOMENTS = (handed_over, taken_over)
"""Reached on a server that has every run continue as new after FEW_EVENTS."""
