"""テンプレートとして保存: of one's own draft or of a contract one sees."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.contract import Contract
from database.document_templates import TemplateFacts, make_template
from database.queries.draft_parties import parties_of
from database.queries.versions import newest_version
from database.template_content import TemplateContent, content_of
from webapp.access.finding import contract_or_404
from webapp.access.staff import require, staff
from webapp.document_templates.blueprint import blueprint
from webapp.document_templates.forms import TemplateForm, placeholder_names, ticked_parties
from webapp.document_templates.publishing import may_publish
from webapp.parts import parts

WORDS = ("title", "comment", "memo")


@blueprint.get("/contracts/<public_id>/template")
def new_template(public_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        contract = contract_or_404(session, public_id)
        held = {name: getattr(contract, name) for name in WORDS}
        return _page(session, contract, TemplateForm(None, data={**held, "name": contract.title})), 200


@blueprint.post("/contracts/<public_id>/template")
def keep_template(public_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    form = TemplateForm()
    with parts().database.writing() as session:
        contract = contract_or_404(session, public_id)
        if not form.validate() or not may_publish(session, form, contract.public_id):
            return _page(session, contract, form), 422
        content = reworded(
            content_of(session, contract, ticked_parties(), newest_version(session, contract)), form
        )
        made = (facts_from(form), content)
        template = make_template(session, staff().user, form.key.data, contract, made)
        where = url_for("document_templates.use", public_id=template.public_id)
    flash(_("テンプレートとして保存しました。次からは、この画面から始められます。"), "success")
    return redirect(where, 303)


def facts_from(form: TemplateForm) -> TemplateFacts:
    return TemplateFacts(form.name.data, form.note.data, shared=form.shared.data)


def reworded(content: TemplateContent, form: TemplateForm) -> TemplateContent:
    return replace(content, facts={**content.facts, **{name: form[name].data for name in WORDS}})


def _page(session: Session, contract: Contract, form: TemplateForm) -> str:
    found = parties_of(session, contract)
    own = [party.public_id for party in found if party.own]
    back = "legal.draft" if contract.sequence == 0 else "management.contract"
    return render_template(
        "document_templates/new.html",
        form=form,
        names=placeholder_names(),
        contract=contract,
        parties=found,
        ticked=ticked_parties() if request.method == "POST" else own,
        version=newest_version(session, contract),
        back_url=url_for(back, public_id=contract.public_id),
    )
