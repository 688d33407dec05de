"""組織の設定: every preference on one page, for administrators; what changed is audited by name."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.preferences import NAMES
from contracts.roles import Permission
from contracts.sealing_ways import SealingWay, ways_of
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.preferences import preferences_of, preferred_link_days, set_preference
from webapp.access.staff import require, staff
from webapp.office.blueprint import blueprint
from webapp.office.forms import PreferencesForm
from webapp.parts import parts
from webapp.texts.preferences import HINTS, LABELS

NUMBERS = frozenset(
    {
        "request_link_days",
        "completed_link_days",
        "claim_into_account_days",
        "largest_attachment_mb",
        "identity_retention_days",
        "review_files",
        "review_file_mb",
        "review_total_mb",
        "min_signature_boxes",
        "digest_months",
        "renewal_ask_days",
        "renewal_escalate_days",
    }
)


@blueprint.get("/preferences")
def preferences() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    with parts().database.reading() as session:
        held = _held(session)
    return _page(PreferencesForm(None, data=held), 200)


@blueprint.post("/preferences")
def save_preferences() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    form = PreferencesForm()
    if not form.validate() or not _offers_a_seal(form):
        return _page(form, 422)
    with parts().database.writing() as session:
        changed = _changed(session, form)
        code = "preferences_changed" if changed else "preferences_confirmed"
        facts: dict[str, str | int] = {"names": " ".join(changed)} if changed else {}
        append_audit(
            session,
            staff().organization.id,
            Told(code, staff().user.public_id, "", facts),
            now_of(session),
        )
    flash(_("設定を保存しました。") if changed else _("変更はありませんでした。"), "success")
    return redirect(url_for("office.preferences"), 303)


def _held(session: Session) -> dict[str, Any]:
    """Return what holds now, as the form spells it."""
    organization_id = staff().organization.id
    kept = preferences_of(session, organization_id)
    values = {name: getattr(kept, name) for name in NAMES}
    values["request_link_days"] = preferred_link_days(session, organization_id) or parts().settings.link_days
    return {
        **values,
        **{name: str(values[name]) for name in NUMBERS},
        **{f"seal_{way}": way in ways_of(kept.seal_methods) for way in SealingWay},
    }


def _changed(session: Session, form: PreferencesForm) -> list[str]:
    """Keep what differs from what holds and return the names."""
    held, typed = _held(session), _typed(form)
    changed = [name for name in sorted(NAMES) if typed[name] != held[name]]
    for name in changed:
        set_preference(session, staff().user, name, typed[name])
    return changed


def _typed(form: PreferencesForm) -> dict[str, Any]:
    values = {name: form[name].data for name in NAMES - {"seal_methods"}}
    return {
        **values,
        "access_code_hint": form.access_code_hint.data.replace("\r\n", "\n").strip(),
        "seal_methods": " ".join(way for way in SealingWay if form[f"seal_{way}"].data),
    }


def _offers_a_seal(form: PreferencesForm) -> bool:
    if any(form[f"seal_{way}"].data for way in SealingWay):
        return True
    form.seal_generated.errors = [_("印影の作り方を1つ以上選んでください。")]
    return False


def _page(form: PreferencesForm, status: int) -> ResponseReturnValue:
    return render_template("office/preferences.html", form=form, hints=HINTS, labels=LABELS), status
