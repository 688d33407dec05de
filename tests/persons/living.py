"""A person who has left traces in every place: contracts, address book, account, shares, codes, texts."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.signing import FileIdentity, Purpose
from database.bulk_sending import BulkRow, BulkSending
from database.contract import Contract
from database.delivery import Delivery
from database.document import DocumentVersion, StoredFile, SubmittedFile
from database.engine import now_of
from database.evidence import ImprintRow
from database.factors import OneTimeCode
from database.holders import DeliveryAnswer, FieldValue, FilledForm
from database.legal_hold import HeldContract, LegalHold
from database.party import Party, PartyField, RequiredDocument
from database.people import User
from database.sharing import ExternalComment, VersionShare
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Asked, Plan
from tests.desk.cases import concluded
from tests.persons.around import CODE, MAIL, NAME, OTHER_MAIL, OTHER_NAME, PHONE, TOKEN, around, outside

IDENTITY, PAPER = b"a picture of a driving licence", b"a certificate of income"


@dataclass(frozen=True)
class Life:
    """`lease` is concluded and kept, `open` awaits the signature, `secret` is 親展, `held` under a hold."""

    lease: Sent
    open: Sent
    secret: Sent
    held: Sent
    other: Sent


def lived(office: Office) -> Life:
    lease = office.sent(
        _plan(optional_documents=("本人確認書類", "所得証明書"), fields=(Asked("勤務先", required=False),))
    )
    life = Life(
        lease=_done(office, lease),
        open=office.sent(_plan(), title="手続き中の契約"),
        secret=_done(office, office.sent(_plan(), title="役員の覚書")),
        held=_done(office, office.sent(_plan(), title="係争中の契約")),
        other=_done(office, office.sent(Plan(name=OTHER_NAME, mail=OTHER_MAIL), title="別の方の契約")),
    )
    with office.opened.database.writing() as session:
        _settle(session, life)
        _traces(session, office, life)
    return life


def _plan(**more: Any) -> Plan:  # noqa: ANN401 -- what a Plan takes
    return Plan(name=NAME, mail="Sato@Example.com", phone=PHONE, **more)


def _done(office: Office, sent: Sent) -> Sent:
    concluded(office, sent)
    return sent


def contract(session: Session, sent: Sent) -> Contract:
    return session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()


def _settle(session: Session, life: Life) -> None:
    """The lease has ended and is kept for years, one contract is 親展, one under a hold."""
    for sent in (life.lease, life.secret, life.held, life.other):
        row = contract(session, sent)
        row.starts_on, row.ends_on, row.auto_renews = date(2024, 1, 1), date(2026, 3, 31), False
        row.agreed_on = row.traded_on = date(2023, 12, 20)
    contract(session, life.secret).confidential = True
    held, owner = contract(session, life.held), session.scalars(select(User)).first()
    assert owner is not None
    hold = LegalHold(
        organization_id=held.organization_id, name="訴訟A", reason="係争", by_id=owner.id, at=now_of(session)
    )
    session.add(hold)
    session.flush()
    named = {"organization_id": held.organization_id, "hold_id": hold.id, "contract_id": held.id}
    session.add(HeldContract(**named, at=now_of(session)))


def _traces(session: Session, office: Office, life: Life) -> None:
    owner = session.scalars(select(User)).first()
    assert owner is not None
    now, lease = now_of(session), contract(session, life.lease)
    party = session.scalars(select(Party).where(Party.contract_id == lease.id)).one()
    here = {"organization_id": lease.organization_id}
    session.add_all(
        [
            *around(here, now, owner),
            *outside(here, now),
            *_of_party(here, now, party),
            *_shares(session, here, now, lease, owner),
            *_bulk(session, here, now, owner),
        ]
    )
    lease.memo = "連絡は sato@example.com まで"
    _papers(session, office, party)


def _of_party(here: dict[str, Any], now: datetime, party: Party) -> list[Any]:
    past = now - timedelta(days=2)
    return [
        Delivery(
            **here,
            contract_id=party.contract_id,
            party=party.public_id,
            template="request",
            message_id="<1@x>",
            fate="sent",
            at=now,
            address=MAIL,
        ),
        DeliveryAnswer(
            **here,
            party_id=party.id,
            holder="",
            edelivery="lease",
            answer="agreed",
            text_version="1",
            phrase="",
            address="203.0.113.7",
            user_agent="Firefox/140",
            at=now,
        ),
        FilledForm(
            **here, party_id=party.id, round=1, values='{"勤務先":"商店"}', digest="d", created_at=now
        ),
        ImprintRow(
            **here,
            party_id=party.id,
            text="佐藤",
            shape="round",
            size_mm=10.5,
            svg="",
            operators=b"",
            digest="d",
            created_at=now,
        ),
        OneTimeCode(
            **here,
            party_id=party.id,
            purpose="factor",
            channel="mail",
            address_key=MAIL,
            remote="203.0.113.7",
            browser="b",
            salt=b"s",
            digest=CODE,
            secret_id=b"i",
            facts="",
            created_at=past,
            expires_at=past,
        ),
    ]


def _shares(session: Session, here: dict[str, Any], now: datetime, lease: Contract, owner: User) -> list[Any]:
    version = session.scalars(select(DocumentVersion).where(DocumentVersion.contract_id == lease.id)).one()
    shares = [
        VersionShare(
            **here,
            contract_id=lease.id,
            version_id=version.id,
            created_by_id=owner.id,
            display_name="サンプル不動産",
            recipient=NAME,
            mail=MAIL,
            message="ご確認ください",
            language="ja",
            secret_id=b"x",
            token_digest=f"{TOKEN}-share-{days}",
            code_hash=CODE,
            code_tries=0,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        for days in (-1, 30)
    ]
    session.add_all(shares)
    session.flush()
    said = {"author": NAME, "kind": "comment", "body": "第3条を直してください", "at": now}
    return [ExternalComment(**here, share_id=shares[0].id, **said)]


def _bulk(session: Session, here: dict[str, Any], now: datetime, owner: User) -> list[Any]:
    run = BulkSending(
        **here,
        owner_id=owner.id,
        template="",
        template_name="t",
        content="{}",
        filename="宛先.csv",
        state="finished",
        origin="{}",
        created_at=now,
        ended_at=now,
        fate="",
    )
    session.add(run)
    session.flush()
    party = {"position": 1, "company": "", "name": NAME, "mail": MAIL, "phone": ""}
    other = {"position": 2, "company": "", "name": OTHER_NAME, "mail": OTHER_MAIL, "phone": ""}
    cells = {"氏名": NAME, "メール": MAIL, "氏名2": OTHER_NAME, "メール2": OTHER_MAIL}
    return [
        BulkRow(
            **here,
            bulk_sending_id=run.id,
            line=2,
            cells=json.dumps(cells),
            row_values=json.dumps({"parties": [party, other]}),
            outcome="sent",
            faults="[]",
            done_at=now,
        )
    ]


def _papers(session: Session, office: Office, party: Party) -> None:
    now = now_of(session)
    items = session.scalars(
        select(RequiredDocument)
        .where(RequiredDocument.party_id == party.id)
        .order_by(RequiredDocument.position)
    ).all()
    for item, data, name in zip(items, (IDENTITY, PAPER), ("免許証.jpg", "所得証明書.pdf"), strict=True):
        digest = hashlib.sha256(data).hexdigest()
        purpose = Purpose.IDENTITY if item.is_identity else Purpose.SUBMITTED
        file = FileIdentity(
            office.organization.public_id,
            str(uuid.uuid4()),
            purpose,
            digest,
        )
        office.opened.files.write(file, data)
        named = {"organization_id": party.organization_id, "created_at": now}
        stored = StoredFile(
            **named, public_id=file.object_id, purpose=file.purpose, digest=digest, size=len(data)
        )
        session.add(stored)
        session.flush()
        session.add(SubmittedFile(**named, required_document_id=item.id, file_id=stored.id, filename=name))
    asked = session.scalars(select(PartyField).where(PartyField.party_id == party.id)).one()
    typed = {"party_field_id": asked.id, "round": 1, "holder": "", "value": "佐藤商店", "saved_at": now}
    session.add(FieldValue(organization_id=party.organization_id, **typed))
