"""The records of the year: found by the three keys, and each with its files and what vouches for them."""

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from contracts.tax_keeping import KeptAs, chosen_measures
from database.policies import policies_of
from database.queries.tax_records import files_of
from database.queries.tax_visits import RecordPage, records_shown
from webapp.parts import parts
from webapp.pdf_answer import disposition
from webapp.tax_export.papers import PAPERS, paper_called
from webapp.tax_visit.blueprint import blueprint
from webapp.tax_visit.guard import record_or_404, tell, visiting
from webapp.tax_visit.seeking import VALUES, Sought, sought_in
from webapp.texts.tax_keeping import MEASURES


@blueprint.get("")
def records() -> ResponseReturnValue:
    sought, visit = sought_in(request.args), visiting().visit
    with parts().database.reading() as session:
        wanted = sought.wanted(session)
        found = RecordPage() if sought.wrong else records_shown(session, visit, wanted)
        page = _page(sought, found)
    with parts().database.writing() as session:
        asked = request.query_string.decode("ascii", "replace")[:1000]
        tell(session, visit, "tax_visit_listed", search=asked, found=found.total)
    return page, 422 if sought.wrong else 200


@blueprint.get("/records/<public_id>")
def record(public_id: str) -> str:
    visit = visiting().visit
    with parts().database.writing() as session:
        tell(session, visit, "tax_visit_viewed", record_or_404(session, public_id).public_id)
    with parts().database.reading() as session:
        contract = record_or_404(session, public_id)
        return render_template(
            "tax_visit/record.html", visit=visit, contract=contract, files=files_of(session, contract)
        )


def _page(sought: Sought, found: RecordPage) -> str:
    visit = visiting().visit
    with parts().database.reading() as session:
        measures = chosen_measures(policies_of(session, visit.organization_id).truthfulness)
    return render_template(
        "tax_visit/records.html",
        visit=visit,
        sought=sought,
        found=found,
        keepings=[one.value for one in KeptAs if one in visit.kept_as.split()],
        values=[one.value for one in VALUES],
        measures=[MEASURES[one] for one in measures],
        papers=[one for one in PAPERS if one.for_visitors],
    )


@blueprint.get("/papers/<code>")
def paper(code: str) -> Response:
    """Answer with a document that the company keeps at hand for the inspector (規則2条2項1号)."""
    found = paper_called(code)
    if found is None or not found.for_visitors:
        abort(404)
    response = Response(found.read(), content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = disposition(found.file, inline=False)
    return response
