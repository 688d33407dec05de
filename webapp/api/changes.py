"""`PATCH /contracts/{id}`: what is said is changed, what is not said stays, null takes away (RFC 7396)."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.life import civil_day
from contracts.roles import Permission
from database.contract import Contract
from database.engine import now_of
from database.queries.draft_parties import parties_of
from database.queries.drafts import DraftFacts, change_facts
from database.queries.preferences import preferences_of
from database.queries.versions import newest_version
from database.searchable import make_searchable
from webapp.api.blueprint import blueprint
from webapp.api.bodies import field_error, json_patch
from webapp.api.custom_values import custom_from
from webapp.api.finding import open_draft
from webapp.api.guard import require
from webapp.api.held import Body, held_contract, held_party, laid_over, party_laid_over, without_nones
from webapp.api.new_contract import facts_from
from webapp.api.new_parties import AskedParty, keep_parties, parties_from
from webapp.api.openapi import CHANGED_CONTRACT
from webapp.api.party_faults import Judge
from webapp.api.problems import InputRefused, Problem
from webapp.api.representation import contract_json
from webapp.api.scheduling import Schedule, schedule_from
from webapp.drafting import propose_parties
from webapp.parts import parts


@dataclass(frozen=True, slots=True)
class Change:
    """`revision` counts the saves the change was made over; `parties` None leaves them as they are."""

    revision: int
    facts: DraftFacts
    schedule: Schedule
    custom: str
    parties: tuple[AskedParty, ...] | None
    proposes: bool


@blueprint.patch("/contracts/<contract_id>")
def change_contract(contract_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        contract = open_draft(session, contract_id)
        change = _change(session, contract, json_patch(CHANGED_CONTRACT))
    with parts().database.writing() as session:
        contract = open_draft(session, contract_id)
        _hold(session, contract)
        if contract.draft_revision != change.revision or contract.submitted_at is not None:
            raise Problem(409, "draft_changed")
        _keep(session, contract, change)
        session.flush()
        session.expire_all()
        return jsonify(contract_json(session, contract))


def _hold(session: Session, contract: Contract) -> None:
    held = select(Contract).where(Contract.id == contract.id).with_for_update()
    session.scalars(held.execution_options(populate_existing=True)).one()


def _change(session: Session, contract: Contract, body: Body) -> Change:
    rows = parties_of(session, contract)
    if errors := list(_errors(body, {one.public_id for one in rows})):
        raise InputRefused(errors)
    changed = [party_laid_over(rows, one) for one in body.get("parties") or ()]
    everyone = changed if "parties" in body else [without_nones(held_party(one)) for one in rows]
    whole = {**laid_over(held_contract(contract), body), "parties": everyone}
    facts = facts_from(session, contract.organization_id, whole, contract)
    given, stored = body.get("custom_values", {}), contract.custom_values
    return Change(
        revision=contract.draft_revision,
        facts=facts,
        schedule=schedule_from(whole, contract, now_of(session)),
        custom=custom_from(facts.type, given or {}, "" if given is None else stored),
        parties=_parties(session, contract, body, changed) if "parties" in body else None,
        proposes=body.get("usual_parties") or False,
    )


def _parties(session: Session, contract: Contract, body: Body, changed: list[Body]) -> tuple[AskedParty, ...]:
    version = newest_version(session, contract)
    judge = Judge(
        preferences_of(session, contract.organization_id),
        civil_day(now_of(session)),
        len(version.documents) if version else 0,
    )
    keeping = {one["id"] for one in body["parties"] or () if "id" in one and "access_code" not in one}
    return parties_from(changed, judge, keeping)


def _errors(body: Body, known: set[str]) -> Iterator[dict[str, str]]:
    if "title" in body and body["title"] is None:
        yield field_error("/title", "required")
    seen: set[str] = set()
    for at, party in enumerate(body.get("parties") or ()):
        public_id = party.get("id")
        if public_id and (public_id not in known or public_id in seen):
            yield field_error(f"/parties/{at}/id", "no_such_party")
        seen.add(public_id)


def _keep(session: Session, contract: Contract, change: Change) -> None:
    """Keep it as a save of the page does, so that a page that is open sees that it was overtaken."""
    change_facts(contract, change.facts, now_of(session))
    change.schedule.put(contract)
    contract.custom_values = change.custom
    contract.draft_revision, contract.draft_page = contract.draft_revision + 1, ""
    session.flush()
    session.refresh(contract, ["type"])
    if change.parties is not None:
        keep_parties(session, contract, change.parties)
    if change.proposes:
        propose_parties(session, contract)
    make_searchable(session, contract)
