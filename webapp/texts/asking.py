"""What a sender may ask of a party, in plain words; none of it promises what a court decides (LW-06)."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.inputs import InputKind, Meaning
from contracts.sealing_ways import ways_of
from webapp.texts.names import listed

PROFILES: dict[str, LazyString] = {
    "L1": _l("L1　届いたリンクを開いた方が、そのまま手続きできます。"),
    "L2": _l("L2　リンクのほかに、アクセスコードか、メール・SMSで届く認証コードの入力を求めます。"),
    "L3": _l(
        "L3　メール・携帯電話・認証アプリやパスキーのうち、種類の違う2つの確認を求めます。アクセスコードは数えません。"
    ),
}
SEALING_WAYS: dict[str, LazyString] = {
    "generated": _l("生成（氏名・会社名から作る）"),
    "uploaded": _l("アップロード（印影の画像）"),
    "drawn": _l("手書きサイン"),
}
INPUT_KINDS: dict[str, LazyString] = {
    InputKind.TEXT: _l("フリーテキスト"),
    InputKind.CHECK: _l("チェックボックス"),
}
MEANINGS: dict[str, LazyString] = {
    Meaning.NONE: _l("使わない"),
    Meaning.AGREED_ON: _l("契約締結日"),
    Meaning.STARTS_ON: _l("契約開始日"),
    Meaning.ENDS_ON: _l("契約終了日"),
    Meaning.RENEWAL_PERIOD: _l("延長期間"),
    Meaning.NOTICE_PERIOD: _l("解約申出日"),
    Meaning.ADDRESS: _l("住所"),
    Meaning.COMPANY: _l("会社名"),
    Meaning.NAME: _l("氏名"),
    Meaning.COURT: _l("管轄裁判所"),
    Meaning.REMARKS: _l("特記事項"),
}


def ways_label(stored: str) -> str:
    return listed(SEALING_WAYS[way] for way in ways_of(stored))
