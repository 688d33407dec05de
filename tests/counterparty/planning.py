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
from database.contract import Contract
from database.party import Party, PartyField, RequiredDocument

CODE = "19850505"


@dataclass(frozen=True)
class Asked:
    """One フリーテキスト or チェックボックス."""

    label: str
    kind: str = "text"
    required: bool = True
    maps_to: str = ""


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
    optional_documents: tuple[str, ...] = ()
    fields: tuple[Asked, ...] = ()
    own: bool = False
    may_hand_over: bool = False
    profile: str = ""
    phone: str = ""
    mail: str | None = None
    claimable: bool = False
    names_only: bool = False
    registration: str = ""
    signs: bool = True


@cache
def paper(title: str) -> bytes:
    """Return two A5 pages of Japanese in an embedded font."""
    _register_font()
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
def _register_font() -> None:
    pdfmetrics.registerFont(TTFont("paper", str(font("serif"))))


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
        mail=f"party{position}@example.com" if plan.mail is None else plan.mail,
        phone=plan.phone,
        profile=plan.profile,
        claimable=plan.claimable,
        own=plan.own,
        signs=plan.signs,
        imprint=plan.imprint,
        access_code_hash=_hashed(plan.code) if plan.code else "",
        access_code_hint=plan.hint,
        code_tries=0,
        progress="not_asked",
        may_hand_over=plan.may_hand_over,
        names_only=plan.names_only,
        registration=plan.registration,
    )


def document_rows(party: Party, plan: Plan) -> list[RequiredDocument]:
    needs = [
        *((title, True) for title in plan.documents),
        *((title, False) for title in plan.optional_documents),
    ]
    return [
        RequiredDocument(
            organization_id=party.organization_id,
            party_id=party.id,
            position=at,
            title=title,
            required=required,
            is_identity=title.startswith("本人確認書類"),
        )
        for at, (title, required) in enumerate(needs, 1)
    ]


def field_rows(party: Party, plan: Plan) -> list[PartyField]:
    return [
        PartyField(
            organization_id=party.organization_id,
            party_id=party.id,
            position=at,
            kind=one.kind,
            label=one.label,
            required=one.required,
            maps_to=one.maps_to,
        )
        for at, one in enumerate(plan.fields, 1)
    ]


def planned_party(
    party: Party, plan: Plan, asked: list[RequiredDocument], fields: list[PartyField]
) -> PartyPlan:
    return PartyPlan(
        id=party.public_id,
        order=plan.order,
        own=plan.own,
        signs=plan.signs,
        imprint=plan.imprint,
        access_code=bool(plan.code),
        documents=[one.public_id for one in asked if one.required],
        may_hand_over=plan.may_hand_over,
        optional_documents=[one.public_id for one in asked if not one.required],
        profile=plan.profile,
        claimable=plan.claimable,
        names_only=plan.names_only,
        own_certificate=plan.kind == "corporate_registered",
        fields=[one.public_id for one in fields if one.required],
    )
