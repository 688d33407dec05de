"""送信前シミュレーション of an approval: who is asked, also as a delegate, and when a step escalates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.effects import APPROVERS
from contracts.life import civil_day
from contracts.simulation import Foreseen
from database.party import Party
from database.people import User
from database.queries.approvers import delegates_of, is_able
from webapp.texts.dates import instant
from webapp.texts.names import listed


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to come, as macros/timeline.html reads it."""

    at: datetime
    title: str
    who: str
    tone: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The people that ids stand for; `steps` are the names of the route's steps, `submitter` who sends."""

    session: Session
    parties: Sequence[Party]
    steps: Sequence[str]
    submitter: str

    def party(self, public_id: str) -> Party | None:
        return next((one for one in self.parties if one.public_id == public_id), None)

    def user(self, public_id: str) -> User | None:
        return self.session.scalars(select(User).where(User.public_id == public_id)).first()


def approval_line(told: Sequence[Foreseen], known: Known) -> list[Line]:
    """Return the line of all who are written to at once: the day's delegates too, and nobody who may not."""
    one = told[0]
    who = listed(dict.fromkeys(name for each in told for name in _asked(each, known)))
    named = known.steps[one.step - 1] if known.steps else ""
    title = str(_("社内承認の依頼：%(step)s", step=named) if named else _("社内承認の依頼"))
    tone = "alert" if one.escalated else ""
    return [Line(one.at, title, by(who, str(_("メール"))), tone, _detail(one))] if who else []


def by(name: str, channel: str) -> str:
    return str(_("%(name)s・%(channel)s", name=name, channel=channel))


def _asked(one: Foreseen, known: Known) -> Iterator[str]:
    if one.recipient == APPROVERS:
        yield str(_("承認できる方"))
        return
    person = known.user(one.recipient)
    if person is None or not is_able(person):
        return
    yield person.name
    for delegate in delegates_of(known.session, person, civil_day(one.at)):
        if delegate.public_id != known.submitter:
            yield str(_("%(name)s（%(principal)s 様の代理）", name=delegate.name, principal=person.name))


def _detail(one: Foreseen) -> str:
    if one.escalated:
        return str(_("期限までに承認されなかったため、上位の承認者にも依頼します。"))
    if one.escalates_at is None:
        return ""
    moment = instant(one.escalates_at)
    return str(_("%(moment)sまでに承認がないときは、上位の承認者にも依頼します。", moment=moment))
