"""The record as the post is handed it: letters, personal links, and what became of them."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.letters import Letter, LinkPurpose, Minted, Outcome
from contracts.messages import EffectRequest
from database.contract import Contract
from database.delivery import Delivery, PartyLink
from database.dossiers import contract_of
from database.engine import Database, now_of
from database.letters import failure_notices, letters_of
from database.letters.forwarding import outgoing
from database.mailed import is_to_holder, keep_delivery, shorten
from database.party import Party
from database.queries.preferences import preferences_of
from database.record import EffectRow

OF_A_REQUEST = frozenset({LinkPurpose.AGREE, LinkPurpose.CLAIM})


class PostDesk:
    def __init__(self, database: Database, base_url: str) -> None:
        self._database = database
        self._base_url = base_url

    def letters(self, request: EffectRequest) -> list[Letter]:
        """Return what is still to be sent of this effect."""
        with self._database.reading() as session:
            contract = contract_of(session, request.contract)
            row = _effect(session, contract, request)
            if row is None or row.done_at is not None:
                return []
            sent = set(
                session.scalars(select(Delivery.message_id).where(Delivery.contract_id == contract.id))
            )
            found = letters_of(session, request, self._base_url)
            due = outgoing(session, contract.organization_id, found)
            return [letter for letter in due if letter.message_id not in sent]

    def link(self, request: EffectRequest, letter: Letter, mint: Callable[[], Minted]) -> bytes | None:
        """Return the secret id of the party's link of this round, made at the first asking (T11).

        None: the place has another holder by now, and the link is not for whom the letter is to.
        """
        with self._database.writing() as session:
            party = session.scalars(select(Party).where(Party.public_id == letter.party)).one()
            if not is_to_holder(letter, party):
                return None
            purpose = letter.purpose or LinkPurpose.AGREE
            standing = session.scalars(
                select(PartyLink).where(
                    PartyLink.party_id == party.id,
                    PartyLink.round == request.effect.round,
                    PartyLink.purpose == purpose,
                    PartyLink.revoked_at.is_(None),
                )
            ).first()
            link = standing or _new_link(session, request, party, purpose, mint())
            link.expires_at = _end_of(session, party, purpose)
            return link.secret_id

    def shorten(self, secret_id: bytes, short_digest: str) -> None:
        """Let the link be found by the token of an SMS too."""
        with self._database.writing() as session:
            shorten(session, secret_id, short_digest)

    def failures(self, request: EffectRequest) -> list[Letter]:
        """Return what the owner is still to be told about letters of this effect that did not arrive."""
        with self._database.reading() as session:
            contract = contract_of(session, request.contract)
            url = f"{self._base_url}/contracts/{contract.public_id}"
            found = failure_notices(session, contract, request, url)
            return outgoing(session, contract.organization_id, found)

    def sent(self, request: EffectRequest, letter: Letter, outcome: Outcome) -> None:
        with self._database.writing() as session:
            contract = contract_of(session, request.contract)
            keep_delivery(session, contract, letter, outcome, _addressed(letter))

    def done(self, request: EffectRequest) -> None:
        with self._database.writing() as session:
            row = _effect(session, contract_of(session, request.contract), request)
            if row is not None and row.done_at is None:
                row.done_at = now_of(session)


def _effect(session: Session, contract: Contract, request: EffectRequest) -> EffectRow | None:
    effect = request.effect
    return session.get(EffectRow, (contract.id, effect.sequence, effect.kind, effect.recipient))


def _new_link(
    session: Session, request: EffectRequest, party: Party, purpose: LinkPurpose, minted: Minted
) -> PartyLink:
    link = PartyLink(
        organization_id=party.organization_id,
        party_id=party.id,
        round=request.effect.round,
        purpose=purpose,
        issue=request.effect.sequence,
        secret_id=minted.secret_id,
        token_digest=minted.token_digest,
        created_at=now_of(session),
    )
    session.add(link)
    return link


def _end_of(session: Session, party: Party, purpose: LinkPurpose) -> datetime | None:
    """A request ends with its deadline; whether papers end, the organisation decides."""
    if purpose in OF_A_REQUEST:
        return party.due or party.contract.due
    return preferences_of(session, party.organization_id).end_of_papers(party.contract.concluded_at)


def _addressed(letter: Letter) -> str:
    """Return the party it is to; the letter of a 締結用URL names the party, but is to the owner."""
    return "" if letter.purpose is LinkPurpose.CLAIM else letter.party
