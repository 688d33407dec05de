"""What the preview shows is frozen first, so that it is what is agreed to and printed (T47)."""

from flask_babel import lazy_gettext as _l

from contracts.fields import typed_fields
from contracts.signing import TypedValue
from database.evidence import ImprintRow
from database.holders import FilledForm
from database.inputs import values_in
from database.party import Party
from database.queries.typed_values import form_by, freeze, standing_form
from database.queries.visits import Visit
from database.spots import spots_of_round
from webapp.parts import parts

CHANGED = _l(
    "最終プレビューのあとで、入力した内容が変わりました。いまの内容をもう一度ご確認のうえ、操作をやり直してください。"
)

SEAL_CHANGED = _l(
    "最終プレビューのあとで、印影が変わりました。いまの内容をもう一度ご確認のうえ、操作をやり直してください。"
)


def frozen_form(found: Visit) -> FilledForm | None:
    """Return the form that stands, frozen now if something was typed since; None where nothing is asked."""
    if not found.party.fields:
        return None
    with parts().database.reading() as session:
        form = standing_form(session, found.party, found.link.round)
    if form is not None:
        return form
    with parts().database.writing() as session:
        return freeze(session, found.party, found.link.round)


def frozen_values(found: Visit, document: int) -> tuple[TypedValue, ...]:
    form = frozen_form(found)
    if form is None:
        return ()
    with parts().database.reading() as session:
        spots = spots_of_round(session, found.contract, found.link.round)
    return values_in(found.party, spots, typed_fields(form.values), document)


def is_still_shown(found: Visit, public_id: str) -> bool:
    """Tell whether the form of a preview is the one that stands, or was changed in another tab since."""
    with parts().database.reading() as session:
        form = standing_form(session, found.party, found.link.round) if found.party.fields else None
    return (form.public_id if form else "") == public_id


def is_still_sealed(party: Party, newest: ImprintRow | None, public_id: str) -> bool:
    """Tell whether the seal of a preview is the one that its pictures show: the newest."""
    return not party.imprint or (newest.public_id if newest else "") == public_id


def form_agreed_to(found: Visit, public_id: str) -> FilledForm | None:
    with parts().database.reading() as session:
        return form_by(session, found.party, public_id) if public_id else None
