"""The page's words for a verdict: a heading, what it means, and its tone; no colour speaks alone."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.reason_reading import SignedAct
from contracts.verdict import TIMESTAMP, Colour, IssuedKind
from contracts.verdict_details import TimestampFinding


@dataclass(frozen=True, slots=True)
class Words:
    """`tone` is one of a notice: info, success, warning, error."""

    tone: str
    title: LazyString
    text: LazyString


VERDICTS = {
    Colour.GENUINE: Words(
        "success",
        _l("原本と一致しました"),
        _l("このサイトが発行したファイルと1バイトも違いません。"),
    ),
    Colour.GREEN: Words(
        "success",
        _l("緑：署名後の変更はありません"),
        _l(
            "電子署名は壊れておらず、最後の署名がファイル全体に及んでいます。ただし、このサイトが発行したファイルではありません。"
        ),
    ),
    Colour.AMBER: Words(
        "warning",
        _l("黄：確認が必要な点があります"),
        _l(
            "電子署名は壊れていませんが、次の点をご確認ください。このサイトが発行したファイルではありません。"
        ),
    ),
    Colour.RED: Words(
        "error",
        _l("赤：署名は有効ではありません"),
        _l(
            "署名した後に変更されたか、署名が正しくありません。この文書を締結の証拠として扱わないでください。"
        ),
    ),
    Colour.UNSIGNED: Words(
        "warning",
        _l("電子署名はありません"),
        _l(
            "このPDFには電子署名がなく、変更の有無を確かめられません。印影の画像があっても、電子署名ではありません。"
        ),
    ),
}
CANNOT_READ = _l("赤：検証できません")
UNREADABLE = {
    "not_a_pdf": _l("PDFではありません。契約書や合意証明書のPDFを選んでください。"),
    "damaged": _l(
        "PDFとして読み取れません。ファイルが壊れているおそれがあります。もう一度入手してください。"
    ),
    "encrypted": _l(
        "パスワードで保護されているため、読み取れません。保護されていないファイルを入手してください。"
    ),
    "timeout": _l("決められた時間内に読み取れませんでした。複雑すぎるか、壊れているおそれがあります。"),
    "memory": _l("読み取りに多くのメモリーを要するため、中止しました。壊れているおそれがあります。"),
}
KINDS = {
    IssuedKind.CONCLUDED: Words(
        "success",
        _l("締結済みの契約書です"),
        _l("当事者全員の同意を経て締結された、最終の契約書です。"),
    ),
    IssuedKind.INTERMEDIATE: Words(
        "warning",
        _l("この版は締結されていません"),
        _l("締結前の途中の版です。契約の内容は、締結済みの契約書でご確認ください。"),
    ),
    IssuedKind.VOID: Words(
        "error",
        _l("この版は締結されていません"),
        _l("無効になった版です。修正により差し替えられたか、手続きが締結に至らずに終わりました。"),
    ),
    IssuedKind.RENEWED: Words(
        "success",
        _l("締結済みの契約書です（保管用タイムスタンプを追加した版）"),
        _l(
            "締結時のファイルはそのままで、長く検証できるように、このサイトが後からタイムスタンプを追加したものです。"
        ),
    ),
    IssuedKind.RENEWED_CERTIFICATE: Words(
        "success",
        _l("合意証明書です（保管用タイムスタンプを追加した版）"),
        _l(
            "発行時の証明書はそのままで、長く検証できるように、このサイトが後からタイムスタンプを追加したものです。"
        ),
    ),
    IssuedKind.DISPOSAL: Words(
        "success",
        _l("廃棄証明書です"),
        _l("保存期間が満了した契約を、二人の確認を経て廃棄したことの証明書です。"),
    ),
    IssuedKind.CERTIFICATE: Words(
        "success",
        _l("合意証明書です"),
        _l("契約の締結の経緯を記録した証明書です。契約書そのものではありません。"),
    ),
}
LEVELS = {
    "B-B": _l("PAdES B-B（タイムスタンプなし）"),
    "B-T": _l("PAdES B-T（タイムスタンプあり）"),
    "B-LT": _l("PAdES B-LT（検証に必要な情報を含む）"),
    "B-LTA": _l("PAdES B-LTA（長期保管用のタイムスタンプあり）"),
    "timestamp": _l("タイムスタンプ"),
    "none": _l("測定できません"),
}
ROLES = {
    "certification": _l("作成時の署名（認証）"),
    "approval": _l("署名"),
    TIMESTAMP: _l("文書タイムスタンプ"),
}
ACTS = {
    SignedAct.CREATED: _l("文書の作成"),
    SignedAct.CREATED_AND_AGREED: _l("文書の作成と、送信者としての同意"),
    SignedAct.AGREED: _l("同意"),
    SignedAct.NAMED: _l("記名（宅地建物取引士）"),
    SignedAct.CONCLUDED: _l("締結処理"),
}


def unreadable(code: str) -> Words:
    """Return why nothing could be measured; a code without its own sentence is a child that broke down."""
    return Words("error", CANNOT_READ, UNREADABLE.get(code, UNREADABLE["damaged"]))


def timestamp_kind(stamp: TimestampFinding | None, provider: str) -> str:
    """Only of an authority that this installation knows can be said whether it is accredited (LW-12)."""
    if stamp is None:
        return ""
    if provider:
        return str(_("認定タイムスタンプ（%(provider)s）", provider=provider))
    if stamp.trusted:
        return str(_("認定タイムスタンプではありません（検証用TSA）"))
    return str(_("このサイトの知らない発行者のものです。認定の有無は確かめていません。"))
