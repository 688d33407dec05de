"""紙での交付: what a party wants on paper is handed over; the report of who received what (LW-32, LW-35)."""

from collections.abc import Iterator

from flask import Response, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.roles import Permission
from database.delivery_answers import finish_paper_task
from database.queries.deliveries import StatutoryDelivery, statutory_deliveries
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.access.traces import tell_seen
from webapp.csv_answer import CsvEncoding, Row, csv_answer
from webapp.legal.acting import done
from webapp.legal.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import safe_name
from webapp.texts.dates import iso_jst
from webapp.texts.edelivery import STATES, delivery_name


@blueprint.post("/contracts/<public_id>/paper/<task>")
def paper_delivered(public_id: str, task: str) -> ResponseReturnValue:
    require(Permission.SEND)
    with parts().database.writing() as session:
        sent_contract_or_404(session, public_id)
        if not finish_paper_task(session, staff().user, task):
            abort(404)
    return done(public_id, _("紙で渡したことを記録しました。"))


@blueprint.get("/contracts/<public_id>/deliveries.csv")
def deliveries(public_id: str) -> Response:
    require(Permission.READ)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        found = statutory_deliveries(session, contract)
    tell_seen(contract, staff_origin(), "downloaded", what="deliveries")
    header = (
        _("書面"), _("契約番号"), _("文書名"), _("当事者"), _("役割"), _("回答"), _("回答日時"),
        _("説明の版"), _("電子で受け取った日時"), _("出力"), _("変更の確認方法"),
    )  # fmt: skip
    name = f"{safe_name(contract.title)}_{_('交付の記録')}.csv"
    rows = _rows(found, contract.number or "", contract.title)
    return csv_answer(name, header, rows, CsvEncoding.UTF_8)


def _rows(found: list[StatutoryDelivery], number: str, title: str) -> Iterator[Row]:
    for one in found:
        yield (
            delivery_name(one.edelivery),
            number,
            title,
            one.party,
            one.role,
            str(STATES[one.answer]),
            iso_jst(one.answered_at) if one.answered_at else "",
            one.text_version,
            iso_jst(one.delivered_at) if one.delivered_at else "",
            _("PDF（印刷できます）"),
            _("電子署名とタイムスタンプ（検証ページ）"),
        )
