"""The engine's own acts: what the worker has prepared, sealed and concluded, and deadlines that passed."""

from datetime import datetime

from contracts.acts import Expire, RecordCertificates, RecordConclusion, RecordPreparation, RecordSealing
from contracts.document_ways import are_divided
from contracts.events import (
    AgreementSealed,
    CertificatesIssued,
    ContractConcluded,
    Event,
    PartyInvited,
    RoundExpired,
    RoundPrepared,
)
from contracts.extending import since_of, until_of
from contracts.stage import Phase
from contracts.state import ContractState


def record_preparation(state: ContractState, act: RecordPreparation, now: datetime) -> list[Event]:
    if state.phase is not Phase.PREPARING or act.round != state.round:
        return []
    digests = act.digests if are_divided([party.plan for party in state.parties]) else []
    prepared = RoundPrepared(act.round, act.digest, act.revision, digests)
    return [prepared, *_invitations(state, now, signed=set())]


def record_sealing(state: ContractState, act: RecordSealing, now: datetime) -> list[Event]:
    """An agreement of a closed round still gets its one signature, filed under that round."""
    if (act.round, act.party) not in state.unsealed:
        return []
    sealed = AgreementSealed(act.party, act.round, act.digest, act.revision)
    if act.round != state.round:
        return [sealed]
    return [sealed, *_invitations(state, now, signed={act.party})]


def record_conclusion(state: ContractState, act: RecordConclusion) -> list[Event]:
    if state.phase is not Phase.CONCLUDING or act.round != state.round:
        return []
    return [ContractConcluded(act.round, act.digest, act.revision)]


def record_certificates(state: ContractState, act: RecordCertificates) -> list[Event]:
    if state.phase is not Phase.CERTIFYING or act.round != state.round:
        return []
    return [CertificatesIssued(act.round, act.own_digest, act.party_digest)]


def expire(state: ContractState, act: Expire, now: datetime) -> list[Event]:
    """A request lapses when its deadline passes and someone has not agreed; a late timer changes nothing.

    While the sender revises what was sent back, or a signature waits for its timestamp, no time runs.
    """
    if act.round != state.round or not state.is_waiting_for_answers or state.due is None or now < state.due:
        return []
    due = state.due.isoformat() if state.keeps_days else ""
    return [RoundExpired(act.round, [party.id for party in state.signers if party.was_asked], due)]


def _invitations(state: ContractState, now: datetime, *, signed: set[str]) -> list[PartyInvited]:
    """Invite the lowest order that is not finished; equal orders are invited together (IM-50).

    The signing period starts when the request reaches the signer, not at submission (MK-49).
    """
    left = [party for party in state.signers if not party.signed and party.id not in signed]
    order = min((party.plan.order for party in left), default=0)
    if state.phase not in {Phase.PREPARING, Phase.AGREEING}:
        return []
    return [
        PartyInvited(party.id, state.round, until_of(state, party, now).isoformat(), since_of(state, now))
        for party in left
        if party.plan.order == order and not party.invited
    ]
