"""ご案内とFAQの文章: what each text is called, and the wording that holds until an organisation has its own."""

from functools import cache
from pathlib import Path

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.office_texts import OfficeText

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "guide" / "texts"
OPERATOR = "{organization}"
LABELS: dict[OfficeText, LazyString] = {
    OfficeText.ABOUT: _l("はじめに"),
    OfficeText.CONTACT: _l("お問い合わせ"),
    OfficeText.SECURITY: _l("安全のための取り組み"),
    OfficeText.AUTHORITY_NOTICE: _l("お手続きいただく方（締結権限のご案内）"),
    OfficeText.VALIDITY: _l("紙の契約書でなくても契約は成立しますか"),
    OfficeText.EVIDENCE: _l("電子署名とタイムスタンプは何を示しますか"),
    OfficeText.IDENTITY: _l("手続きする方の本人性はどのように確認しますか"),
    OfficeText.TAMPERING: _l("締結した書類が書き換えられたら分かりますか"),
    OfficeText.STAMP_DUTY: _l("収入印紙や郵送は必要ですか"),
    OfficeText.AUTHORITY: _l("決裁権限のない担当者が手続きしてもよいですか"),
}
HINTS: dict[OfficeText, LazyString] = {
    OfficeText.ABOUT: _l("ご案内の最初に、どの会社の何のご案内かを書きます。"),
    OfficeText.CONTACT: _l(
        "ご案内の最後に表示されます。組織の電話番号は「組織の設定」のものが添えられます。"
    ),
    OfficeText.SECURITY: _l(
        "取得している認証などがあれば、ここに書いてください。取得していないものは書かないでください。"
    ),
    OfficeText.AUTHORITY_NOTICE: _l("ご案内と、相手方が締結権限を確認する画面に表示されます。"),
}


@cache
def _wording(name: OfficeText, language: str) -> str:
    return (FOLDER / f"{name}.{language}.txt").read_text(encoding="utf-8").strip()


def default_text(name: OfficeText, language: str, organization: str) -> str:
    """Return our own wording, told of the organisation."""
    return _wording(name, language).replace(OPERATOR, organization)
