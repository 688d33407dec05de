"""Places that are part of a contract's record: a party, and what it did, typed and handed in (LW-39)."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.person_requests import Verdict, Why
from database.contract import Contract
from database.delivery import Delivery, PartyLink
from database.document import SubmittedFile
from database.evidence import ImprintRow
from database.holders import DeliveryAnswer, FieldValue, FilledForm, PartyHolder
from database.own_signatures import OwnSignatureRow
from database.party import Party, PartyField, RequiredDocument
from database.people import PartySession
from database.persons.person import Find, Item, Person, Place, at_once, given
from database.persons.stays import HOLDER, PARTY, Stay, by_party, stays_of
from database.proposals import ProposalAnswer
from database.readers import ReaderClaim
from database.record import ContractEvent
from database.searchable import make_searchable

OF_PARTY = (
    "role kind company name mail phone language corporate_number invoice_number postal_code prefecture "
    "address_lines registration"
)
ERASED_OF_DRAFT = ("name", "mail", "phone", "postal_code", "prefecture", "address_lines", "registration")


def _parties(session: Session, person: Person) -> Iterator[Item]:
    for stay in stays_of(session, person):
        if stay.ended is None:
            yield Item(PARTY, stay.party, given(stay.party, OF_PARTY), stay.contract)


def _holders(session: Session, person: Person) -> Iterator[Item]:
    query = (
        select(PartyHolder, Contract)
        .join(Party, Party.id == PartyHolder.party_id)
        .join(Contract, Contract.id == Party.contract_id)
        .where(PartyHolder.organization_id == person.organization_id)
    )
    is_theirs = person.is_at(PartyHolder.mail) | PartyHolder.id.in_(person.rows_ticked(HOLDER))
    columns = "how company name mail phone language created_at"
    for row, contract in session.execute(query.where(is_theirs)):
        yield Item(HOLDER, row, given(row, columns), contract)
    for row, contract in session.execute(query.where(person.is_at(PartyHolder.previous_mail))):
        before = {name: getattr(row, f"previous_{name}") for name in ("company", "name", "mail", "phone")}
        yield Item(HOLDER, row, {**before, "message": row.message, "ended_at": row.created_at}, contract)


def _by_holder(code: str, table: Any, columns: str) -> Find:  # noqa: ANN401 -- a table with party_id and holder
    return _in_stays(code, table, columns, lambda stay, row: row.holder == stay.holder)


def _by_moment(code: str, table: Any, columns: str, moment: str) -> Find:  # noqa: ANN401 -- a table with party_id
    return _in_stays(code, table, columns, lambda stay, row: stay.covers(getattr(row, moment)))


def _in_stays(code: str, table: Any, columns: str, is_of: Any) -> Find:  # noqa: ANN401 -- as above
    def find(session: Session, person: Person) -> Iterator[Item]:
        stays = by_party(stays_of(session, person))
        for some in at_once(stays):
            for row in session.scalars(select(table).where(table.party_id.in_(some)).order_by(table.id)):
                for stay in stays[row.party_id]:
                    if is_of(stay, row):
                        yield Item(code, row, given(row, columns), stay.contract)

    return find


def _events(session: Session, person: Person) -> Iterator[Item]:
    """What the person did, from which address and browser; what others did is not theirs."""
    stays: dict[str, list[Stay]] = {}
    for stay in stays_of(session, person):
        stays.setdefault(stay.party.public_id, []).append(stay)
    for some in at_once({one.contract.id for of_party in stays.values() for one in of_party}):
        query = select(ContractEvent).where(ContractEvent.contract_id.in_(some))
        for row in session.scalars(query.order_by(ContractEvent.contract_id, ContractEvent.sequence)):
            yield from _act(row, stays)


def _act(row: ContractEvent, stays: dict[str, list[Stay]]) -> Iterator[Item]:
    facts = json.loads(row.facts)
    origin = facts.get("origin", {})
    for stay in stays.get(origin.get("actor", ""), []):
        if stay.contract.id == row.contract_id and _did(stay, row, facts):
            shown = {name: origin.get(name, "") for name in ("address", "user_agent")}
            shown |= {"reason": facts.get("reason", "")}
            yield Item("contract_event", row, {"kind": row.kind, "at": row.at, **shown}, stay.contract)


def _did(stay: Stay, row: ContractEvent, facts: dict[str, Any]) -> bool:
    """Who hands a place over does so while it is still theirs; who claims it is in it already."""
    if row.kind == "party_handed_over":
        return bool(stay.holder == facts["previous"])
    if row.kind == "party_claimed":
        return bool(stay.holder == facts["holder"])
    return stay.covers(datetime.fromisoformat(row.at))


def _typed(session: Session, person: Person) -> Iterator[Item]:
    stays = by_party(stays_of(session, person))
    for some in at_once(stays):
        query = select(FieldValue, PartyField).join(PartyField, PartyField.id == FieldValue.party_field_id)
        for row, asked in session.execute(query.where(PartyField.party_id.in_(some))):
            for stay in stays[asked.party_id]:
                if row.holder == stay.holder:
                    shown = {"label": asked.label, **given(row, "value saved_at")}
                    yield Item("field_value", row, shown, stay.contract)


def _proposed(session: Session, person: Person) -> Iterator[Item]:
    """What the person typed and the sender took over, or not, into the data of the contract."""
    stays = by_party(stays_of(session, person))
    for some in at_once(stays):
        query = select(ProposalAnswer, FilledForm).join(
            FilledForm, FilledForm.public_id == ProposalAnswer.form
        )
        for row, form in session.execute(query.where(FilledForm.party_id.in_(some))):
            for stay in stays[form.party_id]:
                if stay.covers(form.created_at):
                    yield Item("proposal_answer", row, given(row, "value adopted at"), stay.contract)


def _papers(session: Session, person: Person) -> Iterator[Item]:
    stays = by_party(stays_of(session, person))
    for some in at_once(stays):
        query = (
            select(SubmittedFile, RequiredDocument)
            .join(RequiredDocument, RequiredDocument.id == SubmittedFile.required_document_id)
            .where(RequiredDocument.party_id.in_(some))
            .options(joinedload(SubmittedFile.file))
        )
        for row, asked in session.execute(query):
            for stay in stays[asked.party_id]:
                if row.holder == stay.holder:
                    yield _paper(row, asked, stay)


def _paper(row: SubmittedFile, asked: RequiredDocument, stay: Stay) -> Item:
    shown = {"title": asked.title, **given(row, "filename created_at purged_at")}
    file = None if row.purged_at else row.file
    return Item("submitted_file", row, shown, stay.contract, file, asked.is_identity)


def _visits(session: Session, person: Person) -> Iterator[Item]:
    stays = by_party(stays_of(session, person))
    for some in at_once(stays):
        query = select(PartySession, PartyLink).join(PartyLink, PartyLink.id == PartySession.link_id)
        for row, link in session.execute(query.where(PartyLink.party_id.in_(some))):
            for stay in stays[link.party_id]:
                if stay.covers(row.created_at):
                    yield Item("party_session", row, given(row, "created_at ended_at"), stay.contract)


def _deliveries(session: Session, person: Person) -> Iterator[Item]:
    query = select(Delivery, Contract).join(Contract, Contract.id == Delivery.contract_id)
    here = Delivery.organization_id == person.organization_id
    for row, contract in session.execute(query.where(here, person.is_at(Delivery.address))):
        yield Item("delivery", row, given(row, "template channel address fate at arrived_at"), contract)


def _empty_draft(session: Session, item: Item) -> None:
    """Nothing was sent yet: the place of the party stays, the person goes out of it and out of the search."""
    for name in ERASED_OF_DRAFT:
        setattr(item.row, name, "")
    contract = session.get_one(Contract, item.row.contract_id)
    make_searchable(session, contract)


def _of_papers(_session: Session, item: Item, _today: date) -> Verdict | None:
    """本人確認書類 are deleted by themselves, some time after the contract ended (LW-38)."""
    return Verdict(Why.SCHEDULED) if item.is_identity and item.file else None


PLACES = (
    Place(
        PARTY,
        _parties,
        [f"party.{name}" for name in OF_PARTY.split()] + ["party.access_code_hint", "party.document_ways"],
        erase=_empty_draft,
    ),
    Place(
        HOLDER,
        _holders,
        [f"party_holder.{way}{name}" for way in ("", "previous_") for name in ("company", "name", "mail")]
        + ["party_holder.phone", "party_holder.previous_phone", "party_holder.message"],
    ),
    Place("contract_event", _events, ["contract_event.facts"]),
    Place("delivery", _deliveries, ["delivery.address"]),
    Place(
        "delivery_answer",
        _by_holder("delivery_answer", DeliveryAnswer, "edelivery answer phrase address user_agent at"),
        ["delivery_answer.address", "delivery_answer.user_agent", "delivery_answer.phrase"],
    ),
    Place("field_value", _typed, ["field_value.value"]),
    Place(
        "filled_form",
        _by_moment("filled_form", FilledForm, "values created_at", "created_at"),
        ["filled_form.values"],
    ),
    Place("proposal_answer", _proposed, ["proposal_answer.value", "proposal_answer.before"]),
    Place(
        "submitted_file",
        _papers,
        ["submitted_file.filename"],
        judge=_of_papers,
    ),
    Place(
        "imprint",
        _by_holder("imprint", ImprintRow, "text method created_at"),
        ["imprint.text", "imprint.svg", "imprint.picture", "imprint.operators"],
    ),
    Place(
        "own_signature",
        _by_holder("own_signature", OwnSignatureRow, "subject issuer serial prepared_at"),
        [f"own_signature.{name}" for name in ("subject", "issuer", "serial", "certificates")],
    ),
    Place("reader_claim", _by_moment("reader_claim", ReaderClaim, "claimed_at", "claimed_at"), []),
    Place("party_session", _visits, []),
)
