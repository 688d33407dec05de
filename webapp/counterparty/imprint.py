"""印影を作成: from the name, from a picture or by hand; nothing but an image (CS-22 to CS-24, IM-69)."""

from flask import Response, abort, request, url_for
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
from contracts.sealing_ways import SealingWay, ways_of
from contracts.standing import PartyKind
from database.agreed import digest_of
from database.engine import now_of
from database.evidence import ImprintRow
from database.party import Party
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import TOO_LONG, VisitForm
from webapp.counterparty.imprint_ways import (
    DrawingForm,
    NoSeal,
    UploadForm,
    seal_from,
    signature_from,
    usual_size,
)
from webapp.counterparty.indicator import Step, labels_for
from webapp.counterparty.pages import go_to, page
from webapp.counterparty.steps import given_by, refusal_to_skip, url_after, url_before
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


FORMS: dict[SealingWay, type[VisitForm]] = {
    SealingWay.GENERATED: ImprintForm,
    SealingWay.UPLOADED: UploadForm,
    SealingWay.DRAWN: DrawingForm,
}


@blueprint.get("/imprint")
def imprint() -> Response:
    found = guard.visit()
    given = given_by(found)
    return refusal_to_skip(found, given, Step.IMPRINT) or _shown(
        found, given.imprint, _way(found, given.imprint)
    )


@blueprint.post("/imprint")
def make_imprint() -> Response:
    found = guard.visit()
    given, way = given_by(found), _way(found)
    return refusal_to_skip(found, given, Step.IMPRINT) or _made(found, given.imprint, way)


@blueprint.get("/imprint/<public_id>.png")
def imprint_picture(public_id: str) -> Response:
    """The party's own uploaded seal; another party's is not there."""
    row = given_by(guard.visit()).imprint
    if row is None or row.public_id != public_id or not row.picture:
        abort(404)
    return Response(row.picture, mimetype="image/png")


def _way(found: Visit, row: ImprintRow | None = None) -> SealingWay:
    """Return the way asked for if the sender allows it, else that of the seal there is, else the first."""
    allowed = allowed_ways(found.party)
    wanted = request.values.get("way") or (row.method if row else "")
    return next((way for way in allowed if way == wanted), allowed[0])


def allowed_ways(party: Party) -> tuple[SealingWay, ...]:
    return ways_of(party.seal_methods) or (SealingWay.GENERATED,)


def _made(found: Visit, row: ImprintRow | None, way: SealingWay) -> Response:
    form = FORMS[way]()
    goes_on = request.form.get("step") == "preview"
    if goes_on and row is not None and _is_as_it_stands(form, row, way):
        return go_to(url_after(found, Step.IMPRINT))
    if not form.validate():
        return _shown(found, row, way, form, UNPROCESSABLE)
    fault = _drawn_and_kept(found, form, way)
    if fault:
        return _shown(found, row, way, form, UNPROCESSABLE)
    return go_to(url_after(found, Step.IMPRINT) if goes_on else url_for("counterparty.imprint"))


def _is_as_it_stands(form: VisitForm, row: ImprintRow, way: SealingWay) -> bool:
    """Nothing new was given for the seal that is shown."""
    if row.method != way:
        return False
    if isinstance(form, ImprintForm):
        return str(form.text.data or "").strip() == row.text
    if isinstance(form, UploadForm):
        return not (form.file.data and form.file.data.filename)
    return isinstance(form, DrawingForm) and not form.strokes.data


def _drawn_and_kept(found: Visit, form: VisitForm, way: SealingWay) -> bool:
    """Keep what was made; what cannot be made is said beside its field, and True returned."""
    try:
        row = _row_of(found.party, form)
    except ImprintImpossible as impossible:
        form["text"].errors = [_why(impossible)]
    except NoSeal as none:
        field = "file" if way is SealingWay.UPLOADED else "strokes"
        form[field].errors = [none.sentence]
    else:
        _keep(found, row, way)
        return False
    return True


def _row_of(party: Party, form: VisitForm) -> ImprintRow:
    """Return the row of what the form gives; raises ImprintImpossible or NoSeal."""
    if isinstance(form, UploadForm):
        picture = seal_from(form.file.data.read())
        size = float(form.size.data)
        return ImprintRow(text="", shape="uploaded", size_mm=size, svg="", operators=b"", picture=picture)
    drawn = (
        signature_from(str(form.strokes.data)) if isinstance(form, DrawingForm) else _generated(party, form)
    )
    return ImprintRow(
        text=drawn.text,
        shape=drawn.shape,
        size_mm=drawn.size_mm,
        svg=drawn.svg,
        operators=drawn.operators,
    )


def _generated(party: Party, form: VisitForm) -> Imprint:
    """Draw the seal of the party's kind; raises ImprintImpossible."""
    return DRAWN_FOR[PartyKind(party.kind)](str(form["text"].data).strip())


def _keep(found: Visit, row: ImprintRow, way: SealingWay) -> None:
    with parts().database.writing() as session:
        row.organization_id, row.party_id = found.party.organization_id, found.party.id
        row.holder, row.method, row.created_at = found.party.holder, way, now_of(session)
        row.digest = digest_of(row)
        session.add(row)
        tell(session, found, "imprint_made", digest=row.digest, method=str(way))


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


def _shown(
    found: Visit, row: ImprintRow | None, way: SealingWay, form: VisitForm | None = None, status: int = 200
) -> Response:
    labels, now = labels_for(found.party, Step.IMPRINT)
    return page(
        "imprint",
        found,
        status,
        form=(form or _blank(found.party, row, way)).drawn_for(found),
        way=way,
        ways=allowed_ways(found.party),
        imprint=row,
        back=url_before(found, Step.IMPRINT),
        step_labels=labels,
        step_now=now,
    )


def _blank(party: Party, row: ImprintRow | None, way: SealingWay) -> VisitForm:
    form = FORMS[way](formdata=None)
    if isinstance(form, ImprintForm):
        form.text.data = (row.text if row else "") or _proposed(party)
    if isinstance(form, UploadForm):
        form.size.data = usual_size(party.kind)
    return form
