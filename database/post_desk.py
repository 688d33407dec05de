"""The record as the post is handed it: letters, personal links, and what became of them."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.letters import Letter, LinkPurpose, Minted
from contracts.messages import EffectRequest
from database.contract import Contract, Party
from database.delivery import Delivery, PartyLink
from database.dossiers import contract_of
from database.engine import Database, now_of
from database.letters import letters_of
from database.record import EffectRow

SENT = "sent"
UNDELIVERED = "undelivered"


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
            due = letters_of(session, request, self._base_url)
            return [letter for letter in due if letter.message_id not in sent]

    def link(self, request: EffectRequest, letter: Letter, mint: Callable[[], Minted]) -> bytes:
        """Return the secret id of the party's link of this round, made at the first asking (T11)."""
        with self._database.writing() as session:
            party = session.scalars(select(Party).where(Party.public_id == letter.party)).one()
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
            link.expires_at = party.contract.due if purpose is LinkPurpose.AGREE else None
            return link.secret_id

    def sent(self, request: EffectRequest, letter: Letter, fate: str) -> None:
        with self._database.writing() as session:
            contract = contract_of(session, request.contract)
            at = now_of(session)
            session.add(
                Delivery(
                    organization_id=contract.organization_id,
                    contract_id=contract.id,
                    party=letter.party,
                    template=letter.template,
                    message_id=letter.message_id,
                    fate=fate,
                    at=at,
                )
            )
            if fate == UNDELIVERED and letter.party:
                _mark_undelivered(session, letter.party, at)

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


def _mark_undelivered(session: Session, party_id: str, at: datetime) -> None:
    party = session.scalars(select(Party).where(Party.public_id == party_id)).one()
    party.undelivered_at = at
