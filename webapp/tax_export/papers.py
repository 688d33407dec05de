"""備え付ける書類: system outline, manual, model rules and the table of requirements, as shipped (LW-30)."""

from dataclasses import dataclass
from pathlib import Path

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "ja"


@dataclass(frozen=True, slots=True)
class Paper:
    """`code` names it in the address, `file` in docs/ja; `for_visitors`: a tax inspector may ask for it."""

    code: str
    file: str
    says: LazyString
    for_visitors: bool = False

    def read(self) -> bytes:
        return (FOLDER / self.file).read_bytes()


PAPERS = (
    Paper(
        "outline", "システム概要書.md", _l("どのような仕組みで保存しているかの説明です。"), for_visitors=True
    ),
    Paper("manual", "操作説明書.md", _l("検索、表示、印刷、ダウンロードの手順です。"), for_visitors=True),
    Paper(
        "rules-electronic",
        "事務処理規程ひな形_電子取引.md",
        _l("電子取引データの訂正・削除の防止に関する規程のひな形です。"),
    ),
    Paper("rules-scan", "事務処理規程ひな形_スキャナ保存.md", _l("スキャナ保存の事務処理規程のひな形です。")),
    Paper("requirements", "電帳法対応表.md", _l("要件ごとに、製品のどの画面と機能で対応するかの表です。")),
)


def paper_called(code: str) -> Paper | None:
    return next((one for one in PAPERS if one.code == code), None)
