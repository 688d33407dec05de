"""One file, or all hits in one act (LW-24); what the company writes for itself alone is not among them."""

import hashlib

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from contracts.filed_names import record_name, stated_as
from contracts.tax_keeping import chosen_measures
from database.engine import now_of
from database.policies import policies_of
from database.queries.tax_records import files_of, record_ids
from database.queries.tax_visits import conditions_for, corrections_told
from webapp.csv_answer import CsvEncoding
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer
from webapp.tabs import opened
from webapp.tax_export import Wanted, Wish, export_answer
from webapp.tax_export.readme import Cover
from webapp.tax_visit.blueprint import blueprint
from webapp.tax_visit.guard import record_or_404, tell, visiting
from webapp.tax_visit.seeking import Sought, sought_in
from webapp.texts.dates import civil_day, table_date
from webapp.texts.names import listed
from webapp.texts.tax_keeping import MEASURES

MOST = 10_000
"""Records of one ZIP; nothing is cut off in silence."""
TOLD = (
    "この税務調査の対象となる記録のすべてについての訂正・削除・廃棄です（検索の条件では絞り込んでいません）。"
    "訂正によって対象から外れた記録も含みます。社内用の項目（特記事項、保管場所など）の訂正は含みません。"
)


@blueprint.get("/records/<public_id>/document.pdf")
def document(public_id: str) -> Response:
    """Answer with the document that `?document=` names, the first if none is named."""
    visit = visiting().visit
    with parts().database.writing() as session:
        contract = record_or_404(session, public_id)
        files = files_of(session, contract)
        one = files[opened(request.args, len(files)) - 1]
        tell(
            session, visit, "tax_visit_downloaded", public_id, what="signed_document", sha256=one.file.digest
        )
        others = listed([party.company or party.name for party in contract.parties if not party.own])
        amount = stated_as(contract.amount_state, contract.amount, contract.currency)
        name = record_name(contract.traded_on, others, amount, one.name)
    return pdf_answer(one.file, f"{name}.pdf", inline=False)


@blueprint.post("/records.zip")
def archive() -> ResponseReturnValue:
    """Answer with everything that the search in the address finds within the year."""
    sought, visit = sought_in(request.args), visiting().visit
    with parts().database.reading() as session:
        wanted = sought.wanted(session)
        ids = [] if sought.wrong else record_ids(session, conditions_for(visit, wanted), MOST + 1)
        measures = chosen_measures(policies_of(session, visit.organization_id).truthfulness)
        now = now_of(session)
    if not ids or len(ids) > MOST:
        abort(404)
    with force_locale("ja"):
        told = [str(MEASURES[one]) for one in measures]
        cover = Cover(visit.organization.name, visit.visitor, now, _asked(sought), told)
    encoding = CsvEncoding.CP932 if request.form.get("encoding") == "cp932" else CsvEncoding.UTF_8
    with parts().database.writing() as session:
        digest = hashlib.sha256(" ".join(map(str, ids)).encode()).hexdigest()
        search = request.query_string.decode("ascii", "replace")[:1000]
        tell(session, visit, "tax_visit_downloaded", contracts=len(ids), ids=digest, search=search)
    name = f"税務調査_{civil_day(now):%Y%m%d}.zip"
    wish = Wish(cover, Wanted(corrections_told(visit), TOLD), encoding=encoding, inner=False)
    return export_answer(name, ids, wish, now)


def _asked(sought: Sought) -> list[str]:
    visit, labels = visiting().visit, ("取引年月日から", "取引年月日まで", "金額から", "金額まで", "取引先")
    year = f"事業年度　{table_date(visit.first_day)}～{table_date(visit.last_day)}"
    typed = zip(labels, list(sought.typed.values())[: len(labels)], strict=True)
    chosen = [f"{label}　{value}" for label, value in typed if value]
    return [
        year,
        *chosen,
        *(f"{name}　{sought.typed[name]}" for name in ("kept_as", "lacking") if sought.typed[name]),
    ]
