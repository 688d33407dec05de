"""契約期間 in words: a day that nobody entered is said to be just that, never a term of the contract (AD-14)."""

from flask_babel import gettext as _

from database.contract import Contract
from webapp.texts.dates import prose_date


def start_words(contract: Contract) -> str:
    return prose_date(contract.starts_on) if contract.starts_on else str(_("未入力"))


def end_words(contract: Contract) -> str:
    if contract.ends_on:
        return prose_date(contract.ends_on)
    return str(_("期間の定めなし") if contract.open_ended else _("未入力"))


def period_pairs(contract: Contract) -> tuple[tuple[str, str], ...]:
    """Return both days as pairs of label and words; nothing where nothing was entered."""
    if not (contract.starts_on or contract.ends_on or contract.open_ended):
        return ()
    return (_("契約開始日"), start_words(contract)), (_("契約終了日"), end_words(contract))


def period_words(contract: Contract) -> str:
    if not period_pairs(contract):
        return ""
    return str(_("%(start)s 〜 %(end)s", start=start_words(contract), end=end_words(contract)))
