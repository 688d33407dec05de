"""電子交付の確認: what is said before somebody consents, class by class (LW-31, domain.md C.4 and H)."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.told_statements import told_delivery
from webapp.shell.languages import reading_language

# Counsel confirms every text before use; a change of words is a new TEXT_VERSION in contracts.edelivery.
LEADS: dict[str, LazyString] = {
    "article37": _l(
        "これは37条書面を電磁的方法で受け取ることへの承諾です。契約の成立には影響せず、紙での交付も選べます。"
    ),
    "construction": _l(
        "建設工事の請負契約を電子で結ぶには、あらかじめ相手方の承諾が必要です。紙でも結べます。"
    ),
    "consumer": _l(
        "法律で定められた書面を、紙に代えて電子で受け取ることへの承諾です。紙での交付も選べます。"
    ),
    "labour": _l(
        "労働条件通知書を電子で受け取ることを希望される場合に押してください。紙での交付も選べます。"
    ),
    "fixed_term_lease": _l(
        "契約の前にお渡しする説明書面を、電子で受け取ることへの承諾です。紙での交付も選べます。"
    ),
}
METHODS: tuple[tuple[LazyString, LazyString], ...] = (
    (_l("受け取り方"), _l("メールまたはSMSでお送りするリンクから、画面で開いてダウンロードします。")),
    (_l("ファイルの形式"), _l("PDFです。印刷して紙にすることができます。")),
    (
        _l("変わっていないことの確かめ方"),
        _l("電子署名とタイムスタンプを付けます。検証ページにPDFを入れると、変更がないかを確かめられます。"),
    ),
    (_l("保管のお願い"), _l("ダウンロードして、ご自身で大切に保管してください。")),
)
STATES: dict[str, LazyString] = {
    "": _l("まだ回答していません"),
    "consented": _l("電子での交付を承諾しました"),
    "refused": _l("紙での交付を希望しました"),
    "withdrawn": _l("承諾を撤回しました"),
    "delivered": _l("電子で受け取りました"),
}


def delivery_name(code: str) -> str:
    return told_delivery(reading_language(), code)


def delivery_state(answer: str) -> LazyString:
    """Return how far the delivery is, by the newest answer or an empty text."""
    return STATES[answer]
