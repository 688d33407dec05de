"""The card 期限・リマインド of 文書情報の入力: until when all and each may sign, who is reminded when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import BooleanField, Form, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice

from contracts.day_input import day_from
from contracts.refusals import Refused
from contracts.reminders import BANDS, Reminding
from contracts.schedule import LONGEST_DAYS, require_day
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.queries.draft_parties import parties_of
from webapp.drafting.complaining import complain
from webapp.drafting.scheduling import Scheduled, schedule_of, usual_link_days
from webapp.texts.dates import prose_date, table_date
from webapp.texts.draft_faults import fault_sentence
from webapp.texts.names import listed
from webapp.texts.reminders import BAND_CHOICES, BAND_WORDS, PRESETS, SHORT

PREFIX = "deadline"
MARK = f"{PREFIX}-remind_at"
"""A list is always sent: a form without it does not know the card, and leaves what is kept alone."""


class DeadlineForm(Form):  # type: ignore[misc]  # WTForms is untyped
    last_day = StringField(_l("全体の期限"), render_kw={"maxlength": 30, "autocomplete": "off"})
    link_days = StringField(_l("依頼が届いてからの日数"), render_kw={"maxlength": 5, "inputmode": "numeric"})
    reminders = RadioField(
        _l("自動リマインド"),
        choices=[SelectChoice(value, label) for value, label in PRESETS.items()],
        validate_choice=False,
    )
    remind_at = SelectField(
        _l("リマインドの時間帯"),
        choices=[SelectChoice(value, label) for value, label in BAND_CHOICES],
        validate_choice=False,
    )
    keeps_hours = BooleanField(_l("夜間と休日（土日・祝日・会社の休日）には送らない"))

    said = ""

    @property
    def is_open(self) -> bool:
        """Folded while only what the organisation says holds, and nothing is wrong."""
        days = any(field.data for field in (self.last_day, *self.party_days))
        return bool(days or self.errors or any(field.errors for field in self))

    @property
    def party_days(self) -> list[Any]:
        return [field for field in self if field.short_name.startswith("by_")]


@dataclass(frozen=True, slots=True)
class DeadlinesCard:
    template: str = "legal/draft/_deadlines.html"

    def form_of(self, session: Session, contract: Contract, *, typed: bool) -> DeadlineForm:
        parties = _signers(session, contract)
        labels = {_by(party): StringField(label_of(party), render_kw={"maxlength": 30}) for party in parties}
        kind = type("DraftsDeadlineForm", (DeadlineForm,), labels)
        form: DeadlineForm = (
            kind(request.form, prefix=PREFIX)
            if typed and MARK in request.form
            else kind(None, prefix=PREFIX, data=_kept(session, contract, parties))
        )
        schedule = schedule_of(session, contract)
        form.said = _said(_until(contract, schedule), _reminding(schedule))
        return form

    def keep(self, session: Session, contract: Contract, form: DeadlineForm) -> None:
        if MARK not in request.form:
            return
        now = now_of(session)
        contract.last_day = _day(form.last_day, contract.last_day, now)
        days = _days(form.link_days, contract.link_days)
        shown = usual_link_days(session, contract, request.form.get("shown_type"))
        contract.link_days = None if contract.link_days is None and days == shown else days
        contract.reminders = _one_of(form.reminders.data, set(Reminding), contract.reminders)
        contract.remind_at = _one_of(form.remind_at.data, set(BANDS), contract.remind_at)
        contract.keeps_hours = form.keeps_hours.data
        for party in _signers(session, contract):
            if _by(party) in form:
                party.answer_by = _day(form[_by(party)], party.answer_by, now)

    def pairs(self, session: Session, contract: Contract) -> list[tuple[str, str | int]]:
        schedule = schedule_of(session, contract)
        own = [
            _("%(name)s：%(day)s", name=label_of(party), day=prose_date(party.answer_by))
            for party in _signers(session, contract)
            if party.answer_by
        ]
        return [
            (_("署名の期限"), _until(contract, schedule)),
            *([(_("当事者ごとの期限"), listed(own))] if own else []),
            *([(_("自動リマインド"), _reminding(schedule))] if schedule.reminders else []),
        ]


def label_of(party: Party) -> str:
    """Return whom a day is for; a party without a name by its role."""
    named = " ".join(filter(None, (party.company, party.name)))
    if party.role and named:
        return str(_("%(role)s（%(name)s）", role=party.role, name=named))
    return named or party.role or str(_("当事者%(n)s", n=party.position))


def _signers(session: Session, contract: Contract) -> list[Party]:
    return [party for party in parties_of(session, contract) if party.signs]


def _by(party: Party) -> str:
    return f"by_{party.public_id.replace('-', '')}"


def _kept(session: Session, contract: Contract, parties: list[Party]) -> dict[str, Any]:
    schedule = schedule_of(session, contract)
    return {
        "last_day": table_date(contract.last_day) if contract.last_day else "",
        "link_days": str(schedule.link_days),
        "reminders": schedule.reminders,
        "remind_at": schedule.remind_at or contract.remind_at or BANDS[0],
        "keeps_hours": contract.keeps_hours is not False,
        **{_by(party): table_date(party.answer_by) if party.answer_by else "" for party in parties},
    }


def _day(field: Any, before: date | None, now: datetime) -> date | None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    try:
        day = day_from(field.data or "")
    except ValueError:
        complain(field, fault_sentence("day_unreadable"))
        return before
    try:
        return require_day(day.isoformat(), now) if day else None
    except Refused:
        complain(field, _("今日から%(most)s日後までの日付を入力してください。", most=LONGEST_DAYS))
        return before


def _days(field: Any, before: int | None) -> int | None:  # noqa: ANN401 -- as above
    text = (field.data or "").strip()
    if text.isdecimal() and len(text) <= len(str(LONGEST_DAYS)) and 1 <= int(text) <= LONGEST_DAYS:
        return int(text)
    complain(field, _("%(least)s〜%(most)sの数字で入力してください。", least=1, most=LONGEST_DAYS))
    return before


def _one_of(typed: str | None, known: set[Any], before: str | None) -> str | None:
    return str(typed) if typed is not None and typed in known else before


def _until(contract: Contract, schedule: Scheduled) -> str:
    if contract.last_day:
        return str(_("%(day)sまで", day=prose_date(contract.last_day)))
    return str(_("依頼が届いた日から%(days)s日", days=schedule.link_days))


def _reminding(schedule: Scheduled) -> str:
    if not schedule.reminders:
        return str(PRESETS[Reminding.NONE])
    return _said(
        str(SHORT[schedule.reminders]),
        str(BAND_WORDS.get(schedule.remind_at, "")) if schedule.reminders == Reminding.SPACED else "",
        str(_("夜間と休日を除く")) if schedule.hours else "",
    )


def _said(*words: str) -> str:
    return listed([word for word in words if word])
