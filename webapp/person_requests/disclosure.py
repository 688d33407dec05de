"""開示: everything of the person that this member of staff may give out, as one ZIP (個人情報保護法33条)."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from flask import Response, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from adapters.files import FileMissing, FileStore, FileTampered
from adapters.zip_stream import zipped
from contracts.languages import SOURCE
from database.dossiers import identity_of
from database.engine import now_of
from database.persons.finding import findings_for, is_withheld
from database.persons.person import Findings, Item, Judged, Value, person_of
from webapp.access.staff import by, staff
from webapp.csv_answer import csv_bytes
from webapp.parts import parts
from webapp.pdf_answer import disposition, safe_name
from webapp.person_requests.blueprint import blueprint
from webapp.person_requests.finding import open_request_or_404
from webapp.texts.dates import instant, iso_jst, prose_date
from webapp.texts.person_requests import (
    WHERE,
    field_label,
    place_label,
    place_purpose,
    place_source,
    told_words,
)
from webapp.zip_answer import ZIP, NamedBytes

FORMAT = "warifu-person-data/1"


@blueprint.get("/person-requests/<public_id>/disclosure.zip")
def disclosure(public_id: str) -> Response:
    """Answer with a page to read, the same as CSV and JSON, and the papers the person handed in.

    The log gets how much went out, and to whom it was given, never the data.
    """
    with parts().database.writing() as session:
        row = open_request_or_404(session, public_id)
        findings = findings_for(session, staff(), person_of(session, row))
        count = sum(len(items) for items in findings.items.values())
        facts = {"count": count, "unseen": findings.unseen_contracts, "withheld": findings.papers_withheld}
        by().tells(session, "person_data_disclosed", row.public_id, **facts)
        now = now_of(session)
        with force_locale(SOURCE):
            texts = list(_texts(findings, now))
        papers = [
            (_paper_name(number, item), identity_of(item.contract, item.file))
            for number, item in enumerate(_papers(findings), 1)
            if item.contract is not None and item.file is not None
        ]
    response = Response(zipped(_entries(parts().files, texts, papers), now), mimetype=ZIP)
    response.headers["Content-Disposition"] = disposition(_("開示する個人データ.zip"), inline=False)
    return response


def _entries(
    files: FileStore, texts: list[NamedBytes], papers: list[tuple[str, Any]]
) -> Iterator[NamedBytes]:
    """Yield the texts, then one paper at a time; one that does not open is said in its place."""
    yield from texts
    for name, identity in papers:
        try:
            yield name, files.read(identity)
        except (FileMissing, FileTampered):
            yield f"{name}.txt", "このファイルは読み取れませんでした。".encode()


def _texts(findings: Findings, now: datetime) -> Iterator[NamedBytes]:
    places = [(place, _described(place, items)) for place, items in findings.items.items()]
    page = render_template(
        "person_requests/disclosed.html",
        places=places,
        organization=staff().organization.name,
        made_at=now,
        findings=findings,
    )
    yield "開示する個人データ.html", page.encode()
    header = ("種類", "番号", "項目", "内容", "利用目的と保存", "取得元", "消去")
    yield "開示する個人データ.csv", csv_bytes(header, _csv(findings))
    yield "data.json", json.dumps(_facts(findings, now), ensure_ascii=False, indent=1).encode()


def _described(place: str, items: list[Judged]) -> dict[str, object]:
    return {
        "label": place_label(place),
        "purpose": place_purpose(place),
        "source": place_source(place),
        "records": [{"pairs": _pairs(one), "kept": _kept(one)} for one in items],
    }


def _csv(findings: Findings) -> Iterator[tuple[str | int, ...]]:
    for place, items in findings.items.items():
        about = place_purpose(place), place_source(place)
        for number, one in enumerate(items, 1):
            for name, value in _pairs(one):
                yield (place_label(place), number, name, value, *about, _kept(one))


def _facts(findings: Findings, now: datetime) -> dict[str, object]:
    return {
        "format": FORMAT,
        "organization": staff().organization.name,
        "made_at": iso_jst(now),
        "contracts_not_included": findings.unseen_contracts,
        "identity_papers_not_included": findings.papers_withheld,
        "places": [
            {
                "place": place,
                "purpose": place_purpose(place),
                "source": place_source(place),
                "records": [_record(one) for one in items],
            }
            for place, items in findings.items.items()
        ],
    }


def _record(judged: Judged) -> dict[str, object]:
    contract, verdict = judged.item.contract, judged.verdict
    return {
        "contract": {"number": contract.number, "title": contract.title} if contract is not None else None,
        "data": {name: _plain(value) for name, value in judged.item.shown.items()},
        "kept_because": _kept(judged),
        "kept_until": verdict.until.isoformat() if verdict.until else None,
    }


def _pairs(judged: Judged) -> list[tuple[str, str]]:
    contract = judged.item.contract
    about = [(_("契約"), f"{contract.number or ''} {contract.title}".strip())] if contract is not None else []
    shown = judged.item.shown.items()
    return about + [
        (field_label(name), _words(name, value)) for name, value in shown if value not in {None, ""}
    ]


def _words(name: str, value: Value) -> str:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return prose_date(value)
    if name == "where":
        return str(WHERE.get(str(value), value))
    return instant(datetime.fromisoformat(str(value))) if name == "at" else str(value)


def _plain(value: Value) -> Value:
    if isinstance(value, datetime):
        return iso_jst(value)
    return value.isoformat() if isinstance(value, date) else value


def _kept(judged: Judged) -> str:
    verdict = judged.verdict
    return told_words(verdict.why, verdict.until) if verdict.why else str(_("ご請求があれば消去できます。"))


def _papers(findings: Findings) -> list[Item]:
    found = [one.item for one in findings.items.get("submitted_file", []) if one.item.file is not None]
    return [item for item in found if not is_withheld(staff(), item)]


def _paper_name(number: int, item: Item) -> str:
    stem, dot, ending = str(item.shown["filename"]).rpartition(".")
    return f"提出された書類/{number:02d}_{safe_name(stem or ending)}{dot}{safe_name(ending) if stem else ''}"
