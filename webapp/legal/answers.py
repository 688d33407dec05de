"""The two answers to a 差し戻し: 変更せず再開, or a new version (AD-04)."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from adapters.confinement import ConfinedTaskFailed
from contracts.acts import OpenRound, Resume
from contracts.roles import Permission
from contracts.stage import Stage
from database.document import DocumentVersion
from database.drafting import Asked
from database.drafting.rounds import may_open_round, plan_round
from database.queries.downloads import version_of_round
from database.queries.placed_versions import version_to_send
from database.queries.versions import discard_version, is_unsent
from webapp.access.asking import Setback
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile import case_page
from webapp.casefile.forms import ResumptionForm, RoundForm
from webapp.drafting import VersionClosed, keep_version, loaded
from webapp.drafting.revised_pages import revised_pages
from webapp.legal.acting import ask, done, done_or_shown
from webapp.legal.blueprint import blueprint
from webapp.legal.uploads import in_known_order, taken
from webapp.parts import parts
from webapp.texts.draft_faults import fault_sentence


@blueprint.post("/contracts/<public_id>/resumption")
def resume(public_id: str) -> ResponseReturnValue:
    require(Permission.SEND)
    with parts().database.reading() as session:
        sent_contract_or_404(session, public_id)
    form = ResumptionForm(prefix="resumption")
    if not form.validate():
        return case_page(public_id, {"resumption": form}, status=422)
    act = Resume(form.key.data, staff_origin(), form.reply.data)
    return done_or_shown(public_id, act, ("resumption", form), _("変更せず再開しました。"))


@blueprint.post("/contracts/<public_id>/rounds")
def open_round(public_id: str) -> ResponseReturnValue:
    require(Permission.SEND)
    form = RoundForm(prefix="round")
    if _places_first():
        form.reply.validators = ()
    if not form.validate() or not _has_version(public_id, form) or not _may_open(public_id, form):
        return case_page(public_id, {"round": form}, status=422)
    if _places_first():
        return redirect(url_for("placing.revision", public_id=public_id), 303)
    if form.file.data and _needs_look(public_id):
        return case_page(public_id, {"round": form}, _look(), status=422)
    setback = ask(public_id, _act(public_id, form))
    if setback is None:
        return done(public_id, _("新しい版で再開しました。"))
    _forget_if_refused(public_id, form, setback)
    return case_page(public_id, {"round": form}, setback)


def _places_first() -> bool:
    return request.form.get("intent") == "placement"


def _needs_look(public_id: str) -> bool:
    """Say whether boxes were placed that the new pages do not hold as before: the owner is told first."""
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        version = version_to_send(session, contract)
        try:
            return version is not None and revised_pages(session, contract, version).needs_look
        except ConfinedTaskFailed:
            return False


def _look() -> Setback:
    sentence = _(
        "まだ再開していません。署名位置を確認してから、もう一度「新しい版で再開」を押してください。そのままでもよい場合も同じです。"
    )
    return Setback(422, "places_changed", sentence)


def _act(public_id: str, form: RoundForm) -> OpenRound:
    asked, new = Asked(form.key.data, staff_origin()), (form.version.data, form.reply.data)
    with parts().database.reading() as session:
        return plan_round(session, sent_contract_or_404(session, public_id), staff().user, asked, new)


def _may_open(public_id: str, form: RoundForm) -> bool:
    """Where only the files of templates are sent, no other file answers a 差し戻し (MK-84)."""
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        if contract.stage != Stage.SENT_BACK or may_open_round(session, contract):
            return True
    _forget(public_id, form.version.data)
    form.version.data, form.file.errors = "", [fault_sentence("template_needed")]
    return False


def _has_version(public_id: str, form: RoundForm) -> bool:
    """Keep the chosen file, unless an earlier try of this very form has kept one."""
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        current = version_of_round(session, contract)
        held = loaded(current) if current else None
        is_sent_back = contract.stage == Stage.SENT_BACK
        is_kept = is_unsent(session, contract, form.version.data or "")
    if not is_sent_back:
        return current is not None and current.public_id == form.version.data
    if form.file.data:
        return _keeps(public_id, form, held)
    if not is_kept:
        form.file.errors = [_("新しい版のファイルを選んでください。")]
    return is_kept


def _keeps(public_id: str, form: RoundForm, current: DocumentVersion | None) -> bool:
    """A new version is the whole envelope: with one file refused nothing is kept."""
    found = taken(form)
    if form.file.errors:
        return False
    documents = in_known_order(found.documents, current)
    known = [one.uploaded.digest for one in current.documents] if current else []
    if [one.uploaded.file.digest for one in documents] == known and not _places_first():
        form.file.errors = [
            _("いまの版と同じ内容のファイルです。変更しない場合は「変更せず再開」をお使いください。")
        ]
        return False
    try:
        form.version.data = keep_version(staff(), public_id, documents, form.reply.data).public_id
    except VersionClosed:
        form.file.errors = [
            _("この契約は、ほかの画面ですでに進められています。画面を読み込み直してください。")
        ]
        return False
    return True


def _forget_if_refused(public_id: str, form: RoundForm, setback: Setback) -> None:
    """Only a refusal is final; in any other case the kept file may still become the new version."""
    if setback.status in {409, 422}:
        _forget(public_id, form.version.data)
        form.version.data = ""


def _forget(public_id: str, version: str) -> None:
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        if is_unsent(session, contract, version):
            discard_version(session, contract, version)
