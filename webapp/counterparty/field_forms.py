"""The form of one field, and what of it can be taken: it is refused here rather than cut on paper (IM-61)."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField

from adapters.filling import TextRefused, require_printable
from contracts.fields import CHECKED, LONGEST_TEXT, ValueRefused, canonical_value
from contracts.inputs import InputKind, Meaning
from contracts.signing import InputField
from database.inputs import input_of
from database.party import PartyField
from database.spots import Spot
from webapp.counterparty.forms import VisitForm

ENOUGH_LINES = frozenset({Meaning.REMARKS})
"""Where Enter begins a new line; elsewhere it goes on to the next field."""
_DAYS = frozenset({Meaning.AGREED_ON, Meaning.STARTS_ON, Meaning.ENDS_ON})


class TextForm(VisitForm):
    value = TextAreaField()


class CheckForm(VisitForm):
    value = BooleanField(false_values=("",))


def field_form(row: PartyField, value: str = "") -> TextForm | CheckForm:
    """Return the form labelled as the sender named the field; posted, it holds what was typed."""
    form: TextForm | CheckForm = (
        CheckForm(value=value == CHECKED) if row.kind == InputKind.CHECK else TextForm(value=value)
    )
    form.value.label.text = row.label
    form.value.description = _hint(row)
    return form


def taken_value(row: PartyField, form: TextForm | CheckForm, spots: Sequence[Spot]) -> str:
    """Return the canonical value; raises ValueRefused with its sentence beside the field."""
    typed = (
        (CHECKED if form.value.data else "") if row.kind == InputKind.CHECK else str(form.value.data or "")
    )
    try:
        value = canonical_value(row.kind, typed, required=row.required)
        if row.kind == InputKind.TEXT:
            _require_printable(input_of(row, spots), value)
    except ValueRefused as refused:
        form.value.errors = [_why(row, refused)]
        raise
    return value


def _require_printable(field: InputField, value: str) -> None:
    try:
        require_printable(value, field)
    except TextRefused as refused:
        raise ValueRefused(refused.code, letter=refused.letter) from refused


def _why(row: PartyField, refused: ValueRefused) -> str:
    facts = {"most": LONGEST_TEXT, "is_now": 0, "letter": "", **refused.facts}
    if refused.code == "required" and row.kind == InputKind.CHECK:
        return str(_("内容をご確認のうえ、印を付けてください。"))
    sentences = {
        "required": _("入力してください。"),
        "too_long": _("%(most)s文字以内で入力してください（いまは%(is_now)s文字）。", **facts),
        "control_character": _(
            "目に見えない文字（%(letter)s）が含まれています。消して入力し直してください。", **facts
        ),
        "no_glyph": _("「%(letter)s」は契約書に印字できない文字です。別の文字で入力してください。", **facts),
        "does_not_fit": _("契約書の欄に収まりません。短くしてください。"),
    }
    return str(sentences[refused.code])


def _hint(row: PartyField) -> str:
    if row.kind == InputKind.CHECK:
        if row.required:
            return str(_l("必須の項目です。印を付けると次へ進めます。"))
        return str(_l("任意の項目です。当てはまるときに印を付けてください。"))
    if row.maps_to in _DAYS:
        return str(_l("例：2026年12月1日、令和8年12月1日"))
    return str(_l("入力した内容は、契約書に印字されます。"))
