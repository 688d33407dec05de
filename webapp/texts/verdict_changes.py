"""What a revision changed, and what a certificate may be used for, in the reader's language."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.verdict_details import CertificateFinding, Change, RevisionFinding

MOST_NAMES = 8
CHANGES = {
    Change.FIELD_ADDED: _l("署名のための見えない欄を追加しました。"),
    Change.VALIDATION_DATA: _l(
        "検証に必要な情報（証明書、失効情報）を追加しました。文書の内容は変わりません。"
    ),
    Change.REFILLED: _l("すでに記入されていた欄を書き換えました。"),
    Change.VISIBLE_FIELD_ADDED: _l("紙面に見える欄を追加しました。"),
    Change.FIELD_SHOWN: _l("欄の表示のしかた（表示・非表示、文字の形や色など）を変えました。"),
    Change.ANNOTATION: _l("注釈（コメント、図形など）を追加・変更しました。紙面の見た目が変わります。"),
    Change.PAGE_CONTENT: _l("ページの内容を書き換えました。"),
    Change.PAGES: _l("ページを追加、削除、または入れ替えました。"),
    Change.STRUCTURE: _l("文書の構造や部品（文字の形、画像など）を書き換えました。"),
}
# Names of RFC 5280, 4.2.1.3 and 4.2.1.12, as asn1crypto words them.
USAGES = {
    "digital_signature": _l("電子署名"),
    "non_repudiation": _l("否認防止"),
    "key_cert_sign": _l("証明書への署名"),
    "crl_sign": _l("失効リストへの署名"),
    "time_stamping": _l("タイムスタンプ"),
    "1.3.6.1.5.5.7.3.36": _l("文書への署名"),
    "email_protection": _l("電子メールの保護"),
    "client_auth": _l("クライアント認証"),
    "code_signing": _l("プログラムへの署名"),
}


def changes_told(revision: RevisionFinding) -> list[str]:
    """Return a sentence for each kind of change; none for the document as it was first signed."""
    if revision.number == 1:
        return [str(_("最初の版です。ここから後の変更を調べています。"))]
    told = [_filled(revision)] if Change.FILLED in revision.changes else []
    told += [str(CHANGES[change]) for change in revision.changes if change in CHANGES]
    return told or [str(_("署名のほかに変更はありません。"))]


def _filled(revision: RevisionFinding) -> str:
    names = str(_("、")).join(revision.names[:MOST_NAMES])
    if len(revision.names) > MOST_NAMES:
        more = len(revision.names) - MOST_NAMES
        return str(_("欄に記入しました（%(names)sほか%(more)s件）。", names=names, more=more))
    return str(_("欄に記入しました（%(names)s）。", names=names))


def usages_told(certificate: CertificateFinding) -> list[str]:
    usages = (*certificate.key_usage, *certificate.extended_usage)
    return list(dict.fromkeys(str(USAGES.get(usage, usage)) for usage in usages))
