"""廃棄 in words: where it stands, and why a contract was left out (LW-27)."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.disposal import Fate, Standing, Why

STANDINGS: dict[Standing, tuple[LazyString, str]] = {
    Standing.PROPOSED: (_l("承認待ち"), "ours"),
    Standing.LAPSED: (_l("期限切れ"), "stopped"),
    Standing.REJECTED: (_l("却下"), "stopped"),
    Standing.EXECUTING: (_l("廃棄中"), "ours"),
    Standing.DONE: (_l("完了"), "done"),
}
FATES: dict[Fate, tuple[LazyString, str]] = {
    Fate.PROPOSED: (_l("これから"), "ours"),
    Fate.LEFT_OUT: (_l("廃棄しない"), "stopped"),
    Fate.EXECUTING: (_l("廃棄中"), "ours"),
    Fate.DONE: (_l("廃棄済み"), "done"),
}
WHYS: dict[Why, LazyString] = {
    Why.BY_APPROVER: _l("承認する人が外しました。"),
    Why.REJECTED: _l("提案が却下されました。"),
    Why.LAPSED: _l("30日以内に承認されませんでした。"),
    Why.HELD: _l("廃棄の停止が登録されています。"),
    Why.STILL_KEPT: _l("保存期間がまだ満了していません。"),
    Why.OPEN: _l("手続きが終わっていません。"),
    Why.GONE: _l("契約が見つかりません。"),
    Why.RESTORED: _l("バックアップから復元したため、廃棄しませんでした。必要なら、改めて提案してください。"),
}
