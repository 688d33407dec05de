"""契約締結日, 契約開始日, 契約終了日, and 期間の定めなし."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from contracts.periods import end_of
from contracts.reading.days import FoundDay, days_in
from contracts.reading.found import Found, Read
from contracts.reading.plain import PlainText
from contracts.reading.spans_of_time import lengths_in

_FROM = re.compile(
    r"^(?:\([^()]{1,8}\))?(?:付け?)?(?:から|より|~|-|を始期とし(?:て)?|に(?:発効|開始|始ま)[^。]{0,6}|開始|午前0時|以降|着手|着工)?[、・,]?(?:起算して)?(?:至|完成|完了|竣工)?[・:]?$"
)
_ABOUT = re.compile(r"期間|期限|有効|工期|自$|自[・:]?$|契約は|発効|着手")
_NOT_ABOUT = re.compile(r"支払|納入|納期|検収|引渡|存続条項|試用|工事名")
_TERM_WORDS = re.compile(
    r"(?:有効|契約|委託|賃貸借|貸借|使用|利用|雇用|存続|保守|派遣|許諾|掲載|履行|業務|本契約の|本覚書の)期間|^期間|工期|自[・:]?$|期間は"
)
_LASTS = re.compile(r"(?:から|より)(?:起算して|起算し)?、?(?:向こう|満)?$")
_SAME_DAY = re.compile(r"(?:発効|効力)[^。]{0,12}(?:同日|その日)(?:から|より)(?:起算して)?(?:満)?$")
_SINCE_AGREED = re.compile(
    r"(?:本?(?:契約|覚書|合意書)の?)?(?:締結|調印)(?:の)?(?:日|時)(?:から|より)(?:起算して)?、?(?:満)?$"
)
_VALID = re.compile(r"期間|有効|効力")
_STARTED = re.compile(
    r"(?:契約開始日|開始日|入社日|入社年月日|発効日|効力発生日|利用開始日|始期|雇入れ?日)[:・は]*$"
)
_ENDED = re.compile(r"(?:契約終了日|終了日|満了日|契約満了日|終期|期間満了日|有効期限)(?:は|を)?[:・、]*$")
_TAKES_EFFECT = re.compile(r"(?:から|より|をもって|付けで|に)、?(?:その)?(?:効力を(?:生|発)|発効|施行)")
_LABEL = re.compile(r"(?:契約)?(?:締結|調印|契約|発行|作成|発注|注文)(?:年月)?日[)】\]]?[:・は]*$")
_PROVED = re.compile(
    r"証(?:する|とし|し|明|書)|の証|各(?:自|々)?1通|各一通|一通を|1通を|電子署名|電磁的記録|記名|署名|捺印|押印"
)
_CONCLUDED = re.compile(
    r"^(?:付け?)?(?:で|に|にて)?、?(?:以下のとおり|次のとおり|下記のとおり|本契約を)?.{0,12}?(?:締結|契約)(?:する|した)"
)
_OPEN = re.compile(
    r"期間(?:の定め(?:は|が)?(?:な[いし]|無し)|は?(?:を)?定めない|の定めのない)|無期(?:雇用|労働)"
)
_NEAR, _AFTER, _LONGEST_GAP = 45, 20, 26
_ERA_CHOICE = re.compile(r"^(?:平成・|昭和・|平成/)*$")


def terms_in(text: PlainText) -> Iterator[Found]:
    days = days_in(text.whole)
    agreed = _agreed(text, days)
    if agreed:
        yield agreed
    span = list(_span(text, days, date.fromisoformat(agreed.value) if agreed else None))
    yield from span
    found = _OPEN.search(text.whole)
    if found and not any(one.item is Read.ENDS_ON for one in span):
        yield text.found(Read.OPEN_ENDED, "yes", "open.said", found.span())


def _span(text: PlainText, days: Sequence[FoundDay], agreed: date | None) -> Iterator[Found]:
    for rule in (_two_days, _day_and_length, _length_since_agreed):
        found = rule(text, days, agreed)
        if found:
            yield from found
            return
    yield from _labelled(text, days)


def _two_days(text: PlainText, days: Sequence[FoundDay], _agreed: date | None) -> Sequence[Found]:
    """2026年4月1日から2027年3月31日まで; the first of those that speak of a period, else of others."""
    found: dict[str, Sequence[Found]] = {}
    for first, last in pairwise(days):
        gap = text.whole[first.end : last.start]
        before = text.whole[max(0, first.start - _NEAR) : first.start]
        if (
            len(gap) > _LONGEST_GAP
            or not _FROM.match(gap)
            or not first.day < last.day
            or not (gap or _ABOUT.search(before))
        ):
            continue
        if _is_about_another(before):
            continue
        rule = "span.period" if _TERM_WORDS.search(before) else "span.days"
        place = first.start, last.end
        both = ((Read.STARTS_ON, first.day), (Read.ENDS_ON, last.day))
        found.setdefault(rule, [text.found(item, day.isoformat(), rule, place) for item, day in both])
    return found.get("span.period") or found.get("span.days") or ()


def _is_about_another(before: str) -> bool:
    clause = re.split(r"[。]", before)[-1]
    return bool(_NOT_ABOUT.search(clause)) and not _ABOUT.search(clause)


def _day_and_length(text: PlainText, days: Sequence[FoundDay], _agreed: date | None) -> Sequence[Found]:
    """2026年4月1日から1年間: the first day counts, for it begins at 0:00 (民法140条ただし書)."""
    for one in days:
        ahead = text.whole[one.end : one.end + _NEAR]
        before = text.whole[max(0, one.start - _NEAR) : one.start]
        length = next(lengths_in(ahead), None)
        if length is None or _is_about_another(before):
            continue
        between = ahead[: length.start]
        speaks = _VALID.search(before + ahead[: length.end + _AFTER])
        if speaks and (_LASTS.fullmatch(between) or _SAME_DAY.search(between)):
            place = one.start, one.end + length.end
            end = end_of(one.day, length.period, first_day_counts=True)
            return _counted(text, "span.length", place, one.day, end)
    return ()


def _length_since_agreed(text: PlainText, _days: Sequence[FoundDay], agreed: date | None) -> Sequence[Found]:
    """締結日から1年間: counted from the next day (民法140条, domain.md C.7)."""
    if agreed is None:
        return ()
    for length in lengths_in(text.whole):
        before = text.whole[max(0, length.start - _NEAR) : length.start]
        after = text.whole[length.end : length.end + _AFTER]
        if _SINCE_AGREED.search(before) and _VALID.search(before + after):
            place = length.start - min(_AFTER, length.start), length.end
            start = date.fromordinal(agreed.toordinal() + 1)
            end = end_of(agreed, length.period, first_day_counts=False)
            return _counted(text, "span.since_agreed", place, start, end)
    return ()


def _counted(text: PlainText, rule: str, place: tuple[int, int], start: date, end: date) -> Sequence[Found]:
    both = ((Read.STARTS_ON, start), (Read.ENDS_ON, end))
    return [text.found(item, found.isoformat(), rule, place) for item, found in both]


def _labelled(text: PlainText, days: Sequence[FoundDay]) -> Iterator[Found]:
    for item, label, rule in ((Read.STARTS_ON, _STARTED, "start.label"), (Read.ENDS_ON, _ENDED, "end.label")):
        for one in days:
            if label.search(text.whole[max(0, one.start - _AFTER) : one.start]):
                yield text.found(item, one.day.isoformat(), rule, (one.start, one.end))
                break
        else:
            yield from _in_effect(text, days) if item is Read.STARTS_ON else ()


def _in_effect(text: PlainText, days: Sequence[FoundDay]) -> Iterator[Found]:
    """2026年4月1日から効力を生ずる: an amendment often says no more of its beginning."""
    for one in days:
        if _TAKES_EFFECT.match(text.whole, one.end):
            yield text.found(Read.STARTS_ON, one.day.isoformat(), "start.effect", (one.start, one.end))
            return


def _agreed(text: PlainText, days: Sequence[FoundDay]) -> Found | None:
    for rule in (_agreed_label, _agreed_alone, _agreed_in_preamble):
        found = rule(text, days)
        if found:
            return found
    return None


def _agreed_label(text: PlainText, days: Sequence[FoundDay]) -> Found | None:
    for one in days:
        if _LABEL.search(text.whole[max(0, one.start - _AFTER) : one.start]):
            return text.found(Read.AGREED_ON, one.day.isoformat(), "agreed.label", (one.start, one.end))
    return None


def _agreed_alone(text: PlainText, days: Sequence[FoundDay]) -> Found | None:
    """A day on a line of its own: the last one behind the words that prove the contract, else the last."""
    alone = [one for one in days if _is_alone(text, one)]
    if not alone:
        return None
    one = alone[-1]
    is_proved = bool(_PROVED.search(text.whole[max(0, one.start - 160) : one.start]))
    rule = "agreed.signed" if is_proved else "agreed.alone"
    return text.found(Read.AGREED_ON, one.day.isoformat(), rule, (one.start, one.end))


def _is_alone(text: PlainText, one: FoundDay) -> bool:
    line = text.lines[text.line_at(one.start)]
    before, after = text.whole[line.start : one.start], text.whole[one.end : line.end]
    return bool(_ERA_CHOICE.match(before.strip("()[]"))) and after in {"", ")", "付", "付け"}


def _agreed_in_preamble(text: PlainText, days: Sequence[FoundDay]) -> Found | None:
    for one in days[:3]:
        if _CONCLUDED.match(text.whole[one.end : one.end + _NEAR]):
            return text.found(Read.AGREED_ON, one.day.isoformat(), "agreed.preamble", (one.start, one.end))
    return None
