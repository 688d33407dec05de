"""A 契約種別 between row and form: what is kept, what was typed, what is wrong in it."""

import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from flask import request
from flask_babel import gettext as _

from contracts.preset_spelling import preset_from
from contracts.sealing_ways import SealingWay, ways_of
from contracts.standing import PartyKind, Standing
from contracts.type_preset import Block, CodeUse, CustomField, FieldKind, PresetDocument, TypePreset
from database.contract_type import ContractType
from database.contract_types import TypeFacts
from webapp.contract_types.forms import TypeForm
from webapp.contract_types.rows import (
    LONGEST_HELP,
    MOST_FIELDS,
    DocumentRow,
    FieldRow,
    PartyRow,
    document_rows,
    field_rows,
    party_rows,
)
from webapp.texts.contract_types import EDELIVERY

CODE = re.compile(r"[a-z][a-z0-9_]{0,31}")
NEEDED_CHOICES = 2
PLAIN = ("guarantee_limit", "lessee_signs", "hands_over_freely", "code_individual", "code_corporate", "hint")
TICKED = ("brokered_only", "as_proxy", "names_only", "imprint", "may_hand_over")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page as forms; `parties` pairs each party's row with the rows of its papers."""

    form: TypeForm
    parties: list[tuple[PartyRow, list[DocumentRow]]]
    fields: list[FieldRow]

    @property
    def is_valid(self) -> bool:
        """Validate everything, so that all that is wrong is said at once."""
        rows = [row for row, _documents in self.parties if _line(row.role.data)]
        checked = [self.form.validate(), *(row.validate() for row in rows), _fields_fit(self.fields)]
        return all(checked)


def sheet_of(kind: ContractType | None, *, typed: bool) -> Sheet:
    """Return what is kept of the type, or what was sent."""
    preset = preset_from(kind.preset if kind else "")
    form = TypeForm(request.form if typed else None, data=_held(kind, preset))
    rows = party_rows([_held_party(block) for block in preset.parties], typed=typed)
    held = [[asdict(one) for one in block.documents] for block in preset.parties]
    papers = [
        document_rows(number, held[number - 1] if number <= len(held) else [], typed=typed)
        for number in range(1, len(rows) + 1)
    ]
    items = [
        {
            "title": one.label,
            "code": one.code,
            "kind": one.kind,
            "options": "、".join(one.choices),
            "required": one.required,
            "help": one.help,
            "used": one.used,
            "place": str(place),
        }
        for place, one in enumerate(preset.custom_fields, 1)
    ]
    return Sheet(form, list(zip(rows, papers, strict=True)), field_rows(items, typed=typed))


def facts_from(sheet: Sheet) -> TypeFacts:
    """Return what a valid sheet says."""
    form = sheet.form
    preset = TypePreset(
        parties=tuple(_block(row, documents) for row, documents in sheet.parties if _line(row.role.data)),
        standing=form.standing.data if form.standing.data in set(Standing) else "",
        hands_over_individual=_listed(form.hands_over_individual.data),
        hands_over_corporate=_listed(form.hands_over_corporate.data),
        custom_fields=_custom_fields(sheet.fields),
        min_signature_boxes=int(form.min_signature_boxes.data),
        link_days=int(form.link_days.data),
        **{name: form[name].data for name in PLAIN},
    )
    edelivery = form.edelivery.data if form.edelivery.data in EDELIVERY else ""
    years = int(form.retention_years.data) if form.retention_years.data else None
    return TypeFacts(form.name.data, form.needs_approval.data, edelivery, preset, years)


def _held(kind: ContractType | None, preset: TypePreset) -> dict[str, Any]:
    return {
        **{name: getattr(preset, name) for name in (*PLAIN, "standing")},
        "name": kind.name if kind else "",
        "needs_approval": kind.needs_approval if kind else False,
        "edelivery": kind.edelivery if kind else "",
        "retention_years": str(kind.retention_years or "") if kind else "",
        "hands_over_individual": "、".join(preset.hands_over_individual),
        "hands_over_corporate": "、".join(preset.hands_over_corporate),
        "min_signature_boxes": str(preset.min_signature_boxes),
        "link_days": str(preset.link_days),
    }


def _held_party(block: Block) -> dict[str, Any]:
    named = ways_of(block.seal_methods)
    return {
        **{name: getattr(block, name) for name in (*TICKED, "role", "kind", "access_code", "hint")},
        "order": str(block.order),
        "brokered_order": str(block.brokered_order),
        "side": "ours" if block.ours else "own" if block.own else "theirs",
        **{f"seal_{way}": way in named for way in SealingWay},
    }


def _block(row: PartyRow, documents: list[DocumentRow]) -> Block:
    corporate = row.kind.data == PartyKind.CORPORATE_INFORMAL
    return Block(
        role=_line(row.role.data)[:100],
        kind=(PartyKind.CORPORATE_INFORMAL if corporate else PartyKind.INDIVIDUAL).value,
        order=int(row.order.data),
        own=row.side.data == "own",
        ours=row.side.data == "ours",
        brokered_order=int(row.brokered_order.data),
        seal_methods=" ".join(way for way in SealingWay if row[f"seal_{way}"].data),
        access_code=row.access_code.data if row.access_code.data in set(CodeUse) else "",
        hint=(row.hint.data or "").strip(),
        documents=tuple(
            PresetDocument(
                _line(one.title.data), _line(one.note.data), one.required.data, one.is_identity.data
            )
            for one in documents
            if _line(one.title.data)
        ),
        **{name: row[name].data for name in TICKED},
    )


def _custom_fields(rows: list[FieldRow]) -> tuple[CustomField, ...]:
    """An item keeps its code when it is renamed; what a draft holds of one that is gone fits no other."""
    taken: set[str] = set()
    found = []
    for row in sorted(rows, key=_place):
        if not (title := _line(row.title.data)):
            continue
        held = row.code.data or ""
        code = held if CODE.fullmatch(held) and held not in taken else _code_for(title, taken)
        taken.add(code)
        options = _listed(row.options.data) if row.kind.data == FieldKind.CHOICE else ()
        found.append(
            CustomField(
                code,
                title,
                row.kind.data if row.kind.data in set(FieldKind) else FieldKind.TEXT.value,
                options,
                row.required.data,
                _line(row.help.data)[:LONGEST_HELP],
                row.used.data,
            )
        )
    return tuple(found)


def _place(row: FieldRow) -> int:
    """A row without a number stands behind those that have one."""
    typed = (row.place.data or "").strip()
    return int(typed) if typed.isdecimal() else MOST_FIELDS + 1


def _code_for(title: str, taken: set[str]) -> str:
    """Return a code that the same name has again, so that a form sent twice says the same."""
    digest = sha256(title.encode()).hexdigest()
    codes = (f"item_{digest[at : at + 10]}" for at in range(len(digest) - 10))
    return next(code for code in codes if code not in taken)


def _fields_fit(rows: list[FieldRow]) -> bool:
    for row in rows:
        row.options.errors = []
        is_choice = bool(_line(row.title.data)) and row.kind.data == FieldKind.CHOICE
        if is_choice and len(_listed(row.options.data)) < NEEDED_CHOICES:
            row.options.errors = [_("選択肢を2つ以上、「、」で区切って入力してください。")]
    return not any(row.options.errors for row in rows)


def _listed(text: str | None) -> tuple[str, ...]:
    words = re.split(r"[、,，\n]+", text or "")
    return tuple(dict.fromkeys(_line(word) for word in words if _line(word)))


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
