"""宛先帳: the list, one entry, its deletion."""

from dataclasses import asdict

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.address_book import (
    PAGE,
    contact_page,
    contact_seen_by,
    drop_contact,
    entry_of,
    keep_contact,
)
from database.contact import Contact
from webapp.access.staff import require, staff
from webapp.contacts.blueprint import blueprint
from webapp.contacts.forms import ContactForm, entry_from
from webapp.parts import parts

LONGEST_WORDS, MOST_PAGES = 200, 100_000


@blueprint.get("/contacts")
def contacts() -> str:
    require(Permission.DRAFT)
    words = request.args.get("q", "").strip()[:LONGEST_WORDS]
    page = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    with parts().database.reading() as session:
        found = contact_page(session, staff(), words, page)
    return render_template(
        "contacts/list.html",
        found=found,
        words=words,
        page=page,
        pages=max(1, -(-found.total // PAGE)),
        may_change=may_change,
        missing=request.args.get("missing", "")[:LONGEST_WORDS],
    )


@blueprint.route("/contacts/new", methods=["GET", "POST"])
def new_contact() -> ResponseReturnValue:
    require(Permission.DRAFT)
    form = ContactForm()
    if not form.is_submitted():
        return _page(form, None), 200
    entry = entry_from(form, may_share=may_share()) if form.validate() else None
    if entry is None:
        return _page(form, None), 422
    with parts().database.writing() as session:
        known = contact_seen_by(session, staff(), form.key.data)
        if known is not None and not may_change(known):
            abort(404)
        keep_contact(session, staff().user, known or Contact(public_id=form.key.data), entry)
    return _done(_("宛先を保存しました。"))


@blueprint.route("/contacts/<public_id>", methods=["GET", "POST"])
def contact(public_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        held = _own_or_404(session, public_id)
    form = ContactForm(data=asdict(entry_of(held)))
    if not form.is_submitted():
        return _page(form, held), 200
    entry = entry_from(form, may_share=may_share()) if form.validate() else None
    if entry is None:
        return _page(form, held), 422
    with parts().database.writing() as session:
        keep_contact(session, staff().user, _own_or_404(session, public_id), entry)
    return _done(_("宛先を保存しました。"))


@blueprint.get("/contacts/<public_id>/deletion")
def deletion(public_id: str) -> str:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        held = _own_or_404(session, public_id)
    return render_template(
        "base/confirm.html",
        title=_("宛先を削除しますか"),
        object_name=f"{held.company}　{held.name}".strip(),
        consequence=_("宛先帳から消えます。下書きと送信した契約は変わりません。"),
        action_url=url_for("contacts.delete", public_id=public_id),
        action_label=_("宛先を削除"),
        back_url=url_for("contacts.contact", public_id=public_id),
    )


@blueprint.post("/contacts/<public_id>/deletion")
def delete(public_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    with parts().database.writing() as session:
        drop_contact(session, staff().user, _own_or_404(session, public_id))
    return _done(_("宛先を削除しました。"))


def may_share() -> bool:
    return staff().may(Permission.SEND)


def may_change(held: Contact) -> bool:
    """Everybody changes their own; what all share is changed by those who send."""
    return held.owner_id is not None or may_share()


def _own_or_404(session: Session, public_id: str) -> Contact:
    held = contact_seen_by(session, staff(), public_id)
    return held if held is not None and may_change(held) else abort(404)


def _page(form: ContactForm, held: Contact | None) -> str:
    return render_template("contacts/edit.html", form=form, held=held, may_share=may_share())


def _done(sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("contacts.contacts"), 303)
