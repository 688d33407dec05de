"""The whole filtered list of certificates as CSV, with the SHA-256 of each file."""

from collections.abc import Iterator

from flask import abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from database.queries.certificates import Certified, certificate_page, certificates_after
from webapp.access.staff import staff
from webapp.compliance.blueprint import blueprint
from webapp.compliance.certificates import UNPROCESSABLE, Asked, asked_certificates
from webapp.compliance.exporting import as_csv, spelled, tell_export
from webapp.csv_answer import CsvEncoding, Row
from webapp.parts import parts
from webapp.texts.dates import iso_jst


@blueprint.get("/certificates.csv")
def certificates_csv() -> ResponseReturnValue:
    asked = asked_certificates()
    if asked.days.faults:
        abort(UNPROCESSABLE)
    return as_csv(_("合意証明書一覧.csv"), _header(), lambda: _rows(asked), lambda how: _tell(asked, how))


def _tell(asked: Asked, encoding: CsvEncoding) -> None:
    with parts().database.reading() as session:
        total = certificate_page(session, staff(), asked.wanted).total
    facts: dict[str, str | int] = {"rows": total, "words": int(bool(asked.wanted.words))}
    tell_export("certificates_exported", "", encoding=encoding.value, **facts, **spelled(asked.days))


def _header() -> Row:
    return (
        _("契約番号"),
        _("文書名"),
        _("相手方"),
        _("締結日時"),
        _("合意証明書ID"),
        _("発行日時"),
        _("署名の水準"),
        _("締結済みPDFのSHA-256"),
        _("社内控のSHA-256"),
        _("相手方控のSHA-256"),
        _("契約ID"),
    )


def _rows(asked: Asked) -> Iterator[Row]:
    last = 0
    while True:
        with parts().database.reading() as session:
            batch = certificates_after(session, staff(), asked.wanted, last)
        if not batch:
            return
        yield from map(_row, batch)
        last = batch[-1].own.id


def _row(one: Certified) -> Row:
    contract = one.contract
    others = "、".join(party.company or party.name for party in contract.parties if not party.own)
    return (
        contract.number,
        contract.title,
        others,
        iso_jst(contract.concluded_at) if contract.concluded_at else "",
        one.own.certificate_id,
        iso_jst(one.own.issued_at),
        one.final.level if one.final else "",
        one.final.digest if one.final else "",
        one.own.digest,
        one.party.digest if one.party else "",
        contract.public_id,
    )
