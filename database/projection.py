"""What lists and pages read, brought up to date in the transaction of the events."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.event_table import StoredEvent
from contracts.letters import LinkPurpose
from contracts.messages import RecordRequest
from contracts.metadata import Item, Source
from contracts.reasons import JST
from contracts.stage import Stage
from contracts.tax_keys import traded_on
from database.changing_metadata import Why, change_metadata, value_in
from database.contract import Contract, ContractNumber
from database.deadlines import keep_deadlines
from database.delivery import PartyLink
from database.document import DocumentVersion
from database.holders import PartyHolder
from database.metadata_asking import ask_for_reading
from database.party import Party
from database.reading_again import read_again
from database.record import ASKING, ContractRound
from database.searchable import make_searchable
from database.sending_day import keep_sent
from database.term_items import keep_notice
from database.turns import keep_decider, keep_return, keep_turns


def project(
    session: Session,
    contract: Contract,
    request: RecordRequest,
    fresh: Sequence[StoredEvent],
    at: datetime,
) -> None:
    if request.turns or contract.stage == Stage.AWAITING_APPROVAL:
        keep_turns(session, contract, request.turns)
    contract.stage, contract.round, contract.sent_digest = request.stage, request.round, request.sent_digest
    contract.life = request.life
    contract.due = datetime.fromisoformat(request.due) if request.due else None
    contract.epoch = request.epoch
    contract.changed_at = at
    progress = {party.party: party.progress for party in request.parties}
    for party in session.scalars(select(Party).where(Party.contract_id == contract.id)):
        party.progress = progress.get(party.public_id, party.progress)
    for stored in fresh:
        keep_sent(session, contract, stored)
        keep_return(session, contract, stored)
        keep_decider(session, contract, stored)
        if stored.kind in ASKING:
            contract.asked_at = datetime.fromisoformat(stored.at)
        rule = _RULES.get(stored.kind)
        if rule:
            rule(session, contract, json.loads(stored.facts), datetime.fromisoformat(stored.at))
    keep_deadlines(session, contract, request)


def _submitted(session: Session, contract: Contract, facts: dict[str, Any], at: datetime) -> None:
    """What waits for an approval has not been sent to anybody yet."""
    contract.submitted_at = None if facts["needs_approval"] else at
    contract.number = _next_number(session, contract.organization_id, at.astimezone(JST).year)
    make_searchable(session, contract)
    _open_round(session, contract, {"round": 1, **facts}, at)


def _imported(session: Session, contract: Contract, _facts: dict[str, Any], at: datetime) -> None:
    """The number is of the year it came here; when it was concluded is for its document to say (AD-14)."""
    contract.number = _next_number(session, contract.organization_id, at.astimezone(JST).year)
    make_searchable(session, contract)
    ask_for_reading(session, contract)


def _open_round(session: Session, contract: Contract, facts: dict[str, Any], at: datetime) -> None:
    version = session.scalars(
        select(DocumentVersion).where(DocumentVersion.public_id == facts["version"])
    ).one()
    session.add(
        ContractRound(
            organization_id=contract.organization_id,
            contract_id=contract.id,
            number=facts["round"],
            version_id=version.id,
            sent_digest="",
            opened_at=at,
        )
    )
    session.flush()


def _prepared(session: Session, contract: Contract, facts: dict[str, Any], _at: datetime) -> None:
    row = session.scalars(
        select(ContractRound).where(
            ContractRound.contract_id == contract.id, ContractRound.number == facts["round"]
        )
    ).one()
    row.sent_digest = facts["digest"]


def _unlocked(session: Session, _contract: Contract, facts: dict[str, Any], _at: datetime) -> None:
    party = session.scalars(select(Party).where(Party.public_id == facts["party"])).one()
    party.code_tries = 0


def _concluded(session: Session, contract: Contract, _facts: dict[str, Any], at: datetime) -> None:
    contract.concluded_at = at
    contract.traded_on = traded_on(contract.agreed_on, at)
    read_again(session, contract)
    ask_for_reading(session, contract)


def _place_taken(session: Session, contract: Contract, facts: dict[str, Any], at: datetime) -> None:
    """Who holds the place now is who is written to, named in signatures and on the certificate (CS-10)."""
    party = session.scalars(select(Party).where(Party.public_id == facts["party"])).one()
    holder = session.scalars(select(PartyHolder).where(PartyHolder.public_id == facts["holder"])).one()
    party.company, party.name, party.mail = holder.company, holder.name, holder.mail
    party.language, party.phone = holder.language, ""
    party.holder, party.held_since, party.undelivered_at = holder.public_id, at, None
    make_searchable(session, contract)


def _handed_over(session: Session, contract: Contract, facts: dict[str, Any], at: datetime) -> None:
    _place_taken(session, contract, facts, at)
    _revoke_links(session, facts, at)


def _contact_changed(session: Session, contract: Contract, facts: dict[str, Any], at: datetime) -> None:
    """The same person, written to elsewhere: the name on the document stays as it was drawn."""
    party = session.scalars(select(Party).where(Party.public_id == facts["party"])).one()
    holder = session.scalars(select(PartyHolder).where(PartyHolder.public_id == facts["holder"])).one()
    party.phone_obtained_on = (
        party.phone_obtained_on if holder.phone == party.phone else at.astimezone(JST).date()
    )
    party.mail, party.phone, party.holder = holder.mail, holder.phone, holder.public_id
    party.undelivered_at = None
    make_searchable(session, contract)


def _reissued(session: Session, contract: Contract, facts: dict[str, Any], at: datetime) -> None:
    """The old link dies; the deadline is the round's, so it is that of everybody's link."""
    _revoke_links(session, facts, at)
    parties = select(Party.id).where(Party.contract_id == contract.id)
    session.execute(
        update(PartyLink)
        .where(
            PartyLink.party_id.in_(parties),
            PartyLink.round == facts["round"],
            PartyLink.purpose != LinkPurpose.CONCLUDED,
        )
        .values(expires_at=datetime.fromisoformat(facts["due"]))
    )


def _revoke_links(session: Session, facts: dict[str, Any], at: datetime) -> None:
    party = select(Party.id).where(Party.public_id == facts["party"]).scalar_subquery()
    session.execute(
        update(PartyLink)
        .where(
            PartyLink.party_id == party,
            PartyLink.purpose != LinkPurpose.CONCLUDED,
            PartyLink.revoked_at.is_(None),
        )
        .values(revoked_at=at)
    )


def _expiry_alerted(_session: Session, contract: Contract, _facts: dict[str, Any], at: datetime) -> None:
    contract.expiry_alerted_at = at


def _term_known(_session: Session, contract: Contract, facts: dict[str, Any], _at: datetime) -> None:
    contract.term_told = facts.get("revision", 0)
    keep_notice(contract)


def _rolled_forward(session: Session, contract: Contract, facts: dict[str, Any], _at: datetime) -> None:
    """Whoever has changed the term meanwhile, be it only 終了予定, knows better (decision 055).

    Nothing moves: the engine reads again what stands, and decides anew.
    """
    is_changed = contract.term_rev != contract.term_told
    if is_changed or value_in(contract, Item.ENDS_ON) != facts["was"]:
        contract.term_rev += 1
        return
    why = Why(None, Source.RENEWAL)
    change_metadata(session, contract, {Item.ENDS_ON.value: facts["ends_on"]}, why)


def _renewal_asked(_session: Session, contract: Contract, _facts: dict[str, Any], at: datetime) -> None:
    contract.renewal_asked_at = at


def _renewal_escalated(_session: Session, contract: Contract, _facts: dict[str, Any], at: datetime) -> None:
    contract.renewal_escalated_at = at


def _next_number(session: Session, organization_id: int, year: int) -> str:
    """Return the next number of the year, e.g. `2026-000001`; a number given is never given again (MK-10)."""
    row = session.get(ContractNumber, (organization_id, year), with_for_update=True)
    if row is None:
        row = ContractNumber(organization_id=organization_id, year=year, last=0)
        session.add(row)
    row.last += 1
    return f"{year}-{row.last:06d}"


_RULES: dict[str, Callable[[Session, Contract, dict[str, Any], datetime], None]] = {
    "contract_submitted": _submitted,
    "contract_imported": _imported,
    "round_opened": _open_round,
    "round_prepared": _prepared,
    "party_unlocked": _unlocked,
    "contract_concluded": _concluded,
    "expiry_approached": _expiry_alerted,
    "term_opened": _term_known,
    "term_changed": _term_known,
    "term_rolled_forward": _rolled_forward,
    "renewal_asked": _renewal_asked,
    "renewal_escalated": _renewal_escalated,
    "party_claimed": _place_taken,
    "party_handed_over": _handed_over,
    "contact_changed": _contact_changed,
    "link_reissued": _reissued,
}
