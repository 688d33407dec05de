"""How Japanese companies and contracts are called; the long lists are in vocabulary.toml."""

import tomllib
from pathlib import Path

_LISTS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
PLACES, TRADES, SURNAMES, GIVEN, SUBJECTS = (
    tuple(_LISTS[name].split()) for name in ("places", "trades", "surnames", "given", "subjects")
)
FORMS = (
    *("株式会社{}",) * 6,
    *("{}株式会社",) * 6,
    *(
        "㈱{}",
        "{}㈱",
        "(株){}",
        "有限会社{}",
        "合同会社{}",
        "一般社団法人{}協会",
        "医療法人{}会",
        "学校法人{}学園",
    ),
)
KINDS = (
    *("秘密保持契約書",) * 6,
    *("業務委託基本契約書", "業務委託個別契約書", "売買基本契約書", "賃貸借契約書", "保守契約書") * 2,
    *(
        "システム開発委託契約書",
        "ソフトウェア使用許諾契約書",
        "工事請負契約書",
        "雇用契約書",
        "労働者派遣基本契約書",
    ),
    *(
        "業務提携契約書",
        "代理店契約書",
        "リース契約書",
        "覚書",
        "変更合意書",
        "解約合意書",
        "注文書",
        "発注請書",
    ),
    *("個人情報取扱委託契約書", "金銭消費貸借契約書"),
)
MEMOS = (
    "自動更新あり。{}までに更新可否を確認すること。",
    "担当は{}さん。連絡は電子メールで。",
    "{}の稟議で承認。",
    "反社条項を追加済み。{}確認。",
    "請求は月末締め翌月末払い。{}",
    "",
    "",
)
STAGES = ("concluded",) * 8 + ("awaiting_other", "awaiting_own", "sent_back", "cancelled")
