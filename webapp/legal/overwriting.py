"""What a save of an older rendering took the place of, in words: nothing that was typed is lost unseen."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from webapp.legal.sheet import Sheet
from webapp.texts.names import listed

NOT_TOLD = frozenset(
    {"page", "revision", "shown_type", "csrf_token", "access_code", "drop_code", "snippet", "filed"}
)
LONGEST_TOLD = 200
PARTY = re.compile(r"party-([0-9a-f-]{36})-order")


def overwritten_words(held: Sheet, typed: Sheet, sent: Mapping[str, str]) -> str:
    """Return what the draft held where the page that is saved now says something else."""
    differing = [*_differing(held.facts, typed.facts)]
    for number, party in enumerate(typed.parties, 1):
        before = next((one for one in held.parties if one.id == party.id), None)
        if before is not None:
            who = _("当事者%(n)s", n=number)
            differing += [f"{who}　{told}" for told in _differing(before.form, party.form)]
    words = [_replaced(differing)] if differing else []
    if gone := _gone(typed, sent):
        words.append(_("別の画面で削除された当事者の入力は保存していません：%(told)s", told=listed(gone)))
    return " ".join(words)


def _gone(typed: Sheet, sent: Mapping[str, str]) -> list[str]:
    """Return what was typed for parties that another page has taken away."""
    known = {party.id for party in typed.parties}
    ids = [found[1] for name in sent if (found := PARTY.fullmatch(name)) and found[1] not in known]
    values = [[sent.get(f"party-{one}-{part}", "") for part in ("company", "name", "mail")] for one in ids]
    return [" ".join(filter(None, one)) for one in values if any(one)]


def _replaced(differing: list[str]) -> str:
    told = listed(differing)
    return str(
        _(
            "この下書きは、この画面を開いた後に別の画面でも保存されていました。この画面の内容で保存しました。別の画面にあった内容：%(told)s",
            told=told,
        )
    )


def _differing(held: Iterable[Any], typed: Any) -> Iterator[str]:  # noqa: ANN401 -- WTForms is untyped
    for before in held:
        name = before.short_name
        if name not in NOT_TOLD and name in typed and _plain(before) != _plain(typed[name]):
            value = _plain(before)[:LONGEST_TOLD] or _("空欄")
            yield str(_("%(label)s「%(value)s」", label=before.label.text, value=value))


def _plain(field: Any) -> str:  # noqa: ANN401 -- WTForms is untyped
    """Return what a person sees in the field."""
    if isinstance(field.data, bool):
        return str(_("はい") if field.data else _("いいえ"))
    value = "" if field.data is None else str(field.data)
    choices = {
        str(one.value if hasattr(one, "value") else one[0]): one
        for one in getattr(field, "choices", None) or ()
    }
    chosen = choices.get(value)
    if chosen is None:
        return " ".join(value.split())
    return str(chosen.label if hasattr(chosen, "label") else chosen[1])
