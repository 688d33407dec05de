"""Where one case of the demonstration stands, as the record tells it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.demo.cases import Case
from cli.demo.drafting import contract_by, contract_id
from cli.demo.people import Office
from contracts.acts import Act
from contracts.life import Life
from contracts.stage import Progress, Stage
from contracts.transition import key_of
from database.contract import Contract
from database.record import ContractEvent, EffectRow

PATIENCE_SECONDS = 180.0
LOOK_SECONDS = 0.05
Seen = TypeVar("Seen")


class WorkerSilent(Exception):
    """The engine takes acts, but nobody works them off; the text says what to look at."""

    def __init__(self) -> None:
        super().__init__(
            "処理が進みません。「warifu up」の画面と logs フォルダーの記録を確認してから、"
            "もう一度実行してください。続きから作成します。"
        )


@dataclass(frozen=True, slots=True)
class Watch:
    office: Office
    case: Case

    @property
    def id(self) -> str:
        return contract_id(self.office, self.case)

    @property
    def round(self) -> int:
        return self.look(lambda _, contract: contract.round)

    def party(self, number: int) -> str:
        """Return the id of a party, counted from 0 in 署名順."""
        return self.look(lambda _, contract: contract.parties[number].public_id)

    def look(self, see: Callable[[Session, Contract], Seen]) -> Seen:
        with self.office.opened.database.reading() as session:
            contract = contract_by(session, self.id)
            if contract is None:
                raise LookupError(self.id)
            return see(session, contract)

    def is_recorded(self, act: Act) -> bool:
        return self.look(lambda session, contract: key_of(act) in _keys(session, contract))

    async def asked(self, number: int) -> str:
        """Wait until the party has been asked, and return its id."""
        await self.until(lambda _, contract: contract.parties[number].progress != Progress.NOT_ASKED)
        return self.party(number)

    async def signed(self, number: int) -> None:
        await self.until(lambda _, contract: contract.parties[number].progress == Progress.SIGNED)

    async def settled(self, stage: str) -> None:
        """Wait until the case stands in `stage`, its term runs, and no mail and no signature is owed."""
        await self.until(lambda _, contract: contract.stage == stage)
        if stage == Stage.CONCLUDED:
            await self.until(lambda _, contract: contract.life != Life.UNKNOWN)
        await self.until(lambda session, contract: not _owes(session, contract))

    async def until(self, holds: Callable[[Session, Contract], bool]) -> None:
        """Raises WorkerSilent after three minutes."""
        deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        while not self.look(holds):
            if asyncio.get_running_loop().time() > deadline:
                raise WorkerSilent
            await asyncio.sleep(LOOK_SECONDS)


def _keys(session: Session, contract: Contract) -> set[str]:
    return set(session.scalars(select(ContractEvent.key).where(ContractEvent.contract_id == contract.id)))


def _owes(session: Session, contract: Contract) -> bool:
    query = select(EffectRow.kind).where(EffectRow.contract_id == contract.id, EffectRow.done_at.is_(None))
    return session.scalars(query).first() is not None
