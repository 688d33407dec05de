"""Parties as the tests plan them, and the paper they are sent."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from adapters.fonts import font
from adapters.passwords import hash_access_code
from contracts.acts import PartyPlan
from database.contract import Contract, Party, RequiredDocument

CODE = "19850505"


@dataclass(frozen=True)
class Plan:
    """One party as the tests plan it."""

    name: str = "佐藤 一郎"
    company: str = ""
    kind: str = "individual"
    role: str = "借主"
    order: int = 1
    imprint: bool = True
    code: str = ""
    hint: str = ""
    documents: tuple[str, ...] = ()
    own: bool = False


@cache
def paper(title: str) -> bytes:
    """Return two A5 pages of Japanese in an embedded font."""
    pdfmetrics.registerFont(TTFont("paper", str(font("serif"))))
    out = BytesIO()
    canvas = Canvas(out, pagesize=(420, 595), invariant=True)
    for page in (1, 2):
        canvas.setFont("paper", 16)
        canvas.drawCentredString(210, 540, title)
        canvas.setFont("paper", 9)
        for line in range(24):
            canvas.drawString(
                36, 500 - line * 18, f"第{page * 24 + line - 23}条　貸主と借主は、次のとおり合意する。"
            )
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def _hashed(code: str) -> str:
    return hash_access_code(code)


def party_row(contract: Contract, position: int, plan: Plan) -> Party:
    return Party(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        position=position,
        ordering=plan.order,
        role=plan.role,
        kind=plan.kind,
        company=plan.company,
        name=plan.name,
        mail=f"party{position}@example.com",
        own=plan.own,
        signs=True,
        imprint=plan.imprint,
        access_code_hash=_hashed(plan.code) if plan.code else "",
        access_code_hint=plan.hint,
        code_tries=0,
        progress="not_asked",
    )


def document_rows(party: Party, plan: Plan) -> list[RequiredDocument]:
    return [
        RequiredDocument(organization_id=party.organization_id, party_id=party.id, position=at, title=title)
        for at, title in enumerate(plan.documents, 1)
    ]


def planned_party(party: Party, plan: Plan, asked: list[RequiredDocument]) -> PartyPlan:
    return PartyPlan(
        id=party.public_id,
        order=plan.order,
        own=plan.own,
        imprint=plan.imprint,
        access_code=bool(plan.code),
        documents=[one.public_id for one in asked],
    )
