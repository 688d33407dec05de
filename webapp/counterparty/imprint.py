"""印影を作成: drawn from the name, and nothing but an image (CS-22, IM-68, IM-69)."""

import hashlib

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from adapters.imprint import (
    Imprint,
    ImprintImpossible,
    company_imprint,
    representative_imprint,
    surname_imprint,
    surname_of,
)
from contracts.standing import PartyKind
from database.contract import Party
from database.engine import now_of
from database.evidence import ImprintRow
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import TOO_LONG, VisitForm
from webapp.counterparty.indicator import Step, labels_for
from webapp.counterparty.pages import go_to, page
from webapp.counterparty.steps import Given, given_by, refusal_to_skip, url_after
from webapp.counterparty.telling import tell
from webapp.parts import parts

LONGEST_TEXT = 100
DRAWN_FOR = {
    PartyKind.INDIVIDUAL: surname_imprint,
    PartyKind.CORPORATE_INFORMAL: company_imprint,
    PartyKind.CORPORATE_REGISTERED: representative_imprint,
}


class ImprintForm(VisitForm):
    text = StringField(
        _l("印影にする文字"),
        [
            DataRequired(_l("印影にする文字を入力してください。")),
            Length(max=LONGEST_TEXT, message=TOO_LONG),
        ],
        render_kw={"autocomplete": "off"},
    )


@blueprint.get("/imprint")
def imprint() -> Response:
    found = guard.visit()
    given = given_by(found)
    return refusal_to_skip(found, given, Step.IMPRINT) or _shown(found, ImprintForm(), given.imprint)


@blueprint.post("/imprint")
def make_imprint() -> Response:
    found, form = guard.visit(), ImprintForm()
    given = given_by(found)
    return refusal_to_skip(found, given, Step.IMPRINT) or _made(found, form, given)


def _made(found: Visit, form: ImprintForm, given: Given) -> Response:
    if not form.validate():
        return _shown(found, form, given.imprint, UNPROCESSABLE)
    text = str(form.text.data).strip()
    if given.imprint is None or given.imprint.text != text:
        try:
            _keep(found, text, _drawn(found.party, text))
        except ImprintImpossible as impossible:
            form.text.errors = [_why(impossible)]
            return _shown(found, form, given.imprint, UNPROCESSABLE)
    goes_on = request.form.get("step") == "preview"
    return go_to(url_after(found, Step.IMPRINT) if goes_on else url_for("counterparty.imprint"))


def _drawn(party: Party, text: str) -> Imprint:
    """Draw the seal of the party's kind; raises ImprintImpossible."""
    return DRAWN_FOR[PartyKind(party.kind)](text)


def _keep(found: Visit, text: str, drawn: Imprint) -> None:
    with parts().database.writing() as session:
        row = ImprintRow(
            organization_id=found.party.organization_id,
            party_id=found.party.id,
            text=text,
            shape=drawn.shape,
            size_mm=drawn.size_mm,
            svg=drawn.svg,
            operators=drawn.operators,
            digest=hashlib.sha256(drawn.operators).hexdigest(),
            created_at=now_of(session),
        )
        session.add(row)
        tell(session, found, "imprint_made", digest=row.digest)


def _proposed(party: Party) -> str:
    """Return the 姓 of a person, else the company: the person confirms or corrects it (UX-21)."""
    if PartyKind(party.kind) is PartyKind.INDIVIDUAL:
        return surname_of(party.name)
    return party.company or surname_of(party.name)


def _why(impossible: ImprintImpossible) -> str:
    sentences = {
        "blank_glyph": _(
            "「%(character)s」は印影にできない文字です。別の字体で入力してください。", **_facts(impossible)
        ),
        "empty": _("印影にする文字を入力してください。"),
        "too_long": _("印影にする文字は%(most)d文字以内で入力してください。", **_facts(impossible)),
    }
    return str(sentences[impossible.code])


def _facts(impossible: ImprintImpossible) -> dict[str, str | int]:
    return {"character": "", "most": 0, **impossible.facts}


def _shown(found: Visit, form: ImprintForm, row: ImprintRow | None, status: int = 200) -> Response:
    if not form.is_submitted():
        form.text.data = row.text if row else _proposed(found.party)
    labels, now = labels_for(found.party, Step.IMPRINT)
    return page(
        "imprint", found, status, form=form.drawn_for(found), imprint=row, step_labels=labels, step_now=now
    )
