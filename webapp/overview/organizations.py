"""横断閲覧: the organisations that let this auditor look, and the contracts of one."""

from flask import render_template, request

from database.queries.overview import PAGE, contracts_across, standing_grants
from webapp.access.staff import staff
from webapp.overview.blueprint import blueprint
from webapp.overview.finding import grant_or_404, tell
from webapp.parts import parts

LONGEST_WORDS, MOST_PAGES = 200, 100_000


@blueprint.get("/overview")
def organizations() -> str:
    with parts().database.reading() as session:
        grants = standing_grants(session, staff())
    return render_template("overview/organizations.html", grants=grants, code=staff().user.public_id)


@blueprint.get("/overview/<public_id>")
def organization(public_id: str) -> str:
    words = request.args.get("q", "").strip()[:LONGEST_WORDS]
    page = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    with parts().database.writing() as session:
        grant = grant_or_404(session, public_id)
        tell(session, grant, "overview_listed", staff().user.public_id, words=words, page=page)
    with parts().database.reading() as session:
        grant = grant_or_404(session, public_id)
        found = contracts_across(session, grant, words, page)
        return render_template(
            "overview/organization.html",
            grant=grant,
            found=found,
            words=words,
            page=page,
            pages=max(1, -(-found.total // PAGE)),
        )
