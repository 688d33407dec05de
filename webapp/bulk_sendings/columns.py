"""The columns of a template's file; their names are Japanese in every language, like those of 宛先帳."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.placeholders import TYPED, used_in
from contracts.standing import PartyKind
from contracts.type_preset import CodeUse, TypePreset
from database.template_content import TemplateContent, TemplateParty

OF_PARTY = {
    "company": "会社名",
    "name": "氏名",
    "mail": "メール",
    "phone": "携帯番号",
    "access_code": "アクセスコード",
}
OF_CONTRACT = {
    "title": "文書名",
    "subject": TYPED,
    "amount": "金額",
    "guarantee_limit": "極度額",
    "starts_on": "開始日",
    "ends_on": "終了日",
    "memo": "メモ",
}
ERROR = "エラー"
WORDS = ("title", "comment", "memo")


@dataclass(frozen=True, slots=True)
class Column:
    """`number` counts the parties of the template from 1, 0 is the contract; its name counts recipients."""

    name: str
    number: int
    field: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """受信者_n: the party of the template whose names each row gives; `place` is n."""

    place: int
    number: int
    role: str


def recipients_of(content: TemplateContent) -> list[Recipient]:
    open_places = [(number, one) for number, one in enumerate(content.parties, start=1) if not one.fixed]
    return [Recipient(place, number, one.asked["role"]) for place, (number, one) in enumerate(open_places, 1)]


def columns_of(content: TemplateContent, preset: TypePreset) -> tuple[Column, ...]:
    """Return the columns of a file in order: each recipient's, then those of the contract."""
    of_parties = [
        Column(f"受信者_{one.place}_{OF_PARTY[field]}", one.number, field)
        for one in recipients_of(content)
        for field in _fields_of(content.parties[one.number - 1], preset)
    ]
    asked = _facts_asked(content, preset)
    return (*of_parties, *(Column(name, 0, field) for field, name in OF_CONTRACT.items() if field in asked))


def codes_among(columns: Sequence[Column]) -> frozenset[str]:
    return frozenset(one.name for one in columns if one.field == "access_code")


def _fields_of(party: TemplateParty, preset: TypePreset) -> Iterator[str]:
    """A company is reached by mail alone (AD-16); our own people have no access code."""
    asked = party.asked
    is_corporate = asked["kind"] != PartyKind.INDIVIDUAL
    if is_corporate:
        yield "company"
    yield from ("name", "mail")
    if not is_corporate:
        yield "phone"
    may_have_code = asked["signs"] and not asked["own"]
    if may_have_code and preset.code_use(asked["role"], asked["kind"]) is not CodeUse.OFF:
        yield "access_code"


def _facts_asked(content: TemplateContent, preset: TypePreset) -> frozenset[str]:
    asked = {"title", "amount", "starts_on", "ends_on", "memo"}
    if TYPED in used_in(*(content.facts[name] for name in WORDS)):
        asked.add("subject")
    if preset.guarantee_limit:
        asked.add("guarantee_limit")
    return frozenset(asked)
