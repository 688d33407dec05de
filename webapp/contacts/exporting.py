"""宛先帳 as a CSV file, in UTF-8 with its mark or in CP932 (UX-19, T33)."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from contracts.roles import Permission
from database.address_book import all_contacts, entry_of
from database.audit import Told, append_audit
from database.engine import now_of
from webapp.access.staff import require, staff, staff_origin
from webapp.contacts.blueprint import blueprint
from webapp.contacts.columns import HEADER, rows_of
from webapp.csv_answer import CsvEncoding, csv_answer, encoding_asked, unmappable
from webapp.parts import parts

NAME = "宛先帳.csv"
MOST_SHOWN = 20


@blueprint.get("/contacts/export.csv")
def export() -> ResponseReturnValue:
    """CP932 that would lose a letter leads back to the list, which says so and offers UTF-8."""
    require(Permission.DRAFT)
    encoding = encoding_asked()
    with parts().database.reading() as session:
        entries = [entry_of(one) for one in all_contacts(session, staff())]
    missing = unmappable(rows_of(entries)) if encoding is CsvEncoding.CP932 else None
    if missing:
        letters = " ".join(letter for letter, _count in missing.most_common(MOST_SHOWN))
        return redirect(url_for("contacts.contacts", missing=letters))
    with parts().database.writing() as session:
        facts: dict[str, str | int] = {"count": len(entries), "address": staff_origin().address}
        told = Told("contacts_exported", staff().user.public_id, "", facts)
        append_audit(session, staff().organization.id, told, now_of(session))
    return csv_answer(NAME, HEADER, rows_of(entries), encoding)
