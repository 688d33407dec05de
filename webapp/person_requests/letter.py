"""回答書: what the person is told, on paper or as text, in two languages (個人情報保護法33条3項, 35条7項)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Response, abort, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.languages import LANGUAGES, SOURCE
from contracts.person_requests import ERASED, RequestKind, Standing
from database.engine import now_of
from database.person_request import PersonOutcome, PersonRequest
from database.person_requests import outcomes_of
from database.persons.finding import findings_for
from database.persons.person import person_of
from database.queries.contracts import contracts_seen_among
from webapp.access.staff import by, staff
from webapp.parts import parts
from webapp.pdf_answer import disposition
from webapp.person_requests.blueprint import blueprint
from webapp.person_requests.finding import request_or_404
from webapp.texts.dates import prose_date
from webapp.texts.person_requests import place_label, told_words


@dataclass(frozen=True, slots=True)
class Letter:
    """`lines` are what was found or done, place by place: what, and what holds for it."""

    title: str
    addressee: str
    opening: str
    heading: str
    lines: Sequence[tuple[str, str]]
    closing: Sequence[str]
    sender: str
    day: str


@blueprint.get("/person-requests/<public_id>/letter")
def letter(public_id: str) -> Response:
    """The letter as a page for paper."""
    language = _language()
    with force_locale(language):
        written = _written(public_id, language, "print")
        return Response(
            render_template(
                "person_requests/letter.html", letter=written, request_id=public_id, other=_other(language)
            )
        )


@blueprint.get("/person-requests/<public_id>/letter.txt")
def letter_text(public_id: str) -> Response:
    """The letter as text, to be put into a mail."""
    language = _language()
    with force_locale(language):
        one = _written(public_id, language, "text")
        told = [f"- {what}: {how}" for what, how in one.lines]
        body = [
            one.day,
            one.addressee,
            one.sender,
            "",
            one.title,
            "",
            one.opening,
            "",
            one.heading,
            *told,
            "",
        ]
        name = _("回答書.txt")
    response = Response("\r\n".join([*body, *one.closing, ""]), content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = disposition(name, inline=False)
    return response


def _language() -> str:
    language = request.args.get("language", SOURCE)
    return language if language in LANGUAGES else abort(404)


def _other(language: str) -> str:
    return next(one for one in LANGUAGES if one != language)


def _written(public_id: str, language: str, form: str) -> Letter:
    with parts().database.writing() as session:
        row = request_or_404(session, public_id)
        if row.standing == Standing.WITHDRAWN or row.forgotten_at is not None:
            abort(404)
        if row.kind == RequestKind.ERASURE and row.carried_out_at is None:
            abort(404)
        by().tells(session, "person_letter_opened", row.public_id, language=language, format=form)
        is_erasure = row.kind == RequestKind.ERASURE
        return _of_erasure(session, row) if is_erasure else _of_disclosure(session, row)


def _of_erasure(session: Session, row: PersonRequest) -> Letter:
    outcomes = outcomes_of(session, row)
    closing = [
        _("法令により保存しなければならない記録と、書き換えのできない証拠の記録は、消去できません。"),
        _(
            "バックアップに残る写しは、バックアップの保存期間が終わると消えます。契約の相手方がお持ちの写しには及びません。"
        ),
    ]
    return Letter(
        title=_("個人データの利用停止・消去のご請求への回答"),
        opening=_opening(row),
        heading=_("消去したもの、消去できないものとその理由"),
        lines=[*_erased(outcomes), *_kept(session, outcomes)] or [_nothing()],
        closing=closing,
        **_ends(session, row),
    )


def _of_disclosure(session: Session, row: PersonRequest) -> Letter:
    findings = (
        findings_for(session, staff(), person_of(session, row)) if row.standing == Standing.OPEN else None
    )
    found = findings.items if findings else {}
    counted = [(place_label(place), _("%(count)s件", count=len(items))) for place, items in found.items()]
    return Letter(
        title=_("個人データの開示のご請求への回答"),
        opening=_opening(row),
        heading=_("開示する個人データ"),
        lines=counted or [_nothing()] if findings else [],
        closing=[_("内容、利用目的、保存の期間、取得元は、お渡しするファイルに記載しています。")],
        **_ends(session, row),
    )


def _opening(row: PersonRequest) -> str:
    day = prose_date(row.received_on)
    return str(_("%(day)sに受け付けたご請求について、次のとおり回答します。", day=day))


def _ends(session: Session, row: PersonRequest) -> dict[str, str]:
    return {
        "addressee": _("%(name)s 様", name=row.name or row.mails.split("\n")[0]),
        "sender": staff().organization.name,
        "day": prose_date(now_of(session)),
    }


def _nothing() -> tuple[str, str]:
    return _("個人データ"), _("ご本人のものと確かめられた個人データはありませんでした。")


def _erased(outcomes: Sequence[PersonOutcome]) -> Iterator[tuple[str, str]]:
    for one in outcomes:
        if one.why == ERASED:
            yield _counted(one.place, one.count), told_words(ERASED, None)


def _kept(session: Session, outcomes: Sequence[PersonOutcome]) -> Iterator[tuple[str, str]]:
    """One line for each contract and reason: a person with ten records in a contract is told once."""
    kept = [one for one in outcomes if one.why != ERASED]
    seen = contracts_seen_among(session, staff(), [one.contract for one in kept if one.contract])
    records: Counter[tuple[str, str]] = Counter()
    for one in kept:
        contract = seen.get(one.contract)
        number = (contract.number or contract.title) if contract else _("（閲覧権限のない契約）")
        what = _("契約 %(number)s の記録", number=number) if one.contract else place_label(one.place)
        records[what, told_words(one.why, one.until)] += one.count
    for (what, why), count in records.items():
        yield _("%(what)s（%(count)s件）", what=what, count=count), why


def _counted(place: str, count: int) -> str:
    return str(_("%(what)s（%(count)s件）", what=place_label(place), count=count))
