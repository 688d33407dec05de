"""締結権限の宣言: in which capacity somebody agrees, ticked beside the last button (CL-25, LW-07, CS-40)."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from contracts.authority import DECLARATION_VERSION, Capacity
from contracts.office_texts import OfficeText
from database.queries.visits import Visit
from webapp.office_texts import shown_texts
from webapp.parts import parts
from webapp.shell.languages import reading_language

CAPACITIES = (
    SelectChoice(Capacity.PRINCIPAL.value, _l("本人（契約の当事者ご本人、または会社を代表する方）")),
    SelectChoice(Capacity.AGENT.value, _l("代理（当事者から締結の委任を受けた方）")),
    SelectChoice(Capacity.MESSENGER.value, _l("使者（決裁した方の意思をお伝えする方）")),
)


class Declaration:
    """The two fields; a form that is also this one asks for them."""

    capacity = RadioField(
        _l("お手続きされる方のお立場"),
        [InputRequired(_l("お立場を選んでください。"))],
        choices=CAPACITIES,
    )
    declared = BooleanField(
        _l("私は、この契約を締結する権限を有しているか、権限のある方から委任を受けています。"),
        [DataRequired(_l("締結権限の確認に印を付けてください。"))],
    )


def declared_by(form: object) -> tuple[str, str]:
    """Return the capacity and the version of the text declared, empty where no declaration is asked for."""
    return (str(form.capacity.data), DECLARATION_VERSION) if isinstance(form, Declaration) else ("", "")


def authority_notice(found: Visit) -> list[str]:
    """Return who may sign and how authority is delegated, in the words of the organisation (CS-40)."""
    if not found.party.declares:
        return []
    with parts().database.reading() as session:
        texts = shown_texts(session, found.contract.organization, reading_language())
    return texts[OfficeText.AUTHORITY_NOTICE]
