"""The page's words for a verdict: a heading, what it means, and its tone; no colour speaks alone."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.verdict import Colour, IssuedKind


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
UNREADABLE = Words(
    "error",
    _l("赤：検証できません"),
    _l("PDFではないか、壊れているか、複雑すぎるため、読み取れませんでした。ファイルをご確認ください。"),
)
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
