"""What the tests of 契約台帳 put into the office, and what they read of it."""

from collections.abc import Sequence

from sqlalchemy import select, update

from contracts.metadata import Source
from contracts.preset_spelling import spelled_preset
from contracts.type_preset import CustomField, TypePreset
from database.audit import AuditEvent
from database.changing_metadata import Why, change_metadata, value_in
from database.contract import Contract
from database.contract_type import ContractType
from database.metadata_change import MetadataChange
from database.people import User
from tests.counterparty.office import Office, Sent


def filed(office: Office, title: str, **values: object) -> Sent:
    """Return a contract that was sent, with these columns; `custom:…` goes by `says`."""
    sent = office.sent(title=title)
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        for name, value in values.items():
            setattr(row, name, value)
    return sent


def kind_with(office: Office, name: str, *fields: CustomField) -> ContractType:
    with office.opened.database.writing() as session:
        kind = ContractType(
            organization_id=office.organization.id,
            code=f"kind_{abs(hash(name))}",
            name=name,
            position=90,
            needs_approval=False,
            edelivery="",
            preset=spelled_preset(TypePreset(custom_fields=fields)),
        )
        session.add(kind)
    return kind


def says(office: Office, sent: Sent, item: str) -> str:
    with office.opened.database.reading() as session:
        return value_in(
            session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one(), item
        )


def changed_by_another(office: Office, sent: Sent, **values: str) -> None:
    """Somebody else changes these items."""
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        other = session.scalars(select(User).where(User.mail == "head@sample.example")).one()
        change_metadata(session, row, values, Why(other, Source.PERSON, "別の人の訂正"))


def mark_confidential(office: Office, sent: Sent, *, confidential: bool) -> None:
    with office.opened.database.writing() as session:
        mine = update(Contract).where(Contract.public_id == sent.contract)
        session.execute(mine.values(confidential=confidential))


def history(office: Office, sent: Sent) -> Sequence[MetadataChange]:
    with office.opened.database.reading() as session:
        query = select(MetadataChange).join(Contract).where(Contract.public_id == sent.contract)
        return session.scalars(query.order_by(MetadataChange.id)).all()


def told(office: Office, code: str, subject: str = "") -> int:
    with office.opened.database.reading() as session:
        query = select(AuditEvent).where(AuditEvent.code == code)
        return len(session.scalars(query.where(AuditEvent.subject == subject) if subject else query).all())
