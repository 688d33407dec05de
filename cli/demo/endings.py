"""How far each case is taken, step by step; going on where it was cut off is the same walk again."""

from collections.abc import Awaitable, Callable

from cli.demo.cases import Ending
from cli.demo.hands import Hands
from contracts.stage import Stage

Walk = Callable[[Hands], Awaitable[None]]
STAGES = {
    Ending.DRAFT: Stage.DRAFT,
    Ending.AWAITING_APPROVAL: Stage.AWAITING_APPROVAL,
    Ending.REJECTED: Stage.APPROVAL_REJECTED,
    Ending.RETURNED: Stage.SENT_BACK,
    Ending.UNOPENED: Stage.AWAITING_OTHER,
    Ending.OPENED: Stage.AWAITING_OTHER,
    Ending.LOCKED: Stage.AWAITING_OTHER,
    Ending.PARTLY: Stage.AWAITING_OTHER,
    Ending.AWAITING_OWN: Stage.AWAITING_OWN,
    Ending.SENT_BACK: Stage.SENT_BACK,
    Ending.REVISED: Stage.AWAITING_OTHER,
    Ending.AWAITING_CONFIRMATION: Stage.AWAITING_CONFIRMATION,
    Ending.WITHDRAWN: Stage.CANCELLED,
    Ending.DECLINED: Stage.DECLINED,
    Ending.CONCLUDED: Stage.CONCLUDED,
    Ending.CONCLUDED_ANEW: Stage.CONCLUDED,
}


async def take(hands: Hands) -> None:
    """Take the case as far as it goes, and wait until all that follows from it is done."""
    ending = hands.watch.case.ending
    if ending is not Ending.DRAFT:
        await hands.send()
        await WALKS[ending](hands)
    await hands.watch.settled(STAGES[ending])


async def _waiting(_hands: Hands) -> None:
    """What has been sent lies with the approver."""


async def _sent(hands: Hands) -> None:
    await hands.approve()
    await hands.watch.asked(0)


async def _opened(hands: Hands) -> None:
    await _sent(hands)
    await hands.accept(0)


async def _locked(hands: Hands) -> None:
    await _sent(hands)
    await hands.lock(0)


async def _first_agreed(hands: Hands) -> None:
    await _sent(hands)
    await hands.agree(0)
    await hands.watch.asked(1)


async def _sent_back(hands: Hands) -> None:
    await _sent(hands)
    await hands.send_back(0)


async def _revised(hands: Hands) -> None:
    await _sent_back(hands)
    await hands.answer_with_new_bytes()
    await hands.watch.until(lambda _, contract: contract.round > 1)
    await _sent(hands)


async def _withdrawn(hands: Hands) -> None:
    await _sent(hands)
    await hands.withdraw()


async def _declined(hands: Hands) -> None:
    await _sent(hands)
    await hands.decline(0)


async def _all_agreed(hands: Hands) -> None:
    await hands.approve()
    for number in range(len(hands.watch.case.parties)):
        await hands.agree(number)


async def _concluded_anew(hands: Hands) -> None:
    await _revised(hands)
    await _all_agreed(hands)


WALKS: dict[Ending, Walk] = {
    Ending.AWAITING_APPROVAL: _waiting,
    Ending.REJECTED: Hands.reject,
    Ending.RETURNED: Hands.give_back,
    Ending.UNOPENED: _sent,
    Ending.OPENED: _opened,
    Ending.LOCKED: _locked,
    Ending.PARTLY: _first_agreed,
    Ending.AWAITING_OWN: _first_agreed,
    Ending.SENT_BACK: _sent_back,
    Ending.REVISED: _revised,
    Ending.AWAITING_CONFIRMATION: _all_agreed,
    Ending.WITHDRAWN: _withdrawn,
    Ending.DECLINED: _declined,
    Ending.CONCLUDED: _all_agreed,
    Ending.CONCLUDED_ANEW: _concluded_anew,
}
