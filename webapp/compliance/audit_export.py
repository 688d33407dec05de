"""操作ログ as CSV for reading and as JSON for checking: the same rows as the database holds (MK-83)."""

import json
from collections.abc import Iterable, Iterator

from flask import Response, abort, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.event_table import canonical
from contracts.exports import AUDIT_FORMAT, linked
from database.audit import HASHED
from database.queries.audit_log import LogWanted, head_of, hides_rows, rows_between
from database.queries.audit_range import LogRange, log_range, whole_log
from database.queries.audit_reading import LoggedAct, acts_logged
from webapp.access.staff import staff
from webapp.compliance.audit import UNPROCESSABLE, Asked, asked_log
from webapp.compliance.blueprint import blueprint
from webapp.compliance.exporting import as_csv, spelled, tell_export
from webapp.csv_answer import Row
from webapp.parts import parts
from webapp.pdf_answer import disposition
from webapp.texts.audit import audit_sentence, machine_name
from webapp.texts.dates import iso_jst


@blueprint.get("/audit.csv")
def audit_csv() -> ResponseReturnValue:
    asked, (through, _digest) = _asked(), _head()
    part = _part(asked, through)
    return as_csv(
        _("操作ログ.csv"),
        _header(),
        lambda: map(_row, _acts_of(asked, part, through)),
        lambda encoding: _tell(asked, through, format="csv", encoding=encoding.value),
    )


@blueprint.get("/audit.json")
def audit_json() -> Response:
    asked, (through, digest) = _asked(), _head()
    _tell(asked, through, format="json")
    head = {
        "format": AUDIT_FORMAT,
        "organization": {"id": staff().organization.public_id, "name": staff().organization.name},
        "filtered": _is_filtered(asked),
        "from": asked.days.first.isoformat() if asked.days.first else "",
        "to": asked.days.last.isoformat() if asked.days.last else "",
        "through": {"sequence": through, "digest": digest},
    }
    part = _part(asked, through)
    bridge: Iterable[LoggedAct] = ()
    if part is not None:
        head["anchor"] = part.anchor
    if part is not None and not asked.wanted.is_whole:
        head["range"] = {"first": part.first, "last": part.last, "before": part.before}
        bridge = _acts(LogWanted(), part.last, part.until)
    body = stream_with_context(_json(head, _acts_of(asked, part, through), bridge))
    response = Response(body, content_type="application/json")
    response.headers["Content-Disposition"] = disposition(_("操作ログ.json"), inline=False)
    return response


def _asked() -> Asked:
    asked = asked_log()
    if asked.days.faults:
        abort(UNPROCESSABLE)
    return asked


def _head() -> tuple[int, str]:
    """An export ends where the chain ended when it was asked for, before the row that tells of it."""
    with parts().database.reading() as session:
        head = head_of(session, staff().organization.id)
    return (head.sequence, head.digest) if head else (0, "")


def _tell(asked: Asked, through: int, **how: str) -> None:
    facts: dict[str, str | int] = {"through": through, "filtered": int(_is_filtered(asked))}
    tell_export("audit_exported", "", **facts, **how, **spelled(asked.days))


def _is_filtered(asked: Asked) -> bool:
    """Rows of 親展 that this person is kept out of are left out as by a filter."""
    with parts().database.reading() as session:
        return not asked.wanted.is_whole or hides_rows(session, staff())


def _part(asked: Asked, through: int) -> LogRange | None:
    """Return what leaves without a gap, to be tied to the rest of the log; None if rows are left out."""
    with parts().database.reading() as session:
        organization = staff().organization.id
        if not through or not asked.wanted.is_range or hides_rows(session, staff()):
            return None
        if asked.wanted.is_whole:
            return whole_log(session, organization, through)
        return log_range(session, organization, asked.wanted, through)


def _acts_of(asked: Asked, part: LogRange | None, through: int) -> Iterator[LoggedAct]:
    if part is not None:
        return _acts(LogWanted(), part.first - 1, part.last)
    return _acts(asked.wanted, 0, through)


def _acts(wanted: LogWanted, last: int, through: int) -> Iterator[LoggedAct]:
    """Yield what is wanted after row `last`, `through` included."""
    while True:
        with parts().database.reading() as session:
            rows = rows_between(session, staff(), wanted, last, through)
            acts = acts_logged(session, staff(), rows)
        if not acts:
            return
        yield from acts
        last = acts[-1].row.sequence


def _header() -> Row:
    return (
        _("番号"),
        _("日時"),
        _("操作者"),
        _("操作者ID"),
        _("内容"),
        _("内容コード"),
        _("契約番号"),
        _("対象"),
        _("対象ID"),
        _("IPアドレス"),
        _("事実（JSON）"),
        _("直前の記録のSHA-256"),
        _("この記録のSHA-256"),
        _("SHA-256の計算の対象（JSON）"),
    )


def _row(act: LoggedAct) -> Row:
    row = act.row
    return (
        row.sequence,
        iso_jst(act.at),
        _who(act),
        act.actor,
        audit_sentence(row.code, act.facts),
        row.code,
        act.contract.number if act.contract else "",
        _subject(act),
        row.subject,
        act.address,
        row.facts,
        row.previous,
        row.digest,
        canonical(_hashed(act)),
    )


def _hashed(act: LoggedAct) -> dict[str, object]:
    return {name: getattr(act.row, name) for name in HASHED}


def _who(act: LoggedAct) -> str:
    return act.name or machine_name(act.actor)


def _subject(act: LoggedAct) -> str:
    return act.contract.title if act.contract else act.subject_name


def _json(head: dict[str, object], acts: Iterable[LoggedAct], bridge: Iterable[LoggedAct]) -> Iterator[str]:
    yield canonical(head)[:-1] + ',"events":['
    yield from _listed(acts)
    yield '\n],"bridge":['
    yield from _listed(bridge)
    yield "\n]}\n"


def _listed(acts: Iterable[LoggedAct]) -> Iterator[str]:
    comma = ""
    for act in acts:
        in_words = {
            "at": iso_jst(act.at),
            "who": _who(act),
            "what": audit_sentence(act.row.code, act.facts),
            "subject": _subject(act),
            "address": act.address,
        }
        yield f"{comma}\n{json.dumps(linked(_hashed(act), act.row.digest, in_words), ensure_ascii=False)}"
        comma = ","
