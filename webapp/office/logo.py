"""The logo above the guide: drawn anew before it is kept, taken away on request (AD-18, T49)."""

import hashlib
import uuid

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from adapters.pictures.logos import LogoRefused, drawn_logo
from contracts.roles import Permission
from contracts.signing import FileIdentity, Purpose
from database.organization_texts import keep_logo
from webapp.access.staff import require, staff
from webapp.office.blueprint import blueprint
from webapp.office.text_forms import LOGO_FAULTS, MEGABYTE, MOST_MEGABYTES, TOO_LARGE, LogoForm
from webapp.office.texts import UNPROCESSABLE, texts_page
from webapp.parts import parts


@blueprint.post("/office-texts/logo")
def set_logo() -> ResponseReturnValue:
    require(Permission.WRITE_TEXTS)
    form = LogoForm()
    if not form.validate():
        return texts_page(form), UNPROCESSABLE
    data = form.file.data.read(MOST_MEGABYTES * MEGABYTE + 1)
    try:
        picture = drawn_logo(data) if len(data) <= MOST_MEGABYTES * MEGABYTE else b""
    except LogoRefused as refused:
        form.file.errors = [LOGO_FAULTS[refused.code]]
        return texts_page(form), UNPROCESSABLE
    if not picture:
        form.file.errors = [TOO_LARGE]
        return texts_page(form), UNPROCESSABLE
    _keep(picture)
    return _back(_("ロゴを保存しました。"))


@blueprint.post("/office-texts/logo/removal")
def remove_logo() -> ResponseReturnValue:
    require(Permission.WRITE_TEXTS)
    with parts().database.writing() as session:
        keep_logo(session, staff().user, None)
    return _back(_("ロゴを取り外しました。"))


def _keep(picture: bytes) -> None:
    """Write the file first, then its row."""
    digest = hashlib.sha256(picture).hexdigest()
    file = FileIdentity(staff().organization.public_id, str(uuid.uuid4()), Purpose.LOGO, digest)
    parts().files.write(file, picture)
    with parts().database.writing() as session:
        keep_logo(session, staff().user, file, len(picture))


def _back(told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(url_for("office.texts"), 303)
