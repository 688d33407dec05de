"""社外共有: a version is opened to somebody outside, talked about, and closed again (MK-41, IM-57)."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.passwords import hash_access_code
from contracts.code_rule import code_fault
from contracts.languages import language_or_source
from contracts.messages import NoticeKind
from contracts.policies import LimitReached
from contracts.roles import Permission
from contracts.sending_rules import Recipient, may_be_reached
from contracts.sharing import ShareState, end_of
from database.queries.filed_addresses import today_in_japan
from database.queries.preferences import preferences_of
from database.shares import (
    NewExternal,
    NewShare,
    Shared,
    comments_on,
    revoke_share,
    share_version,
    state_now,
    write_external,
)
from database.sharing import VersionShare
from database.usage import require_room_to_write
from webapp.access.asking import new_key
from webapp.access.finding import contract_or_404
from webapp.access.link_asking import link_maker
from webapp.access.staff import require, staff, staff_here
from webapp.parts import parts
from webapp.review.blueprint import blueprint
from webapp.review.comment_forms import CommentForm
from webapp.review.finding import version_or_404
from webapp.review.notices import tell
from webapp.review.share_forms import ShareForm, usual_last_day
from webapp.texts.draft_faults import fault_sentence
from webapp.texts.filed_addresses import CODE_HINTS
from webapp.texts.refusals import sentence_for
from webapp.texts.versions import SHARES


@blueprint.get("/contracts/<public_id>/versions/<int:number>/share")
def new_share(public_id: str, number: int) -> ResponseReturnValue:
    require(Permission.REVIEW)
    with parts().database.reading() as session:
        usual = {
            "key": new_key(),
            "display_name": staff().organization.name,
            "last_day": usual_last_day(today_in_japan(session)),
        }
    return _form_page(public_id, number, ShareForm(None, data=usual), 200)


@blueprint.post("/contracts/<public_id>/versions/<int:number>/share")
def share(public_id: str, number: int) -> ResponseReturnValue:
    require(Permission.REVIEW)
    form = ShareForm()
    form.let_choose()
    new = _read(form)
    if new is None:
        return _form_page(public_id, number, form, 422)
    with parts().database.writing() as session:
        found = version_or_404(session, public_id, number)
        shared = Shared(found.contract, found.version)
        row = share_version(session, shared, staff().user, new, link_maker().mint())
    if row.mail:
        tell(NoticeKind.VERSION_SHARED, [row.public_id])
    flash(
        _("社外共有リンクを作りました。アクセスコードは、メールとは別の方法で相手にお知らせください。"),
        "success",
    )
    return redirect(url_for("review.shared", public_id=public_id, share=row.public_id), 303)


@blueprint.get("/contracts/<public_id>/shares/<share>")
def shared(public_id: str, share: str) -> ResponseReturnValue:
    return _share_page(public_id, share, CommentForm(None, data={"key": new_key()}), 200)


@blueprint.post("/contracts/<public_id>/shares/<share>/comments")
def answer_outside(public_id: str, share: str) -> ResponseReturnValue:
    """Write to the reader outside: read by them, under the name that the link bears."""
    require(Permission.REVIEW)
    form = CommentForm()
    form.notified.choices = []
    if not form.validate():
        return _share_page(public_id, share, form, 422)
    with parts().database.writing() as session:
        row = _share_or_404(session, public_id, share)
        if state_now(session, row) is not ShareState.OPEN:
            abort(409)
        written = NewExternal(form.key.data, row.display_name, form.body.data)
        write_external(session, row, written, staff().user)
    tell(NoticeKind.EXTERNAL_COMMENTED, [form.key.data])
    flash(_("社外の相手に表示されるコメントを書きました。"), "success")
    return redirect(url_for("review.shared", public_id=public_id, share=share), 303)


@blueprint.get("/contracts/<public_id>/shares/<share>/revocation")
def revocation(public_id: str, share: str) -> str:
    require(Permission.REVIEW)
    with parts().database.reading() as session:
        row = _share_or_404(session, public_id, share)
    return render_template(
        "base/confirm.html",
        title=_("共有を終了しますか"),
        object_name=row.recipient or row.mail or row.display_name,
        consequence=_("このリンクでは、すぐに文書を開けなくなります。書かれたコメントは残ります。"),
        action_url=url_for("review.revoke", public_id=public_id, share=share),
        action_label=_("共有を終了"),
        back_url=url_for("review.shared", public_id=public_id, share=share),
    )


@blueprint.post("/contracts/<public_id>/shares/<share>/revocation")
def revoke(public_id: str, share: str) -> ResponseReturnValue:
    require(Permission.REVIEW)
    with parts().database.writing() as session:
        revoke_share(session, _share_or_404(session, public_id, share), staff().user)
    flash(_("共有を終了しました。"), "success")
    return redirect(url_for("review.shared", public_id=public_id, share=share), 303)


def _read(form: ShareForm) -> NewShare | None:
    """Return what was typed, or None with what is wrong beside the fields."""
    is_whole = form.validate()
    with parts().database.reading() as session:
        day = form.day(today_in_japan(session))
        preferences = preferences_of(session, staff().organization.id)
    rule = preferences.access_code_rule
    is_allowed = may_be_reached(preferences, Recipient(form.mail.data or ""), "")
    fault = code_fault(form.code.data or "", rule, "")
    if fault and not form.code.errors:
        form.code.errors = [fault_sentence(fault)]
    _require_allowed(form, allowed=is_allowed)
    if form.mail.data:
        _require_room(form)
    if day is None or not is_whole or form.code.errors or form.mail.errors:
        return None
    return NewShare(
        key=form.key.data,
        display_name=form.display_name.data,
        recipient=form.recipient.data,
        mail=form.mail.data,
        message=form.message.data,
        language=language_or_source(form.language.data),
        code_hash=hash_access_code(form.code.data),
        expires_at=end_of(day),
    )


def _require_allowed(form: ShareForm, *, allowed: bool) -> None:
    """送信の制限 holds for what is shown before it is sent, too; then no link goes without an address."""
    if allowed or form.mail.errors:
        return
    told = _("組織の設定で、送信できるドメインが決められています。相手のメールアドレスを入力してください。")
    form.mail.errors = [fault_sentence("domain_not_listed") if form.mail.data else told]


def _require_room(form: ShareForm) -> None:
    """The mail with the link is one of today's mails (T52)."""
    try:
        with parts().database.reading() as session:
            require_room_to_write(session, staff().organization.id)
    except LimitReached as reached:
        form.mail.errors = [*form.mail.errors, sentence_for(reached)]


