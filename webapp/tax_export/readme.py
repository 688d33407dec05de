"""README.txt of an export: what it holds, what it lacks, and how its files are held against the index."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.reasons import JST
from webapp.tax_export.history import History
from webapp.tax_export.index import Fate, Line


@dataclass(frozen=True, slots=True)
class Cover:
    """`sought` and `measures` are in words; `part` is e.g. 「2／5」 where the export was divided."""

    organization: str
    made_by: str
    made_at: datetime
    sought: Sequence[str]
    measures: Sequence[str]
    part: str = ""


CHECKING = """\
■ ファイルが記録と同じであることの確かめ方
index.csv の「SHA-256」と、次の方法で計算した値を比べます。
  Windows  : certutil -hashfile "ファイル名" SHA256
  macOS    : shasum -a 256 "ファイル名"
  Linux    : sha256sum "ファイル名"
電子署名とタイムスタンプは、PDFを署名に対応した閲覧ソフトで開くと確かめられます。

■ 注意
・取引年月日は、書面に記載された締結日です。記載がないときは、締結の処理が完了した日（日本時間）です。
・「金額の記載」が「未入力」のものは、金額がまだ登録されていません。「記載なし」は、書面に金額がないものです。
・割符（Warifu）は、JIIMA（公益社団法人日本文書情報マネジメント協会）の認証を取得していません。
・電子帳簿保存法の要件を満たすかどうかは、事務処理規程と運用を含めてご確認ください。
"""


def readme(cover: Cover, lines: Sequence[Line], history: History, lost: str) -> bytes:
    """Return the text, which opens rightly in Windows too."""
    text = "\r\n".join(
        [*_head(cover), *_counts(lines), *_corrected(history), *_lost(lost), *CHECKING.splitlines()]
    )
    return codecs.BOM_UTF8 + f"{text}\r\n".encode()


def _head(cover: Cover) -> list[str]:
    return [
        "電子取引データ等の一括ダウンロード（ダウンロードの求めへの対応）",
        "",
        f"保存義務者　{cover.organization}",
        f"出力した人　{cover.made_by}",
        f"出力した日時　{cover.made_at.astimezone(JST):%Y-%m-%d %H:%M:%S}（日本時間）",
        *([f"分割　{cover.part}"] if cover.part else []),
        "",
        "■ 検索の条件",
        *(cover.sought or ["条件なし（閲覧・ダウンロードできるすべての締結済みの文書）"]),
        "",
        "■ 真実性の確保のための措置（電子帳簿保存法施行規則第4条第1項）",
        *(cover.measures or ["設定されていません。"]),
        "",
    ]


def _counts(lines: Sequence[Line]) -> list[str]:
    faults = [line for line in lines if line.fate is not Fate.HELD]
    told = [
        "■ 件数",
        f"文書　{len({line.record.public_id for line in lines})}件",
        f"ファイル　{len(lines) - len(faults)}件（index.csv は1ファイル1行です）",
    ]
    if faults:
        told += [f"★ 収録できなかったもの　{len(faults)}件", *(f"  {_named(line)}" for line in faults)]
    return [*told, ""]


def _corrected(history: History) -> list[str]:
    counted = "、".join(history.counted)
    return ["■ 訂正・削除の履歴（corrections.csv、corrections.json）", counted, history.says, ""]


def _named(line: Line) -> str:
    return f"{line.record.number} {line.record.title}　{line.fate.value}"


def _lost(lost: str) -> list[str]:
    if not lost:
        return []
    return [
        "■ Shift_JISで表せないため、2つのCSVで〓に置き換えた文字（2つのJSONには元の文字があります）",
        lost,
        "",
    ]
