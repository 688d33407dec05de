"""What each person of one case does; an act that is on record is not done again."""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cli.demo.drafting import DEMO, contract_by, file_edition
from cli.demo.imprints import kept_imprint
from cli.demo.planning import submission
from cli.demo.watching import Watch
from contracts import acts
from contracts.acts import Act, Origin
from contracts.locking import lock_of
from contracts.stage import Progress
from contracts.terms_of_use import TERMS_VERSION
from database.audit import Told, append_audit
from database.engine import now_of
from database.party_sessions import count_code_try
from database.queries.agreement import newest_revision
from database.queries.drafts import current_epoch
from database.queries.versions import newest_version
from workflows.door import Door, NotKnownYet

HERE, AGENT = "127.0.0.1", "warifu demo"
FACTORS = ["mail_link"]
MOST_ASKED = 5


@dataclass(frozen=True, slots=True)
class Hands:
    """Every verb raises Refused, EngineUnavailable, NotKnownYet or WorkerSilent; parties count from 0."""

    watch: Watch
    door: Door

    async def send(self) -> None:
        """Close the draft as it stands and send it."""
        office = self.watch.office
        with office.opened.database.writing() as session:
            contract = contract_by(session, self.watch.id)
            if contract is None or contract.sequence > 0:
                return
            act = submission(session, contract, self._key("send"), self._legal, office)
            contract.epoch = current_epoch(session)
            contract.submitted_at = now_of(session)
            epoch = contract.epoch
        await steadily(lambda: self.door.submit(self.watch.id, epoch, act))

    async def approve(self) -> None:
        """Approve the round, if the case's type asks for it."""
        if self.watch.look(lambda _, contract: bool(contract.type and contract.type.needs_approval)):
            await self._once(acts.Approve(self._key(f"approve|{self.watch.round}"), self._manager))

    async def reject(self) -> None:
        await self._once(acts.RejectApproval(self._key("reject"), self._manager, self._words))

    async def give_back(self) -> None:
        await self._once(acts.ReturnToOwner(self._key("return"), self._manager, self._words))

    async def withdraw(self) -> None:
        await self._once(acts.Withdraw(self._key("withdraw"), self._legal, self._words))

    async def accept(self, number: int) -> None:
        """Open the mail and accept the terms of use, as soon as this party is asked."""
        party, turn = await self.watch.asked(number), self.watch.round
        key = self._key(f"terms|{number}|{turn}")
        await self._once(acts.AcceptTerms(key, _by(party), party, turn, TERMS_VERSION))

    async def agree(self, number: int) -> None:
        """Make the seal, agree to what stands there now, and wait for the signature."""
        act = self._agreement(number)
        if not self.watch.is_recorded(act):
            await self.accept(number)
            await self._once(self._agreement(number))
        await self.watch.signed(number)

    async def send_back(self, number: int) -> None:
        party = self.watch.party(number)
        act = acts.SendBack(self._key(f"send back|{number}"), _by(party), party, 1, self._words)
        if not self.watch.is_recorded(act):
            await self.accept(number)
            await self._once(act)

    async def decline(self, number: int) -> None:
        party = self.watch.party(number)
        act = acts.Decline(self._key(f"decline|{number}"), _by(party), party, 1, self._words)
        if not self.watch.is_recorded(act):
            await self.accept(number)
            await self._once(act)

    async def answer_with_new_bytes(self) -> None:
        """Revise the document as asked and open the second round with it."""
        reply = "ご指摘の点を改めました。変更箇所をご確認ください。"
        version = self.watch.look(newest_version)
        if version is None or version.number == 1:
            version = file_edition(self.watch.office, self.watch.case, 2, reply)
        await self._once(acts.OpenRound(self._key("open round"), self._legal, version.public_id, reply))

    async def lock(self, number: int) -> None:
        """Type wrong access codes until the code is stopped."""
        party = await self.watch.asked(number)
        if self.watch.look(lambda _, contract: contract.parties[number].progress == Progress.LOCKED):
            return
        with self.watch.office.opened.database.writing() as session:
            contract = contract_by(session, self.watch.id)
            if contract is None:
                return
            while (tries := count_code_try(session, contract.parties[number])) is not None:
                told = Told("access_code_tried", party, self.watch.id, {"tries": tries, "address": HERE})
                append_audit(session, contract.organization_id, told, now_of(session))
            act = lock_of(_by(party), party, contract.sequence)
        await self._once(act)

    def _agreement(self, number: int) -> acts.Agree:
        """Return the act as it would be now; its key does not depend on what is shown."""
        imprint = kept_imprint(self.watch.office, self.watch.id, number)
        contract, party = self.watch.look(lambda _, contract: (contract, contract.parties[number].public_id))
        revision = self.watch.look(newest_revision)
        return acts.Agree(
            key=self._key(f"agree|{number}|{contract.round}"),
            origin=_by(party),
            party=party,
            round=contract.round,
            shown_digest=contract.sent_digest,
            shown_revision=revision.number if revision else 0,
            imprint=imprint.public_id,
            imprint_digest=imprint.digest,
            authenticated=FACTORS,
        )

    async def _once(self, act: Act) -> None:
        if not self.watch.is_recorded(act):
            await steadily(lambda: self.door.ask(self.watch.id, act))

    def _key(self, step: str) -> str:
        return uuid.uuid5(DEMO, f"{self.watch.id}|{step}").hex

    @property
    def _words(self) -> str:
        return self.watch.case.words

    @property
    def _legal(self) -> Origin:
        return _by(self.watch.office.legal.public_id)

    @property
    def _manager(self) -> Origin:
        return _by(self.watch.office.manager.public_id)


async def steadily(ask: Callable[[], Awaitable[object]]) -> None:
    """A busy engine is asked again with the same key: twice is once."""
    for _ in range(MOST_ASKED - 1):
        try:
            await ask()
        except NotKnownYet:
            continue
        return
    await ask()


def _by(actor: str) -> Origin:
    return Origin(actor, HERE, AGENT)
