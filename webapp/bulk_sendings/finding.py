"""The runs and templates this person may use; everything else is 404."""

from flask import abort, request
from sqlalchemy.orm import Session

from database.bulk_drafts import Source
from database.bulk_runs import run_seen_by
from database.bulk_sending import BulkSending
from database.document_template import DocumentTemplate
from database.document_templates import template_seen_by
from database.people import Organization
from database.queries.preferences import preferences_of
from database.queries.types import preset_of
from database.sessions import Staff, rights_of
from database.template_content import content_from
from webapp.access.staff import staff
from webapp.bulk_sendings.columns import columns_of
from webapp.bulk_sendings.meaning import Rules

MOST_PAGES = 100


def run_or_404(session: Session, public_id: str) -> BulkSending:
    return run_seen_by(session, staff(), public_id) or abort(404)


def template_or_404(session: Session) -> DocumentTemplate:
    return template_seen_by(session, staff(), request.values.get("template", "")) or abort(404)


def rules_of(session: Session, template: DocumentTemplate, content: str) -> Rules:
    meant = content_from(content)
    columns = columns_of(meant, preset_of(template.type))
    return Rules(columns, meant, preferences_of(session, template.organization_id))


def source_of(session: Session, run: BulkSending) -> Source | None:
    """Return who sends what; None where the template is gone."""
    organization = session.get_one(Organization, run.organization_id)
    owner = Staff("", run.owner, organization, rights_of(session, run.owner))
    template = template_seen_by(session, owner, run.template)
    return Source(owner, template, content_from(run.content)) if template else None


def page_number() -> int:
    return min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
