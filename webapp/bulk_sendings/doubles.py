"""Rows of one file that go to the same address: mostly a slip, sometimes meant, so a warning and no error."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.bulk import BulkState
from contracts.phone import shown_mobile
from database.bulk_runs import values_by_line
from database.bulk_sending import BulkSending
from database.bulk_values import RowValues
from database.template_content import TemplateContent, content_from

MOST_NAMED = 3
"""Other rows that one warning names."""


def double_warnings(session: Session, run: BulkSending) -> Mapping[int, list[str]]:
    """Return the warnings of a run that is not sent yet, by line."""
    if run.state != BulkState.PREPARED:
        return {}
    told: dict[int, list[str]] = defaultdict(list)
    for address, lines in _lines_by_address(values_by_line(session, run), content_from(run.content)).items():
        for line in lines if len(lines) > 1 else ():
            told[line].append(_warning(address, [one for one in lines if one != line]))
    return dict(told)


def _lines_by_address(
    rows: Mapping[int, RowValues], content: TemplateContent
) -> Mapping[str, dict[int, None]]:
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for line, values in rows.items():
        for address in _addresses(values, content):
            found[address][line] = None
    return found


def _addresses(values: RowValues, content: TemplateContent) -> Iterator[str]:
    """Our own people may well sign every row."""
    for one in values.parties:
        address = one.mail.casefold() or shown_mobile(one.phone)
        if address and not content.parties[one.number - 1].asked["own"]:
            yield address


def _warning(address: str, others: list[int]) -> str:
    named = _("、").join(_("%(line)s行目", line=line) for line in others[:MOST_NAMED])
    if len(others) > MOST_NAMED:
        named = _("%(named)sほか", named=named)
    return str(_("同じ宛先（%(address)s）の行がほかにもあります：%(named)s", address=address, named=named))
