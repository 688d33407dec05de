"""訂正・削除の履歴 of 契約情報: old to new, who, when, why; on a page and as CSV (LW-22)."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.roles import Permission
from database.contract import Contract
from database.metadata_change import MetadataChange
from database.queries.metadata_history import changes_of
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import by, require, staff_origin
from webapp.access.traces import tell_seen
from webapp.casefile.metadata import shown_change
from webapp.csv_answer import Row, csv_answer, encoding_asked
from webapp.management.blueprint import blueprint
from webapp.parts import parts

MOST_SHOWN, MOST_LISTED = 200, 10_000


@blueprint.get("/contracts/<public_id>/metadata/history")
def metadata_history(public_id: str) -> ResponseReturnValue:
    require(Permission.READ)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        rows = changes_of(session, contract, MOST_SHOWN)
        page = render_template(
            "management/ledger/history.html",
            contract=contract,
            rows=[shown_change(contract, row) for row in rows],
            is_more=len(rows) == MOST_SHOWN,
        )
    tell_seen(contract, staff_origin(), "metadata_history_viewed")
    return page


@blueprint.get("/contracts/<public_id>/metadata/history.csv")
def metadata_history_csv(public_id: str) -> Response:
    require(Permission.DOWNLOAD)
    encoding = encoding_asked()
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        rows = [_line(contract, row) for row in changes_of(session, contract, MOST_LISTED)]
        name = contract.number or ""
    with parts().database.writing() as session:
        by().tells(session, "metadata_history_downloaded", public_id, rows=len(rows))
    header = [_("変更日時"), _("項目"), _("変更前"), _("変更後"), _("変更者"), _("理由"), _("変更の方法")]
    return csv_answer(f"{_('変更履歴')}_{name}.csv", [str(one) for one in header], rows, encoding)


def _line(contract: Contract, row: MetadataChange) -> Row:
    said = shown_change(contract, row)
    return [said.at, said.item, said.was, said.became, said.by, said.reason, said.source]
