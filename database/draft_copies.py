"""A contract that was sent, as a new draft with everything that was planned for it (MK-61)."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.audit import Told, append_audit
from database.contract import Contract
from database.document_ways import copy_ways, ways_sent_to
from database.engine import now_of
from database.folders import ContractGrant
from database.queries.downloads import version_of_round
from database.queries.draft_parties import parties_of
from database.queries.drafts import DraftFacts, new_draft
from database.queries.envelopes import held_in
from database.queries.versions import HowMade, held_version
from database.searchable import make_searchable
from database.sessions import Staff
from database.shelves.placing import grants_on
from database.template_content import content_of, put_into

COPIES = uuid.UUID("5f0c2d5e-5f0f-4b0e-8a0f-0b9d7a1f6c52")
FURTHER = (
    *("type_id", "starts_on", "ends_on", "open_ended", "custom_values", "agreed_on", "folder_id"),
    *("auto_renews", "renews_for", "notice_period"),
)
OF_PARTIES = ("phone_obtained_on", "registration", "must_hand_over", "answer_by", "access_code_hash")


def copied_as_draft(session: Session, staff: Staff, contract: Contract) -> Contract:
    """Return the person's draft that says what the contract says, made once: facts, parties, document.

    Whoever took a place over stands in it; what was agreed, typed and handed in stays with the contract.
    """
    public_id = copy_id(staff, contract)
    known = session.scalars(select(Contract).where(Contract.public_id == public_id)).first()
    if known is not None:
        return known
    draft = new_draft(session, staff, DraftFacts())
    draft.public_id = public_id
    session.flush()
    parties, version = parties_of(session, contract), version_of_round(session, contract)
    fixed = [party.public_id for party in parties]
    put_into(session, draft, content_of(session, contract, fixed, version))
    _take(draft, contract, (*FURTHER, "confirms", "last_day", "own_access"))
    _keep_grants(session, draft, contract)
    for party, before in zip(parties_of(session, draft), parties, strict=True):
        _take(party, before, OF_PARTIES)
        if version is not None:
            copy_ways(party, ways_sent_to(session, before), version)
    if version is not None:
        held_version(session, draft, staff.user.id, list(held_in(version).values()), HowMade())
    make_searchable(session, draft)
    told = Told("draft_copied", staff.user.public_id, contract.public_id, {"draft": public_id})
    append_audit(session, staff.organization.id, told, now_of(session))
    return draft


def _keep_grants(session: Session, draft: Contract, contract: Contract) -> None:
    """The copy opens to the same people, with or without its folder (MK-80)."""
    for one in grants_on(session, contract):
        session.add(
            ContractGrant(
                organization_id=draft.organization_id,
                contract_id=draft.id,
                user_id=one.user,
                group_id=one.group,
                level=one.level,
            )
        )


def copy_id(staff: Staff, contract: Contract) -> str:
    return str(uuid.uuid5(COPIES, f"{staff.user.public_id}|{contract.public_id}|{contract.sequence}"))


def _take(row: object, source: object, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(row, name, getattr(source, name))
