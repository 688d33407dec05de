"""The archive that the tests of this folder look at."""

from datetime import date

from contracts.stage import Stage
from tests.finding.shelf import Filed

AOBA = "7000012050002"
PAPERS = (
    Filed(
        "建物賃貸借契約書（新宿ビル３階）",
        "株式会社髙島商事",
        mail="a@takashima.example",
        ends=12,
        notice=-20,
        renews=True,
        number="2026-000001",
        folder="賃貸",
        items={"building": "新宿ビル", "floor": "3", "use": "事務所"},
    ),
    Filed(
        "建物賃貸借契約書（渋谷倉庫）",
        "高島商事㈱",
        mail="b@takashima.example",
        ends=75,
        notice=15,
        renews=True,
        number="2026-000002",
        folder="賃貸",
        amount=3_000_000,
        items={"building": "渋谷倉庫", "floor": "1", "use": "倉庫"},
    ),
    Filed(
        "秘密保持契約書",
        "（株）高島商事",
        mail="c@takashima.example",
        ends=400,
        number="2026-000003",
        kind="nda",
        amount=None,
    ),
    Filed(
        "業務委託基本契約書",
        "株式会社青葉不動産",
        corporate_number=AOBA,
        ends=45,
        notice=40,
        renews=False,
        number="2026-000010",
        kind="nda",
        amount=5_000_000,
        memo="高島商事の紹介",
        says="第8条（反社会的勢力の排除）　乙は、自らが反社会的勢力に該当しないことを表明し、保証する。",
    ),
    Filed("青葉との覚書", "青葉不動産株式会社", ends=-30, life="ended", number="2025-000004"),
    Filed(
        "家賃保証委託契約書",
        "ABC家賃保証株式会社",
        mail="x@abc-guarantee.example",
        ends=89,
        number="2026-000005",
        folder="保証",
    ),
    Filed("東京都内の保守契約書", "東京都市開発株式会社", number="2026-000006", traded_on=None),
    Filed("保守契約書（京都支店）", "京都商事株式会社", number="2026-000007"),
    Filed("個人との使用貸借契約書", "", "京田 花子", mail="k@personal.example", number="2026-000008"),
    Filed(
        "送信中の売買契約書",
        "株式会社マネー・フォワードテクノロジーソリューションズ",
        stage=Stage.AWAITING_OTHER,
        life="unknown",
        number="2026-000009",
        traded_on=date(2026, 11, 1),
    ),
)
SECRETS = (
    Filed(
        "𠮷野との合併に関する秘密の合意書",
        "極秘商会株式会社",
        mail="g@secret.example",
        ends=30,
        is_secret=True,
    ),
    Filed("高島商事の買収契約書", "株式会社高島商事", ends=31, is_secret=True),
)
