"""Where a term rests while its renewal is to be decided, and after it was."""

from collections.abc import Mapping

from contracts.metadata import ANSWER, Source
from database.changing_metadata import Why, change_metadata
from database.contract import Contract
from database.ledger import Ledger
from tests.lifecycle.fast_forward import fast_forward
from tests.lifecycle.stage_hands import Case
from tests.replay.scene import A_DAY, Rest, Scene
from workflows.term import term_id
from workflows.term_news import tell_terms

YEARLY = {"auto_renews": "yes", "renews_for": "1年", "notice": "3か月"}


async def renewal_asked(scene: Scene) -> Rest:
    return _rest(await _asked(scene))


async def renewal_escalated(scene: Scene) -> Rest:
    one = await _asked(scene)
    await fast_forward(scene.client, _rest(one).workflow, 25 * A_DAY)
    await one.until(lambda: one.row().renewal_escalated_at is not None and not one.open_effects())
    return _rest(one)


async def renewal_rolled(scene: Scene) -> Rest:
    one = await _asked(scene)
    before = one.row().ends_on
    await fast_forward(scene.client, _rest(one).workflow, 40 * A_DAY)
    await one.until(lambda: one.row().ends_on != before and one.row().term_told == one.row().term_rev)
    await one.until(lambda: not one.open_effects())
    return _rest(one)


async def term_ending(scene: Scene) -> Rest:
    one = await _asked(scene)
    await _changed(scene, one, {ANSWER: "end", "ending": "yes"})
    return _rest(one)


async def term_terminated(scene: Scene) -> Rest:
    one = await scene.term(None, 400)
    last_day = one.row().ends_on
    assert last_day is not None
    await _changed(scene, one, {"terminated_on": (last_day - 390 * A_DAY).isoformat()})
    await fast_forward(scene.client, _rest(one).workflow, 12 * A_DAY)
    await one.until(lambda: one.row().life == "terminated")
    return _rest(one)


async def term_unsettled(scene: Scene) -> Rest:
    one = await scene.term(None, 50)
    await _changed(scene, one, {"auto_renews": "yes"})
    await fast_forward(scene.client, _rest(one).workflow, 52 * A_DAY)
    await one.until(lambda: one.row().life == "unsettled" and not one.open_effects())
    return _rest(one)


async def _asked(scene: Scene) -> Case:
    one = await scene.term(None, 200)
    await _changed(scene, one, YEARLY)
    deadline, ends_on = one.row().notice_by, one.row().ends_on
    assert deadline is not None
    assert ends_on is not None
    days = 200 - (ends_on - deadline).days - 28
    await fast_forward(scene.client, _rest(one).workflow, days * A_DAY)
    await one.until(lambda: one.row().life == "deciding" and not one.open_effects())
    return one


async def _changed(scene: Scene, one: Case, values: Mapping[str, str]) -> None:
    database = scene.office.opened.database
    with database.writing() as session:
        contract = session.query(Contract).filter_by(public_id=one.draft.contract).one()
        change_metadata(session, contract, values, Why(None, Source.PERSON))
    await tell_terms(scene.client, Ledger(database))
    await one.until(lambda: one.row().term_told == one.row().term_rev)


def _rest(one: Case) -> Rest:
    return Rest(term_id(one.draft.contract))


RENEWAL_MOMENTS = (
    *(renewal_asked, renewal_escalated, renewal_rolled),
    *(term_ending, term_terminated, term_unsettled),
)
