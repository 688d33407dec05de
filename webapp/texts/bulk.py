"""What became of one row of a bulk action, in words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from contracts.refusals import refusal
from webapp.texts.refusals import sentence_for


def result_words(outcome: str, asked: int, code: str) -> str:
    """Return the result of one contract; of a refusal, why."""
    if outcome == "asked":
        return str(ngettext("%(num)s名に再依頼しました", "%(num)s名に再依頼しました", asked))
    if outcome == "nobody":
        return str(_("署名を待っている方がいません"))
    if outcome == "refused":
        return str(_("再依頼できませんでした：%(why)s", why=_why(code)))
    return str(_("結果がまだわかりません。「続ける」を押すと確認します。")) if code else ""


def _why(code: str) -> str:
    if code == "not_permitted":
        return str(_("この契約に再依頼する権限がありません。"))
    if code == "address_outdated":
        return str(_("届出が有効でないメールアドレスがあります。契約の画面から再依頼してください。"))
    return sentence_for(refusal(code, {}))
