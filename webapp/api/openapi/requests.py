"""What a caller may send. Null and absent mean the same: not known."""

from typing import Any

from contracts.authentication import Profile
from contracts.envelope import MOST_DOCUMENTS
from contracts.inputs import InputKind, Meaning
from contracts.languages import LANGUAGES, SOURCE
from contracts.mail_address import MAIL
from contracts.mail_domains import MOST_DOMAINS
from contracts.requirements import LONGEST_REASON
from contracts.sealing_ways import SealingWay
from contracts.standing import PartyKind, Standing
from contracts.submission import MOST_PARTIES

Schema = dict[str, Any]

MOST_ROWS = 20
HIGHEST_ORDER = 999
HIGHEST_AMOUNT = 999_999_999_999_999


def words(longest: int, description: str, shortest: int = 0) -> Schema:
    return {"type": "string", "minLength": shortest, "maxLength": longest, "description": description}


def day(description: str) -> Schema:
    return {"type": "string", "format": "date", "description": description}


def yes_or_no(description: str) -> Schema:
    return {"type": "boolean", "default": False, "description": description}


NEW_DOCUMENT: Schema = {
    "type": "object",
    "required": ["title"],
    "properties": {
        "title": words(200, "必要書類の名前", 1),
        "note": words(1000, "説明"),
        "required": {"type": "boolean", "default": True},
        "is_identity": yes_or_no("本人確認書類"),
    },
}
NEW_FIELD: Schema = {
    "type": "object",
    "required": ["label"],
    "properties": {
        "label": words(200, "入力項目の名前", 1),
        "kind": {"enum": [kind.value for kind in InputKind], "default": InputKind.TEXT.value},
        "required": {"type": "boolean", "default": True},
        "maps_to": {
            "enum": [meaning.value for meaning in Meaning],
            "default": "",
            "description": "入力された値の使い道",
        },
    },
}
NEW_PARTY: Schema = {
    "type": "object",
    "if": {"required": ["claimable"], "properties": {"claimable": {"const": True}}},
    "else": {"required": ["name"]},
    "properties": {
        "role": words(100, "役割。借主、貸主など"),
        "kind": {
            "enum": [PartyKind.INDIVIDUAL.value, PartyKind.CORPORATE_INFORMAL.value],
            "description": "個人または法人（認印）。省略すると、会社名があれば法人、なければ個人",
        },
        "company": words(200, "会社名。法人では必須。kindがindividualなら屋号"),
        "name": words(200, "氏名。締結用URLで届けるときは省略できる", 1),
        "email": {
            "type": "string",
            "pattern": f"^{MAIL.pattern}$",
            "maxLength": 320,
            "description": "法人では必須。個人ではphoneでもよい",
        },
        "phone": words(30, "携帯電話番号。SMSで届ける。個人だけ"),
        "phone_obtained_on": day("携帯番号取得日"),
        "claimable": yes_or_no("締結用URLを開いた方が当事者になる"),
        "may_hand_over": yes_or_no("署名者変更を許可する"),
        "profile": {
            "enum": [profile.value for profile in Profile],
            "default": Profile.L1.value,
            "description": "本人確認のレベル",
        },
        "declares": {"type": "boolean", "description": "締結する権限の確認を求める。省略すると組織の設定"},
        "names_only": yes_or_no("宅地建物取引士として記名だけをする"),
        "registration": words(64, "宅地建物取引士の登録番号"),
        "as_proxy": yes_or_no("本人の代理として署名する"),
        "seal_methods": {
            "type": "array",
            "items": {"enum": [way.value for way in SealingWay]},
            "description": "印影の作り方。省略すると組織の設定",
        },
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
            "maxItems": MOST_ROWS,
            "items": {"anyOf": [words(200, "必要書類の名前", 1), NEW_DOCUMENT]},
        },
        "fields": {"type": "array", "maxItems": MOST_ROWS, "items": NEW_FIELD},
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
        "guarantee_limit": {
            "type": "integer",
            "minimum": 1,
            "maximum": HIGHEST_AMOUNT,
            "description": "極度額（円）。連帯保証人ありの賃貸契約では必須",
        },
        "comment": words(2000, "コメント。依頼のメールに記載される。SMSには記載されない"),
        "claim_domains": {
            "type": "array",
            "maxItems": MOST_DOMAINS,
            "items": words(253, "締結用URLを使えるメールのドメイン", 1),
        },
        "memo": words(20_000, "メモ。相手方には表示されない"),
        "parties": {"type": "array", "maxItems": MOST_PARTIES, "items": NEW_PARTY},
    },
}

RETRACTION_ANSWER: Schema = {
    "type": "object",
    "required": ["accepted", "reply"],
    "properties": {
        "accepted": {
            "type": "boolean",
            "description": "受け入れると、新しい版で再開するか取り下げるしかない",
        },
        "reply": words(LONGEST_REASON, "申し出た方への回答", 1),
    },
}

UPLOAD: Schema = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_DOCUMENTS,
            "items": {"type": "string", "contentMediaType": "application/pdf"},
            "description": "fileの項目を文書の数だけ、並べる順に繰り返す",
        }
    },
}
