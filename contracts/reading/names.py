"""Names of companies and people as they stand before 「（以下「甲」という。）」 and in blocks."""

import re

from contracts.finding.legal_forms import SHORT, WHOLE

LONGEST_NAME = 60
ROLES = (
    *("委託者", "受託者", "再受託者", "委任者", "受任者", "売主", "買主", "貸主", "借主", "賃貸人", "賃借人"),
    *("注文者", "発注者", "受注者", "請負者", "請負人", "使用者", "労働者", "雇用者", "開示者", "受領者"),
    *("許諾者", "被許諾者", "債権者", "債務者", "保証人", "連帯保証人", "代理店", "本人", "派遣先", "派遣元"),
    *("譲渡人", "譲受人", "贈与者", "受贈者", "寄託者", "受寄者", "ライセンサー", "ライセンシー", "申込者"),
)
_ROLE = "|".join(sorted(ROLES, key=len, reverse=True))
_SIDE = "[甲乙丙丁戊]"
_FORM = "|".join(re.escape(form) for form in sorted({*WHOLE, *SHORT}, key=len, reverse=True))
HAS_FORM = re.compile(_FORM + r"|(?i:co\.|ltd|inc|corp|llc|k\.k|gmbh)")
_JOINED = re.compile(r"^(?:は、|が、|並びに|ならびに|及び|および|又は|または|と、?|、|,|・|:)+")
_HEAD = re.compile(
    rf"^(?:(?P<role>{_ROLE})(?:である|たる|の|として)?[・:]?|(?:{_SIDE})(?:[:・]|(?={_FORM}))|住所|氏名[:]?|商号[:]?|名称[:]?)"
)
_OFFICER = re.compile(
    r"(?:代表取締役|代表社員|代表理事|代表者|代表役員|取締役|理事長|支店長|所長|会長|社長|代表|御中|殿|様|印$).*$"
)
_NO_NAME = re.compile(
    rf"^(?:{_SIDE}|{_ROLE}|本契約|本日|両者|次の|上記|下記|住所.*|以下.*|.*(?:一方|他方|双方|各|相手方)の?当事者)$"
)
"""Of 当事者 only a definition speaks, as 「他方の当事者（以下「受領者」という）」."""
_BEFORE_NAME = re.compile(r"^を[^、]{0,30}、")
"""What goes on with the sentence behind a definition: no name begins with を."""
_LETTERS = re.compile(r"[\w(].*[^\W\d_]")
_CLAUSE = re.compile(r"する|した|された|により|における|規定|第\d+条|に関|次の|ところ|ため|[<>※]")


def name_in(text: str) -> tuple[str, str]:
    """Return the name at the end of `text` and the role before it, 委託者, each empty for none."""
    name, role = text, ""
    before = None
    while before != name:
        before = name
        name = _JOINED.sub("", _BEFORE_NAME.sub("", name))
        found = _HEAD.match(name)
        if found:
            role = found["role"] or role
            name = name[found.end() :]
    name = _OFFICER.sub("", name).strip(" 、,・:-と")
    return (name, role) if is_name(name) else ("", role)


def is_name(text: str) -> bool:
    is_short = 1 < len(text) <= LONGEST_NAME
    return is_short and bool(_LETTERS.match(text)) and not _NO_NAME.match(text) and not _CLAUSE.search(text)
