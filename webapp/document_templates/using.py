"""テンプレートから作成: who is asked this time, and a draft with everything else in it already."""

import uuid

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice

from contracts.phone import mobile_from
from contracts.placeholders import TYPED, used_in
from contracts.roles import Permission
from database.address_book import all_contacts, contact_seen_by
from database.contract import Contract
from database.document_template import DocumentTemplate
from database.document_templates import content_held, template_seen_by
from database.party import Party
from database.queries.draft_parties import parties_of
from database.queries.drafts import own_draft
from database.template_content import TemplateContent
from database.template_drafts import Words, begin_draft, finish_draft, put_words
from webapp.access.staff import require, staff
from webapp.document_templates.blueprint import blueprint
from webapp.document_templates.facts import Facts, facts_fit, facts_of, held_facts, put_facts
from webapp.document_templates.forms import UseForm, WhoForm, placeholder_names, who_form
from webapp.document_templates.keeping import may_change
from webapp.document_templates.who import Ask, who_fits
from webapp.drafting import faults_in, fill_from
from webapp.parts import parts

MOST_CHOICES = 200


@blueprint.get("/templates/<public_id>/draft")
def use(public_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        held = _seen_or_404(session, public_id)
        content = content_held(held)
        facts = facts_of(held, UseForm(None, data=held_facts(held)), typed=False)
        return _page(held, facts, _asks(session, content, typed=False)), 200


@blueprint.post("/templates/<public_id>/draft")
def make_draft(public_id: str) -> ResponseReturnValue:
    """Make the draft; complete, it is shown for confirmation at once, else where something is missing."""
    require(Permission.DRAFT)
    form = UseForm()
    with parts().database.writing() as session:
        held = _seen_or_404(session, public_id)
        asks = _asks(session, content_held(held), typed=True)
        facts = facts_of(held, form, typed=True)
        checked = [form.validate() and facts_fit(held, facts), *(who_fits(ask) for ask in asks)]
        if not all(checked):
            return _page(held, facts, asks), 422
        draft_id = str(uuid.UUID(hex=form.key.data))
        contract = own_draft(session, staff(), draft_id) or _made(session, held, facts, asks)
        is_complete, lacks_codes = not faults_in(session, contract), content_held(held).lacks_codes
    if is_complete and lacks_codes:
        flash(_("テンプレートから下書きを作りました。アクセスコードを設定し直してください。"), "warning")
        return redirect(url_for("legal.draft", public_id=draft_id), 303)
    if is_complete:
        return redirect(url_for("legal.confirmation", public_id=draft_id), 303)
    flash(_("テンプレートから下書きを作りました。足りないところを入力してください。"), "success")
    return redirect(url_for("legal.draft", public_id=draft_id, missing="yes"), 303)


def _made(session: Session, held: DocumentTemplate, facts: Facts, asks: list[Ask]) -> Contract:
    form = facts.form
    content = content_held(held)
    contract = begin_draft(session, staff(), held, content, str(uuid.UUID(hex=form.key.data)))
    found = parties_of(session, contract)
    for ask in asks:
        _name(session, found[ask.number - 1], ask.form)
    words = Words(form.title.data or "", contract.comment, contract.memo, form.subject.data or "")
    put_facts(session, held, facts, contract)
    put_words(session, staff(), contract, found, words)
    finish_draft(session, staff(), held, contract)
    return contract


def _name(session: Session, party: Party, form: WhoForm) -> None:
    """What is typed counts more than the entry that was chosen."""
    chosen = contact_seen_by(session, staff(), form.contact.data) if form.contact.data else None
    if chosen is not None:
        fill_from(party, chosen)
    typed = {name: value for name, value in form.typed.items() if value}
    for name, value in typed.items():
        setattr(party, name, mobile_from(value) if name == "phone" else value)
    if party.own and not party.company:
        party.company = staff().organization.name


def _asks(session: Session, content: TemplateContent, *, typed: bool) -> list[Ask]:
    contacts = all_contacts(session, staff())[:MOST_CHOICES]
    choices = [
        SelectChoice("", _("選ばない")),
        *(SelectChoice(one.public_id, f"{one.company}　{one.name}　{one.mail}".strip()) for one in contacts),
    ]
    asks = [
        Ask(number, one.asked, who_form(number, typed=typed))
        for number, one in enumerate(content.parties, start=1)
        if not one.fixed
    ]
    for ask in asks:
        ask.form.contact.choices = choices
    return asks


def _seen_or_404(session: Session, public_id: str) -> DocumentTemplate:
    return template_seen_by(session, staff(), public_id) or abort(404)


def _page(held: DocumentTemplate, facts: Facts, asks: list[Ask]) -> str:
    content = content_held(held)
    used = used_in(*(content.facts[name] for name in ("title", "comment", "memo")))
    return render_template(
        "document_templates/use.html",
        held=held,
        form=facts.form,
        asked=facts,
        names=placeholder_names(),
        asks=asks,
        fixed=[one for one in content.parties if one.fixed],
        coded=[(number, one.asked["role"]) for number, one in enumerate(content.parties, 1) if one.asks_code],
        asks_subject=TYPED in used,
        has_contacts=bool(asks) and len(asks[0].form.contact.choices) > 1,
        may_change=may_change(held),
        documents=held.documents,
    )
