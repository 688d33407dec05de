"""Where the audit log is not what it was, as a sentence that names the first bad row."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.log_walk import Break, Broken

_SENTENCES: dict[Broken, LazyString] = {
    Broken.MISSING: _l("監査ログの%(row)s番の記録がありません（削除された疑い）。"),
    Broken.CHANGED: _l("監査ログの%(row)s番の記録が変更されています。"),
    Broken.INSERTED: _l("監査ログの%(row)s番の記録が、あとから挿入されています。"),
    Broken.REPLACED: _l("監査ログの%(row)s番の記録が、SHA-256ごと書き換えられています。"),
    Broken.REWRITTEN: _l(
        "監査ログの%(row)s番から%(through)s番の範囲が書き換えられています（タイムスタンプを付与した時点と一致しません）。"
    ),
    Broken.CUT: _l(
        "監査ログの%(row)s番から後の記録がありません（タイムスタンプを付与した時点では%(through)s番までありました）。"
    ),
}


def broken_sentence(broken: Break) -> str:
    return str(_SENTENCES[broken.kind]) % {"row": broken.sequence, "through": broken.through}


def stray_sentence(contract: str, sequence: int, *, is_logged: bool) -> str:
    if is_logged:
        return str(_("監査ログの%(row)s番に対応する契約の記録がありません。", row=sequence))
    words = _(
        "契約 %(contract)s の記録%(row)s番に対応する監査ログがありません。", contract=contract, row=sequence
    )
    return str(words)
