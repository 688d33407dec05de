"""Drafts of these tests: two parties, and pages that are turned and cut."""

from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import delete, select

from contracts.boxes import Box, BoxKind
from database.contract import Contract
from database.party import Party, PartyField
from database.placing import PartyBox, Placement
from database.queries.draft_parties import PartyDraft, set_parties
from tests.counterparty.office import Office
from tests.desk.site import Clerk

LEGAL = "yamada@sample.example"
LESSEE, LESSOR, AGENT, READER = "sato", "midori", "suzuki", "tanaka"
DRAFTS = (
    PartyDraft(id="", order=1, role="借主", name="佐藤 一郎", mail="sato@example.com"),
    PartyDraft(id="", order=2, role="貸主", name="田中 誠", mail="tanaka@example.com", own=True),
    PartyDraft(
        id="", order=1, role="取引士", name="鈴木 一郎", mail="suzuki@example.com", imprint=False,
        names_only=True, registration="（東京）第123456号",
    ),
    PartyDraft(id="", order=1, role="保証会社", name="高橋 美咲", mail="takahashi@example.com", signs=False),
)  # fmt: skip


def turned_paper() -> bytes:
    """Return three A4 pages: upright; turned by 90° and cut; turned by 270° with a negative origin."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595.28, 841.89), invariant=True)
    for number in (1, 2, 3):
        canvas.setFont("Helvetica", 16)
        canvas.drawString(90, 760, f"Page {number}")
        for line in range(30):
            canvas.line(90, 720 - 20 * line, 500, 720 - 20 * line)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(BytesIO(stream.getvalue())) as pdf:
        pdf.pages[1].rotate(90, relative=False)
        pdf.pages[1].cropbox = pikepdf.Array([20, 30, 575, 812])
        pdf.pages[2].rotate(270, relative=False)
        pdf.pages[2].mediabox = pikepdf.Array([-40, -60, 595, 842])
        copy = BytesIO()
        pdf.save(copy)
    return copy.getvalue()


@dataclass
class Draft:
    """`parties` are public ids: 借主, 貸主 of our own, 取引士, and who it is only shared with."""

    id: str
    parties: list[str]

    @property
    def path(self) -> str:
        return f"/drafts/{self.id}/placement"

    def box(self, **changes: object) -> Box:
        usual = Box(
            id="11111111-1111-4111-8111-111111111111",
            party=self.parties[0],
            kind=BoxKind.SEAL,
            document=1,
            page=1,
            left=30,
            top=220,
            width=24,
            height=24,
        )
        return replace(usual, **changes)  # type: ignore[arg-type]  # what a test changes is its own


def drafted(clerk: Clerk, office: Office, paper: bytes | None = None) -> Draft:
    """Upload the paper by the page, and give it these parties."""
    clerk.opens("/drafts/new")
    clerk.uploads("/drafts/new", paper or turned_paper())
    public_id = clerk.path.split("/")[2]
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == public_id)).one()
        set_parties(session, contract, DRAFTS)
        query = select(Party.public_id).where(Party.contract_id == contract.id).order_by(Party.position)
        return Draft(public_id, list(session.scalars(query)))


def clear(office: Office) -> None:
    """Take away whatever was placed."""
    with office.opened.database.writing() as session:
        for table in (PartyBox, PartyField, Placement):
            session.execute(delete(table))