def _share_or_404(session: Session, public_id: str, share: str) -> VersionShare:
    contract = contract_or_404(session, public_id)
    which = VersionShare.contract_id == contract.id, VersionShare.public_id == share
    return session.scalars(select(VersionShare).where(*which)).first() or abort(404)


def _form_page(public_id: str, number: int, form: ShareForm, status: int) -> ResponseReturnValue:
    """The code is never part of a page once it has been sent."""
    form.let_choose()
    form.code.data = ""
    with parts().database.reading() as session:
        found = version_or_404(session, public_id, number)
        rule = preferences_of(session, staff().organization.id).access_code_rule
        page = render_template(
            "review/share_form.html",
            contract=found.contract,
            version=found.version,
            form=form,
            code_hint=CODE_HINTS[rule],
        )
    return page, status


def _share_page(public_id: str, share: str, form: CommentForm, status: int) -> ResponseReturnValue:
    with parts().database.reading() as session:
        row = _share_or_404(session, public_id, share)
        may_review = staff_here().may(Permission.REVIEW)
        state = state_now(session, row)
        page = render_template(
            "review/share.html",
            contract=row.contract,
            share=row,
            state=state,
            states=SHARES,
            form=form,
            comments=comments_on(session, row),
            may_review=may_review,
            url=link_maker().share_url(row.secret_id) if may_review and state is ShareState.OPEN else "",
        )
    return page, status
