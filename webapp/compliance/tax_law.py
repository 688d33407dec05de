"""電帳法: the page that leads to all that the law asks for, and the papers to be kept at hand."""

from flask import Response, abort, render_template

from contracts.tax_keeping import chosen_measures
from webapp.access.staff import policies
from webapp.compliance.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import disposition
from webapp.tax_export.papers import PAPERS, paper_called
from webapp.texts.tax_keeping import MEASURES


@blueprint.get("/tax-law")
def tax_law() -> str:
    return render_template(
        "compliance/tax_law.html",
        papers=PAPERS,
        measures=[MEASURES[one] for one in chosen_measures(policies().truthfulness)],
        accredited_by=parts().settings.accredited_provider,
    )


@blueprint.get("/tax-law/papers/<code>")
def tax_paper(code: str) -> Response:
    """Answer with the text as it is shipped, in Markdown, to be filled in and printed."""
    paper = paper_called(code) or abort(404)
    response = Response(paper.read(), content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = disposition(paper.file, inline=False)
    return response
