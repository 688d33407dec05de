"""自動更新の有無, 更新期間, 更新拒絶期限: what the sentences about 更新 say (MK-30)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.reading.found import Found, Read
from contracts.reading.plain import PlainText
from contracts.reading.spans_of_time import Length, lengths_in

_SENTENCE = re.compile(r"[^。]{1,600}")
_WORD = re.compile(r"更新|延長|継続")
_NEVER = re.compile(
    r"自動(?:的に|的な)?(?:更新|延長)(?:は|を|等は|については)?(?:しない|されない|せず|行わない|行なわない|いたしません|なし|無し?$|ない)"
    r"|更新(?:は|を|が)?(?:しない(?!旨|と)|行わない(?!旨)|ない(?:もの|。|$|、|こと)|なく|なし)|更新を伴わない"
)
_AGREED = re.compile(
    r"(?:協議|合意|書面)(?:の)?(?:上|うえ|により|に基づき|をもって|、)?[^。]{0,25}(?:更新|延長)(?:を)?(?:する|行う)?ことができる|(?:更新|延長)(?:は|については)[^。]{0,30}(?:協議|合意)"
)
_BY_ITSELF = re.compile(
    r"自動(?:的に|で)?[^。]{0,14}?(?:更新|延長|継続)|自動更新(?:され|する|あり|有)"
    r"|(?:同一|同じ|同様|従前)[^。]{0,16}?(?:条件|内容|期間)[^。]{0,24}?(?:更新|延長|継続)"
    r"|(?:更に|さらに|以降も?|引き続き)[^。]{0,14}?(?:更新|延長|継続)"
    r"|(?:ない(?:とき|場合|限り)|なければ)[^。]{0,40}?(?:更新|延長|継続)(?:され|する|した)"
)
_REFUSED = re.compile(r"満了|終了|更新")
_BEFORE = re.compile(r"^(?:以上)?(?:より)?前(?:の日|の末日)?(?:まで|迄|に)")
_SAME_LENGTH = re.compile(r"同一(?:の)?期間|同じ期間|同期間")
_FAR = 40


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    text: str


def renewal_in(text: PlainText, months: str) -> Iterator[Found]:
    """`months` is how long the contract lasts first, as a period is spelled, for 「同一期間更新」."""
    sentences = [
        _Sentence(one.start(), one[0]) for one in _SENTENCE.finditer(text.whole) if _WORD.search(one[0])
    ]
    chosen = _chosen(sentences)
    if chosen is not None:
        sentence, value, rule = chosen
        place = _place(sentence, _WORD)
        yield text.found(Read.AUTO_RENEWS, value, rule, place)
        if value == "yes":
            yield from _renewed_for(text, sentence, months)
    yield from _refused(text, sentences)


def _chosen(sentences: Sequence[_Sentence]) -> tuple[_Sentence, str, str] | None:
    """A plain no is stronger than a yes elsewhere, and a yes than that both may agree on it."""
    ways = (
        ("no", "renewal.never", _NEVER),
        ("yes", "renewal.by_itself", _BY_ITSELF),
        ("no", "renewal.agreed", _AGREED),
    )
    for value, rule, pattern in ways:
        for one in sentences:
            if pattern.search(one.text) and not (value == "yes" and _AGREED.search(one.text)):
                return one, value, rule
    return None


def _renewed_for(text: PlainText, sentence: _Sentence, months: str) -> Iterator[Found]:
    """The last length before the last 更新 that is not how long before the end somebody speaks."""
    lengths = [one for one in lengths_in(sentence.text) if not _is_before(sentence.text, one)]
    ends = [one.start() for one in _WORD.finditer(sentence.text)]
    near = [one for one in lengths if any(0 <= end - one.end <= _FAR for end in ends)]
    if near:
        one = near[-1]
        place = sentence.start + one.start, sentence.start + one.end
        yield text.found(Read.RENEWS_FOR, one.period.spelled, "renews_for.said", place)
    elif months and _SAME_LENGTH.search(sentence.text):
        yield text.found(Read.RENEWS_FOR, months, "renews_for.same", _place(sentence, _SAME_LENGTH))


def _refused(text: PlainText, sentences: Sequence[_Sentence]) -> Iterator[Found]:
    for sentence in sentences:
        for one in reversed(list(lengths_in(sentence.text))):
            if _is_before(sentence.text, one) and _REFUSED.search(
                sentence.text[max(0, one.start - _FAR) : one.start]
            ):
                place = sentence.start + one.start, sentence.start + one.end
                yield text.found(Read.NOTICE, one.period.spelled, "notice.before_end", place)
                return


def _is_before(sentence: str, length: Length) -> bool:
    return bool(_BEFORE.match(sentence[length.end : length.end + 8]))


def _place(sentence: _Sentence, pattern: re.Pattern[str]) -> tuple[int, int]:
    found = pattern.search(sentence.text)
    span = found.span() if found else (0, 1)
    return sentence.start + span[0], sentence.start + span[1]
