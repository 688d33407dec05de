"""送信前シミュレーション as lines, day by day: what was computed, and who that reaches how (NX-01)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask_babel import gettext as _

from contracts.effects import OWNER, EffectKind
from contracts.life import civil_day
from contracts.simulation import Foreseen
from database.contract import Contract
from database.party import Party
from webapp.legal.deadlines_card import label_of
from webapp.legal.foreseen_approval import Known, Line, approval_line, by
from webapp.texts.dates import deadline, instant, prose_date
from webapp.texts.foreseen import weekday_name, words_of


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        return str(_("%(day)s（%(weekday)s）", day=prose_date(self.on), weekday=weekday_name(self.on)))


def outcome_of(told: Sequence[Foreseen]) -> str:
    """Return how it ends, in one sentence; nothing where the sender still has to do something."""
    ends = {one.kind: one.at for one in told if one.recipient == OWNER}
    if EffectKind.TELL_EXPIRED in ends:
        until = deadline(ends[EffectKind.TELL_EXPIRED])
        return str(_("この想定では、%(day)sまでに全員の同意がそろわず、期限切れになります。", day=until))
    if EffectKind.TELL_CONCLUDED in ends:
        at = instant(ends[EffectKind.TELL_CONCLUDED])
        return str(_("%(moment)sに全員の同意がそろい、締結が完了します。", moment=at))
    return ""


def period_of(told: Sequence[Foreseen]) -> str:
    """Return from when the signing period counts, in one sentence (MK-49)."""
    asked = min((one.at for one in told if one.kind is EffectKind.INVITE), default=None)
    if asked is None:
        return ""
    if any(one.kind is EffectKind.ASK_APPROVAL for one in told):
        return str(
            _(
                "社内承認を待つ間、署名の期限は数えません。承認が終わり、最初の確認依頼が届く%(moment)sから数えます。",
                moment=instant(asked),
            )
        )
    return str(_("署名の期限は、それぞれの方に確認依頼が届いた時から数えます。"))


def days_of(told: Iterable[Foreseen], contract: Contract, known: Known) -> list[Day]:
    together = [list(group) for _key, group in groupby(told, key=_together)]
    lines = [line for group in together for line in _lines(group, contract, known)]
    grouped = groupby(sorted(lines, key=lambda line: line.at), key=lambda line: civil_day(line.at))
    return [Day(on, tuple(each)) for on, each in grouped]


def _together(one: Foreseen) -> tuple[object, ...]:
    """Those asked at once to approve the same step share a line."""
    of_a_step = one.at, one.step, one.escalated
    return of_a_step if one.kind is EffectKind.ASK_APPROVAL else (one.kind,)


def _lines(told: Sequence[Foreseen], contract: Contract, known: Known) -> list[Line]:
    if told[0].kind is EffectKind.ASK_APPROVAL:
        return approval_line(told, known)
    return [line for one in told if (line := _line(one, contract, known))]


def _line(one: Foreseen, contract: Contract, known: Known) -> Line | None:
    party = known.party(one.recipient)
    if party is None:
        title, tone = words_of(one.kind, ours=True)
        return Line(one.at, title, by(_ours(one.recipient, contract), str(_("メール"))), tone)
    title, tone = words_of(one.kind, ours=False)
    if party.claimable and one.kind is EffectKind.INVITE:
        who = by(_ours(OWNER, contract), str(_("メール")))
        return Line(one.at, _("締結用URLの準備（担当者が渡します）"), who, tone)
    channel = _channel(party)
    return Line(one.at, title, by(label_of(party), channel), tone) if channel else None


def _ours(recipient: str, contract: Contract) -> str:
    return str(_("担当者（%(name)s）", name=contract.owner.name) if recipient == OWNER else _("承認者"))


def _channel(party: Party) -> str:
    """Mail goes first; a party with a number alone is written to by SMS (IM-32)."""
    if party.mail:
        return str(_("メール"))
    return str(_("SMS")) if party.phone else ""
