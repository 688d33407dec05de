"""文書テンプレートの一覧, rewording one, deleting one."""

from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.document_template import DocumentTemplate
from database.document_templates import (
    change_template,
    content_held,
    drop_template,
    template_seen_by,
    templates_for,
)
from database.template_content import TemplateContent, TemplateParty
from webapp.access.staff import require, staff
from webapp.document_templates.blueprint import blueprint
from webapp.document_templates.forms import TemplateForm, placeholder_names
from webapp.document_templates.making import WORDS, facts_from, reworded
from webapp.document_templates.publishing import may_publish
from webapp.parts import parts


@blueprint.get("/templates")
def templates() -> str:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        found = templates_for(session, staff())
        roles = {one.id: [party.asked["role"] for party in content_held(one).parties] for one in found}
        return render_template(
            "document_templates/list.html", templates=found, roles=roles, may_change=may_change
        )


@blueprint.get("/templates/<public_id>")
def template(public_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        held = own_or_404(session, public_id)
        content = content_held(held)
        words = {name: content.facts[name] for name in WORDS}
        form = TemplateForm(None, data={**words, "name": held.name, "note": held.note, "shared": held.shared})
        return _page(held, content, form), 200


@blueprint.post("/templates/<public_id>")
def save_template(public_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    form = TemplateForm()
    with parts().database.writing() as session:
        held = own_or_404(session, public_id)
        content = _with_loosened(content_held(held))
        if not form.validate() or not (held.shared or may_publish(session, form, content.source)):
            return _page(held, content, form), 422
        change_template(session, staff().user, held, facts_from(form), reworded(content, form))
    flash(_("テンプレートを保存しました。これまでに作った契約は変わりません。"), "success")
    return redirect(url_for("document_templates.templates"), 303)


@blueprint.get("/templates/<public_id>/deletion")
def deletion(public_id: str) -> str:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        held = own_or_404(session, public_id)
    return render_template(
        "base/confirm.html",
        title=_("テンプレートを削除しますか"),
        object_name=held.name,
        consequence=_("新しい契約に使えなくなります。これまでに作った下書きと契約は変わりません。"),
        action_url=url_for("document_templates.delete", public_id=public_id),
        action_label=_("テンプレートを削除"),
        back_url=url_for("document_templates.template", public_id=public_id),
    )


@blueprint.post("/templates/<public_id>/deletion")
def delete(public_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    with parts().database.writing() as session:
        drop_template(session, staff().user, own_or_404(session, public_id))
    flash(_("テンプレートを削除しました。"), "success")
    return redirect(url_for("document_templates.templates"), 303)


def may_change(held: DocumentTemplate) -> bool:
    """Whoever made it, and for a shared one whoever writes the organisation's texts."""
    return held.owner_id == staff().user.id or (held.shared and staff().may(Permission.WRITE_TEXTS))


def own_or_404(session: Session, public_id: str) -> DocumentTemplate:
    held = template_seen_by(session, staff(), public_id)
    return held if held is not None and may_change(held) else abort(404)


def _with_loosened(content: TemplateContent) -> TemplateContent:
    """A party that is not ticked any more is 送信時に指定 from now on: its names are forgotten."""
    ticked = set(request.form.getlist("fixed"))
    kept = [
        one if not one.fixed or str(number) in ticked else _loosened(one)
        for number, one in enumerate(content.parties, start=1)
    ]
    return replace(content, parties=kept)


def _loosened(party: TemplateParty) -> TemplateParty:
    return replace(party, fixed=False, who={})


def _page(held: DocumentTemplate, content: TemplateContent, form: TemplateForm) -> str:
    return render_template(
        "document_templates/edit.html",
        form=form,
        names=placeholder_names(),
        held=held,
        content=content,
        documents=held.documents,
    )
