"""The steps of 契約を締結 as addresses: each is open whenever the draft is (IM-16)."""

from flask import current_app, url_for

from webapp.legal.blueprint import blueprint

UPLOAD, FACTS, PLACEMENT, CONFIRMATION = "document", "facts", "placement", "confirmation"
PAGES = {
    UPLOAD: "legal.document",
    FACTS: "legal.draft",
    PLACEMENT: "placing.placement",
    CONFIRMATION: "legal.confirmation",
}


@blueprint.app_template_global()
def drafting_steps_here() -> tuple[str, ...]:
    """Return the steps of this installation, in order."""
    return tuple(step for step, page in PAGES.items() if page in current_app.view_functions)


@blueprint.app_template_global()
def drafting_step_url(step: str, public_id: str) -> str:
    return url_for(PAGES[step], public_id=public_id)
