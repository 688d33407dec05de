"""A contract with boxes that was sent and sent back, and papers to answer with."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.boxes import Box, BoxKind
from database.contract import Contract
from database.contract_type import ContractType
from database.document import DocumentVersion
from database.party import Party, PartyField
from database.queries.draft_asks import FieldDraft, set_fields
from database.queries.draft_parties import parties_of
from database.queries.versions import newest_version
from tests.counterparty.office import Office, Sent
from tests.desk.cases import sent_back
from tests.desk.site import Clerk
from tests.placing.drafts import Draft
from tests.placing.test_page import sends

A5 = (419.53, 595.28)
SEAL, OWN, TEXT = (f"{n}" * 8 + f"-{n * 4}-4{n * 3}-8{n * 3}-" + f"{n}" * 12 for n in "123")


def pages(*sizes: tuple[float, float]) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, invariant=True)
    for number, size in enumerate(sizes, 1):
        canvas.setPageSize(size)
        canvas.drawString(40, 300, f"Revised {number}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def sent_back_with_boxes(clerk: Clerk, office: Office, draft: Draft) -> Sent:
    """Place two seals and an input on the draft, send it and let 借主 send it back."""
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == draft.id)).one()
        contract.title, contract.standing = "建物賃貸借契約書", "own_signer"
        kind = select(ContractType.id).where(ContractType.code == "lease")
        contract.type_id = session.scalars(kind).one()
        party = session.scalars(select(Party).where(Party.public_id == draft.parties[0])).one()
        set_fields(session, party, [FieldDraft("住所", maps_to="address")])
        field = session.scalars(select(PartyField)).one()
        field.public_id = TEXT
    assert sends(clerk, draft, 0, *first_boxes(draft)).status_code == 200
    clerk.opens(f"/drafts/{draft.id}/confirmation")
    clerk.sends(f"/drafts/{draft.id}/sending")
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == draft.id)).one()
        sent = Sent(draft.id, list(parties_of(session, contract)))
    office.prepare(sent)
    sent_back(office, sent)
    return sent


def first_boxes(draft: Draft) -> tuple[Box, ...]:
    return (
        draft.box(id=SEAL, page=2, left=30.0, top=120.0),
        draft.box(id=OWN, party=draft.parties[1], page=1, left=170.0, top=250.0),
        draft.box(id=TEXT, kind=BoxKind.TEXT, page=1, width=60.0, height=8.0, left=20.0, label="住所"),
    )


def newest(session: Session, sent: Sent) -> DocumentVersion:
    contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
    version = newest_version(session, contract)
    assert version is not None
    return version
