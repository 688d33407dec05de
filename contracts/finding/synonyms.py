"""Words that mean the same in a contract, and words spelled with more or fewer okurigana (domain.md E.2).

A query for one also looks for the others; a phrase in quotation marks does not. To change what belongs
together, change these lines: nothing has to be indexed again.
"""

import re
from collections.abc import Iterable, Iterator

from contracts.finding.folding import folded
from contracts.finding.numerals import in_digits

MOST_SPELLINGS = 8
"""Of one word; with more the rarest spellings are left out."""

OKURIGANA = """
覚書=覚え書き=覚え書=覚書き  引渡=引渡し=引き渡し  支払=支払い  取扱=取扱い=取り扱い  申込=申込み=申し込み
取消=取消し=取り消し  取決=取決め=取り決め  取引=取り引き  受取=受取り=受け取り  受渡=受渡し=受け渡し
引受=引受け=引き受け  引継=引継ぎ=引き継ぎ  払込=払込み=払い込み  払戻=払戻し=払い戻し  振込=振込み=振り込み
申入=申入れ=申し入れ  申出=申し出  申合=申合せ=申し合わせ  届出=届け出
買取=買取り=買い取り  買戻=買戻し=買い戻し
売渡=売渡し=売り渡し  貸付=貸付け=貸し付け  借入=借入れ=借り入れ  借受=借受け=借り受け  立退=立退き=立ち退き
立会=立会い=立ち会い  立入=立入り=立ち入り  見積=見積り=見積もり  見直=見直し
仕入=仕入れ  組合=組合せ=組み合わせ
割引=割り引き  割増=割増し=割り増し  手続=手続き  問合=問合せ=問い合わせ
打合=打合せ=打ち合わせ  積立=積立て=積み立て
差押=差押え=差し押さえ  差入=差入れ=差し入れ  据置=据置き=据え置き  締切=締切り=締め切り  請負=請け負い
明渡=明渡し=明け渡し  繰上=繰上げ=繰り上げ  繰延=繰延べ=繰り延べ  書換=書換え=書き換え  切替=切替え=切り替え
"""

SYNONYMS = """
nda=秘密保持契約=機密保持契約=守秘義務契約
msa=基本契約=取引基本契約
業務委託=委託
賃貸借=賃貸
注文書=発注書
請書=注文請書=発注請書
更新拒絶=解約通知
- 解約=解除
"""
"""A line that begins with - is switched off: 解約 ends a contract that goes on, 解除 undoes a broken one."""

_ENDING = "書"


def _groups(lines: Iterable[str]) -> list[tuple[str, ...]]:
    spelled = (line.split("=") for line in lines)
    return [tuple(dict.fromkeys(in_digits(folded(one)) for one in group)) for group in spelled]


_OKURIGANA = _groups(OKURIGANA.split())
_SYNONYMS = _groups(line for line in SYNONYMS.split("\n") if line and not line.startswith("-"))
_FORMS = {form: group for group in _OKURIGANA for form in group}
_ANY_FORM = re.compile("|".join(sorted(map(re.escape, _FORMS), key=len, reverse=True)))
_MEANT = {word: group for group in _SYNONYMS for word in group}


def spellings(term: str) -> tuple[str, ...]:
    """Return the folded `term` and what else stands for it, without what another one is part of."""
    found = list(dict.fromkeys(_spelled(term)))[:MOST_SPELLINGS]
    return tuple(
        one for one in found if one == term or not any(other != one and other in one for other in found)
    )


def _spelled(term: str) -> Iterator[str]:
    yield term
    yield from _with_other_okurigana(term)
    bare, ending = (term[:-1], _ENDING) if term.endswith(_ENDING) and term not in _MEANT else (term, "")
    for meant in _MEANT.get(bare, ()):
        yield meant + ending


def _with_other_okurigana(term: str) -> Iterator[str]:
    """Each word in turn in each of its spellings: one spelled in two ways within a text is rare."""
    for form in dict.fromkeys(_ANY_FORM.findall(term)):
        for other in _FORMS[form]:
            yield term.replace(form, other)
