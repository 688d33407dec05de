"""条件: each thing that narrows the list, with the address that leaves it out."""

from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.money import Money
from webapp.management.narrowing import Offered
from webapp.management.seeking import SPANS, UNFILED, Query, Sought
from webapp.management.spans import Span, limit_label
from webapp.management.stage_tabs import heap_label
from webapp.texts.lives import life_label
from webapp.texts.names import listed
from webapp.texts.renewing import renewing_label
from webapp.texts.stages import party_label, stage_label
from webapp.texts.tax_keeping import kept_label, lacking_label

LABELS: dict[str, LazyString] = {
    "q": _l("キーワード"),
    "body": _l("探す範囲"),
    "counterparty": _l("相手方"),
    "company": _l("相手方（会社）"),
    "number": _l("管理番号"),
    "traded": _l("取引年月日"),
    "starts": _l("契約開始日"),
    "expires": _l("契約終了日"),
    "notice": _l("更新拒絶期限"),
    "amount": _l("金額"),
    "renews": _l("自動更新"),
    "item": _l("独自の項目"),
    "lacking": _l("未入力の項目"),
    "life": _l("契約期間"),
    "sent": _l("送信日"),
    "concluded": _l("締結日（合意の成立）"),
    "stage": _l("状態"),
    "party": _l("署名ステータス"),
    "waiting": _l("依頼からの日数"),
    "folder": _l("フォルダ"),
    "tag": _l("タグ"),
    "type": _l("契約種別"),
    "owner": _l("担当者"),
    "confidential": _l("親展"),
    "unstamped": _l("タイムスタンプ"),
    "flagged": _l("フラグ"),
    "unconfirmed": _l("契約情報"),
    "over": _l("保存期間"),
    "kept_as": _l("保存区分"),
}


_TOGETHER = {"item": ("item", "item_value"), "q": ("q", "body")}


@dataclass(frozen=True, slots=True)
class Chip:
    label: LazyString
    value: str
    query: Query


def chips(sought: Sought, known: Offered) -> list[Chip]:
    return [
        Chip(LABELS[name], _value(sought, name, known), _without(sought, name))
        for name in sought.conditions()
    ]


def _without(sought: Sought, name: str) -> Query:
    names = (f"{name}_from", f"{name}_to") if name in SPANS else _TOGETHER.get(name, (name,))
    return sought.query(**dict.fromkeys(names, ""))


def _value(sought: Sought, name: str, known: Offered) -> str:
    plain = {
        "q": sought.words,
        "body": _("文書の本文を除く"),
        "counterparty": sought.counterparty,
        "company": sought.company,
        "number": sought.number,
        "renews": str(renewing_label(sought.renews)) if sought.renews else "",
        **{name: _span(getattr(sought, name)) for name in SPANS},
        "lacking": str(lacking_label(sought.lacking)) if sought.lacking else "",
        "life": str(life_label(sought.life)) if sought.life else "",
        "stage": _stages(sought),
        "party": str(party_label(sought.party)) if sought.party else "",
        "waiting": _("%(days)s日以上", days=sought.waiting),
        "confidential": _("親展だけ"),
        "unstamped": _("未付与"),
        "flagged": _("フラグのある文書"),
        "unconfirmed": _("未確認"),
        "over": _("満了した文書"),
        "kept_as": str(kept_label(sought.kept_as)) if sought.kept_as else "",
    }
    return str(plain[name]) if name in plain else _named(sought, name, known)


def _named(sought: Sought, name: str, known: Offered) -> str:
    if name == "item":
        return _item(sought, known)
    given = {"folder": sought.folder, "tag": sought.tag, "type": sought.kind, "owner": sought.owner}[name]
    if given == UNFILED:
        return str(_("未整理"))
    return known.name_of(name, given) or str(_("（見つかりません）"))


def _item(sought: Sought, known: Offered) -> str:
    label = known.name_of("item", sought.item) or str(_("（見つかりません）"))
    if not sought.item_value:
        return str(_("%(item)s：入力あり", item=label))
    return str(_("%(item)s：%(value)s", item=label, value=sought.item_value))


def _stages(sought: Sought) -> str:
    return str(heap_label(sought.stages) or listed([str(stage_label(stage)) for stage in sought.stages]))


def _span(span: Span[date] | Span[Money]) -> str:
    return str(_("%(begin)s～%(end)s", begin=limit_label(span.begin), end=limit_label(span.end)))
