"""ご案内とFAQの文章: each text in both languages, ours until it is changed (AD-18, CL-51, CS-40)."""

from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.languages import LANGUAGES
from contracts.office_texts import FAQ, GUIDE, OfficeText, paragraphs
from contracts.roles import Permission
from database.organization_texts import history_of, keep_text, logo_of, own_texts
from webapp.access.staff import require, staff
from webapp.office.blueprint import blueprint
from webapp.office.text_forms import LogoForm, TextForm
from webapp.parts import parts
from webapp.texts.office_texts import HINTS, LABELS, default_text

UNPROCESSABLE = 422


@blueprint.get("/office-texts")
def texts() -> ResponseReturnValue:
    require(Permission.WRITE_TEXTS)
    return texts_page(LogoForm(None))


@blueprint.get("/office-texts/<name>")
def text(name: str) -> ResponseReturnValue:
    require(Permission.WRITE_TEXTS)
    shown = _named(name)
    with parts().database.reading() as session:
        held = _held(session, shown)
    return _text_page(shown, TextForm(None, data=held))


@blueprint.post("/office-texts/<name>")
def save_text(name: str) -> ResponseReturnValue:
    """Show a preview, or keep what was typed; an empty text is the default again."""
    require(Permission.WRITE_TEXTS)
    shown, form = _named(name), TextForm()
    if not form.validate():
        return _text_page(shown, form), UNPROCESSABLE
    typed = {language: form[language].data for language in LANGUAGES}
    if "preview" in request.form:
        return _text_page(shown, form, _preview(shown, typed))
    wanted = {} if "reset" in request.form else typed
    with parts().database.writing() as session:
        changed = _kept(session, shown, wanted)
    flash(_("文章を保存しました。") if changed else _("変更はありませんでした。"), "success")
    return redirect(url_for("office.text", name=shown), 303)


def texts_page(form: LogoForm) -> str:
    with parts().database.reading() as session:
        own = {language: own_texts(session, staff().organization.id, language) for language in LANGUAGES}
        logo = logo_of(session, staff().organization)
    changed = {name for texts in own.values() for name in texts}
    return render_template(
        "office/texts.html",
        form=form,
        logo=logo,
        labels=LABELS,
        guide=GUIDE,
        faq=FAQ,
        changed=changed,
        organization_id=staff().organization.public_id,
    )


def _named(name: str) -> OfficeText:
    if name not in set(OfficeText):
        abort(404)
    return OfficeText(name)


def _default(name: OfficeText, language: str) -> str:
    return default_text(name, language, staff().organization.name)


def _held(session: Session, name: OfficeText) -> dict[str, str]:
    """Return what is shown now, by language."""
    own = {language: own_texts(session, staff().organization.id, language) for language in LANGUAGES}
    return {language: own[language].get(name) or _default(name, language) for language in LANGUAGES}


def _kept(session: Session, name: OfficeText, typed: Mapping[str, str]) -> bool:
    """Keep each language that differs from what holds; say whether any did."""
    held = _held(session, name)
    wanted = {language: typed.get(language) or _default(name, language) for language in LANGUAGES}
    changed = [language for language in LANGUAGES if wanted[language] != held[language]]
    for language in changed:
        is_default = wanted[language] == _default(name, language)
        keep_text(session, staff().user, name, language, "" if is_default else wanted[language])
    return bool(changed)


def _preview(name: OfficeText, typed: Mapping[str, str]) -> dict[str, list[str]]:
    return {language: paragraphs(typed[language] or _default(name, language)) for language in LANGUAGES}


def _text_page(name: OfficeText, form: TextForm, preview: Mapping[str, list[str]] | None = None) -> str:
    with parts().database.reading() as session:
        history = history_of(session, staff().organization.id, name)
    return render_template(
        "office/text.html",
        name=name,
        label=LABELS[name],
        hint=HINTS.get(name),
        form=form,
        preview=preview,
        history=history,
        languages=LANGUAGES,
        organization_id=staff().organization.public_id,
        is_faq=name in FAQ,
    )
