"""締結時のファイル and 保管用タイムスタンプを追加した版 of a party's own papers (LW-13, LW-43)."""

from flask import Response, abort

from contracts.preserving import Kept
from database.filed import filed_as
from database.kept_papers import papers_beside
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.concluded import download
from webapp.parts import parts

# A file's name travels with the file: it is Japanese in every language of the page.
NAMES = {Kept.DOCUMENT: "締結時のファイル", Kept.PARTY: "合意証明書・保管用"}


@blueprint.get("/concluded/kept/<kept>/<int:place>.pdf")
def kept_paper(kept: str, place: int) -> Response:
    found = guard.visit()
    with parts().database.reading() as session:
        papers = papers_beside(session, found.party)
    one = next((one for one in papers if (one.kept, one.place) == (kept, place)), None)
    if one is None:
        abort(404)
    name = f"{found.contract.title}（{NAMES[one.kept]}）"
    return download(found, one.file, filed_as(found.contract, name).name)
