"""廃棄: what is over its 保存期間, proposed by one person (LW-27)."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import Select
from sqlalchemy.orm import Session
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp

from contracts.disposal import MOST_AT_ONCE
from contracts.legal_holds import LONGEST_REASON
from contracts.life import civil_day
from contracts.messages import NoticeKind, NoticeRequest
from contracts.refusals import Refused
from contracts.retention import Kept
from contracts.roles import Permission
from database.contract import Contract
from database.disposals import Proposal, propose, standing_of
from database.engine import now_of
from database.queries.contracts import contracts_seen_among
from database.queries.disposals import PAGE, candidates, contracts_in, count_of, disposals_seen, stones_seen
from webapp.access.address_parts import stripped
from webapp.access.asking import new_key
from webapp.access.staff import by, require, staff
from webapp.compliance.blueprint import blueprint
from webapp.engine import Engine
from webapp.parts import parts
from webapp.texts.disposal import STANDINGS
from webapp.texts.refusals import sentence_for
from workflows.door import EngineUnavailable, NotKnownYet

UNPROCESSABLE, CONFLICT = 422, 409
MOST_PAGES, LONGEST_WORDS = 100_000, 200
_TOO_LONG = _l("%(max)d文字以内で入力してください。")


class ProposalForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` becomes the public id: the form sent twice proposes once."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}\Z")])
    reason = TextAreaField(
        _l("理由"),
        [DataRequired(_l("理由を入力してください。")), Length(max=LONGEST_REASON, message=_TOO_LONG)],
        filters=[stripped],
        render_kw={"rows": 3, "maxlength": LONGEST_REASON},
    )
    confirmed = BooleanField(
        _l("一覧の契約を廃棄してよいことを確かめました"),
        [DataRequired(_l("一覧を確かめて、印を付けてください。"))],
    )


@dataclass(frozen=True, slots=True)
class Sought:
    words: str
    page: int

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE


@blueprint.get("/disposals")
def disposals() -> ResponseReturnValue:
    require(Permission.DISPOSE)
    return _list()


@blueprint.post("/disposals/choice")
def choose_disposals() -> ResponseReturnValue:
    """Show what was chosen, and what would happen to it; nothing is written."""
    require(Permission.DISPOSE)
    with parts().database.reading() as session:
        chosen = _chosen(session)
    if not chosen:
        flash(_("廃棄する契約を選んでください。"), "warning")
        return _list(), UNPROCESSABLE
    if len(chosen) > MOST_AT_ONCE:
        flash(_("一度に提案できるのは%(most)s件までです。絞り込んでください。", most=MOST_AT_ONCE), "warning")
        return _list(), UNPROCESSABLE
    return _question(ProposalForm(formdata=None), chosen)


@blueprint.post("/disposals")
def propose_disposal() -> ResponseReturnValue:
    require(Permission.DISPOSE)
    form = ProposalForm()
    named = request.form.getlist("contract")[: MOST_AT_ONCE + 1]
    if not form.validate():
        with parts().database.reading() as session:
            chosen = _named(session, named)
        return _question(form, chosen), UNPROCESSABLE
    try:
        with parts().database.writing() as session:
            made = propose(session, by(), Proposal(_spelled(form.key.data), named, form.reason.data))
            public_id = made.public_id
    except Refused as refused:
        flash(sentence_for(refused), "warning")
        return _list(), CONFLICT
    left_to_worker(lambda engine: engine.notify(NoticeRequest(NoticeKind.DISPOSAL_PROPOSED.value, public_id)))
    flash(_("廃棄を提案しました。別の人の承認を待っています。"), "success")
    return redirect(url_for("compliance.disposal", disposal=public_id), 303)


@blueprint.get("/disposals/tombstones")
def tombstones() -> ResponseReturnValue:
    """List what is left of every contract that was disposed of."""
    require(Permission.DISPOSE)
    page = _page()
    with parts().database.reading() as session:
        stones, total = stones_seen(session, staff(), page)
        return render_template(
            "compliance/tombstones.html",
            stones=stones,
            page=page,
            pages=max(1, -(-total // PAGE)),
            total=total,
        )


def left_to_worker(asked: Callable[[Engine], None]) -> None:
    """While the engine is away it waits: the worker looks twice a minute for what is to go on."""
    with contextlib.suppress(EngineUnavailable, NotKnownYet):
        asked(parts().engine)


def _list() -> str:
    sought = Sought(request.values.get("q", "").strip()[:LONGEST_WORDS], _page())
    with parts().database.reading() as session:
        query = _candidates(session, sought.words)
        total, now = count_of(session, query), now_of(session)
        ids = session.scalars(query.offset(sought.offset).limit(PAGE)).all()
        return render_template(
            "compliance/disposals.html",
            sought=sought,
            rows=contracts_in(session, ids),
            total=total,
            pages=max(1, -(-total // PAGE)),
            runs=[
                (row, count, STANDINGS[standing_of(row, now)])
                for row, count in disposals_seen(session, staff())
            ],
        )


def _question(form: ProposalForm, chosen: Sequence[tuple[Contract, Kept]]) -> Response | str:
    return render_template("compliance/disposal_proposal.html", form=form, chosen=chosen)


def _chosen(session: Session) -> list[tuple[Contract, Kept]]:
    """Return all hits, or those that are ticked; one more than may be, to say so."""
    if request.form.get("all"):
        words = request.form.get("q", "").strip()[:LONGEST_WORDS]
        ids = session.scalars(_candidates(session, words).limit(MOST_AT_ONCE + 1)).all()
        return contracts_in(session, ids)
    return _named(session, request.form.getlist("contract")[: MOST_AT_ONCE + 1])


def _named(session: Session, public_ids: Sequence[str]) -> list[tuple[Contract, Kept]]:
    seen, today = contracts_seen_among(session, staff(), public_ids), _today(session)
    found = contracts_in(session, [one.id for one in seen.values()])
    return [(one, kept) for one, kept in found if kept.has_ended(today)]


def _candidates(session: Session, words: str) -> Select[int]:
    return candidates(session, staff(), _today(session), words)


def _today(session: Session) -> date:
    return civil_day(now_of(session))


def _page() -> int:
    return min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)


def _spelled(key: str) -> str:
    """Return the key as public ids are spelled."""
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
