"""The parties, their papers and the items of a type as rows: those kept, and an empty one to type into."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from contracts.type_preset import FieldKind
from webapp.access.whole_numbers import WholeNumber
from webapp.contract_types.forms import LONGEST_HINT, choices
from webapp.texts.asking import SEALING_WAYS
from webapp.texts.contract_types import CODE_USES, FIELD_KINDS, SIDES
from webapp.texts.standings import KINDS

MOST_PARTIES, MOST_DOCUMENTS, MOST_FIELDS = 30, 20, 30
MOST_ORDER = 99
LONGEST_HELP = 200
KINDS_OFFERED = {code: label for code, label in KINDS.items() if code != "corporate_registered"}


class PartyRow(Form):  # type: ignore[misc]  # WTForms is untyped
    """Without a role the row is left out."""

    role = StringField(_l("役割"), render_kw={"maxlength": 100, "autocomplete": "off"})
    kind = SelectField(_l("区分"), choices=choices(KINDS_OFFERED), validate_choice=False)
    order = StringField(
        _l("署名順"),
        [WholeNumber(1, MOST_ORDER)],
        default="1",
        render_kw={"maxlength": 2, "inputmode": "numeric"},
    )
    side = SelectField(_l("どちらの側か"), choices=choices(SIDES), default="theirs", validate_choice=False)
    brokered_only = BooleanField(_l("自社が媒介するときだけ用意する"))
    brokered_order = StringField(
        _l("媒介するときの署名順"),
        [WholeNumber(0, MOST_ORDER)],
        default="0",
        render_kw={"maxlength": 2, "inputmode": "numeric"},
    )
    as_proxy = BooleanField(_l("本人の代理として署名する"))
    names_only = BooleanField(_l("記名だけをする（取引士）"))
    imprint = BooleanField(_l("印影を求める"), default=True)
    may_hand_over = BooleanField(_l("署名者変更をはじめから許可する"))
    seal_generated = BooleanField(SEALING_WAYS["generated"])
    seal_uploaded = BooleanField(SEALING_WAYS["uploaded"])
    seal_drawn = BooleanField(SEALING_WAYS["drawn"])
    access_code = SelectField(
        _l("アクセスコード"),
        choices=[SelectChoice("", _l("契約種別の決まりどおり")), *choices(CODE_USES)],
        validate_choice=False,
    )
    hint = TextAreaField(_l("ヒント"), render_kw={"rows": 2, "maxlength": LONGEST_HINT})


class DocumentRow(Form):  # type: ignore[misc]  # WTForms is untyped
    title = StringField(render_kw={"maxlength": 200, "autocomplete": "off"})
    note = StringField(_l("説明"), render_kw={"maxlength": 1000, "autocomplete": "off"})
    required = BooleanField(_l("必須"), default=True)
    is_identity = BooleanField(_l("本人確認書類"))


class FieldRow(Form):  # type: ignore[misc]  # WTForms is untyped
    """Without a name the row is left out; `code` is the program's own and stays when the name changes."""

    title = StringField(_l("項目の名前"), render_kw={"maxlength": 200, "autocomplete": "off"})
    code = HiddenField()
    kind = SelectField(
        _l("種類"), choices=choices(FIELD_KINDS), default=FieldKind.TEXT.value, validate_choice=False
    )
    options = StringField(_l("選択肢"), render_kw={"maxlength": 1000, "autocomplete": "off"})
    required = BooleanField(_l("入力するまで送信できないようにする"))
    help = StringField(_l("入力の説明"), render_kw={"maxlength": LONGEST_HELP, "autocomplete": "off"})
    used = BooleanField(_l("この項目を使用する"), default=True)
    place = StringField(_l("順番"), render_kw={"maxlength": 3, "inputmode": "numeric", "autocomplete": "off"})


Row = TypeVar("Row", PartyRow, DocumentRow, FieldRow)
Held = Sequence[Mapping[str, Any]]


def party_rows(held: Held, *, typed: bool) -> list[PartyRow]:
    rows = _rows(PartyRow, "party", held, (MOST_PARTIES, "role"), typed=typed)
    return _numbered(rows, "role", lambda number: _("役割%(n)s", n=number))


def document_rows(party: int, held: Held, *, typed: bool) -> list[DocumentRow]:
    rows = _rows(DocumentRow, f"party-{party}-document", held, (MOST_DOCUMENTS, "title"), typed=typed)
    return _numbered(rows, "title", lambda number: _("書類%(n)s", n=number))


def field_rows(held: Held, *, typed: bool) -> list[FieldRow]:
    return _rows(FieldRow, "field", held, (MOST_FIELDS, "title"), typed=typed)


def _rows(kind: type[Row], prefix: str, held: Held, bounds: tuple[int, str], *, typed: bool) -> list[Row]:
    """Return the rows that were sent, or those kept and an empty one; `more` names whom to give one more."""
    most, name = bounds
    if not typed:
        empty: Held = [{}] if len(held) < most else []
        return [kind(None, prefix=f"{prefix}-{n}", data=data) for n, data in enumerate([*held, *empty], 1)]
    sent = next((n for n in range(most) if f"{prefix}-{n + 1}-{name}" not in request.form), most)
    rows = [kind(request.form, prefix=f"{prefix}-{n}") for n in range(1, sent + 1)]
    if request.form.get("more") == prefix and sent < most:
        rows.append(kind(None, prefix=f"{prefix}-{sent + 1}"))
    return rows


def _numbered(rows: list[Row], name: str, label: Callable[[int], str]) -> list[Row]:
    """Every label of the page reads differently, so that a screen reader tells the rows apart."""
    for number, row in enumerate(rows, start=1):
        row[name].label.text = label(number)
    return rows
