"""What a caller may send. Null and absent mean the same: not known."""

from typing import Any

from contracts.languages import LANGUAGES, SOURCE
from contracts.standing import PartyKind, Standing
from webapp.drafting.faults import MAIL

Schema = dict[str, Any]

MOST_PARTIES = 50
MOST_DOCUMENTS = 20
HIGHEST_ORDER = 999
HIGHEST_AMOUNT = 999_999_999_999_999


def words(longest: int, description: str, shortest: int = 0) -> Schema:
    return {"type": "string", "minLength": shortest, "maxLength": longest, "description": description}


def day(description: str) -> Schema:
    return {"type": "string", "format": "date", "description": description}


NEW_PARTY: Schema = {
    "type": "object",
    "required": ["name", "email"],
    "properties": {
        "role": words(100, "役割。借主、貸主など"),
        "kind": {
            "enum": [PartyKind.INDIVIDUAL.value, PartyKind.CORPORATE_INFORMAL.value],
            "description": "個人または法人（認印）。省略すると、会社名があれば法人、なければ個人",
        },
        "company": words(200, "会社名。法人では必須"),
        "name": words(200, "氏名", 1),
        "email": {"type": "string", "pattern": f"^{MAIL.pattern}$", "maxLength": 320},
        "language": {
            "enum": list(LANGUAGES),
            "default": SOURCE,
            "description": "この当事者へのメールと画面の言語",
        },
        "order": {
            "type": "integer",
            "minimum": 1,
            "maximum": HIGHEST_ORDER,
            "description": "署名順。同じ数字は同時に依頼する。省略すると並び順",
        },
        "access_code": {**words(200, "アクセスコード。保存後は誰にも表示されない", 1), "writeOnly": True},
        "access_code_hint": {**words(2000, "アクセスコードのヒント"), "writeOnly": True},
        "own": {"type": "boolean", "default": False, "description": "自社署名者"},
        "signs": {"type": "boolean", "default": True, "description": "偽なら締結後に共有するだけ"},
        "imprint": {"type": "boolean", "default": True, "description": "印影を求める"},
        "documents": {
            "type": "array",
            "maxItems": MOST_DOCUMENTS,
            "items": words(200, "必要書類の名前", 1),
        },
    },
}

NEW_CONTRACT: Schema = {
    "type": "object",
    "required": ["title"],
    "properties": {
        "title": words(300, "文書名", 1),
        "contract_type": words(64, "契約種別のコード。例 lease", 1),
        "standing": {
            "enum": [standing.value for standing in Standing],
            "description": "自社の立場。省略すると、自社署名者がいれば own_signer、いなければ broker",
        },
        "starts_on": day("契約開始日"),
        "ends_on": day("契約終了日"),
        "amount": {
            "type": "integer",
            "minimum": 0,
            "maximum": HIGHEST_AMOUNT,
            "description": "金額（円、税込）。省略は未入力",
        },
        "memo": words(20_000, "メモ。相手方には表示されない"),
        "parties": {"type": "array", "maxItems": MOST_PARTIES, "items": NEW_PARTY},
    },
}

UPLOAD: Schema = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "contentMediaType": "application/pdf"}},
}
