"""The rows by which a party's own books find these papers: date, 取引先, amount (NX-06, 電子帳簿保存法)."""

from flask import Response, abort

from contracts.money import in_units
from database.filed import FiledPaper, filed_certificate, filed_for
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.telling import tell_alone
from webapp.csv_answer import CsvEncoding, Row, csv_answer
from webapp.parts import parts

HEADER = ("取引年月日", "取引先", "取引金額", "通貨", "書類名", "ファイル名", "SHA-256")


@blueprint.get("/concluded/index.csv")
def concluded_index() -> Response:
    """Answer with one row for each paper; 取引先 is the sender, as the party sees it."""
    found = guard.visit()
    with parts().database.reading() as session:
        certificate = filed_certificate(session, found.contract)
        papers = (*filed_for(session, found.party), *([certificate] if certificate else []))
    if not papers:
        abort(404)
    tell_alone(found, "index_downloaded", papers=len(papers))
    return csv_answer(_name(papers[0]), HEADER, [_row(paper) for paper in papers], CsvEncoding.UTF_8)


def _row(paper: FiledPaper) -> Row:
    filed = paper.filed
    currency = filed.currency if filed.amount is not None else ""
    return (
        filed.concluded_on.isoformat(),
        filed.counterparty,
        in_units(filed.amount, filed.currency) if filed.amount is not None else None,
        currency,
        filed.document,
        filed.name,
        paper.file.digest,
    )


def _name(paper: FiledPaper) -> str:
    return f"{paper.filed.name.removesuffix('.pdf')}_索引.csv"
