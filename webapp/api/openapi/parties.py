"""The parties of a draft, as a caller may ask for them."""

from contracts.authentication import Profile
from contracts.designations import DESIGNATIONS
from contracts.document_ways import Way
from contracts.envelope import MOST_DOCUMENTS
from contracts.inputs import InputKind, Meaning
from contracts.languages import LANGUAGES, SOURCE
from contracts.mail_address import MAIL
from contracts.postal_address import PREFECTURES
from contracts.sealing_ways import SealingWay
from contracts.standing import PartyKind
from webapp.api.openapi.spelling import HIGHEST_ORDER, ID, MOST_ROWS, Schema, day, words, yes_or_no

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
            "description": "認証のレベル",
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
        "must_hand_over": yes_or_no("署名者変更を必須にする。自社署名者と取引士にはできない"),
        "answer_by": day("この当事者の期限"),
        "designation": {"enum": ["", *DESIGNATIONS], "description": "書面での呼び方。甲、乙など"},
        "corporate_number": words(30, "法人番号（13桁）"),
        "invoice_number": words(30, "インボイス登録番号（Tと13桁）"),
        "postal_code": words(20, "郵便番号（7桁）"),
        "prefecture": {"enum": ["", *PREFECTURES], "description": "都道府県"},
        "address_lines": words(400, "市区町村からの住所。行ごとに改行する"),
        "ways": {
            "type": "array",
            "maxItems": MOST_DOCUMENTS,
            "items": {"enum": [way.value for way in Way]},
            "description": "文書ごとの扱い。アップロードした文書の順に、署名する・確認だけする・送付しない",
        },
        "documents": {
            "type": "array",
            "maxItems": MOST_ROWS,
            "items": {"anyOf": [words(200, "必要書類の名前", 1), NEW_DOCUMENT]},
        },
        "fields": {"type": "array", "maxItems": MOST_ROWS, "items": NEW_FIELD},
    },
}

KEPT_DOCUMENT = {**NEW_DOCUMENT, "properties": {"id": ID, **NEW_DOCUMENT["properties"]}}
KEPT_FIELD = {**NEW_FIELD, "properties": {"id": ID, **NEW_FIELD["properties"]}}
CHANGED_PARTY: Schema = {
    **NEW_PARTY,
    "if": {"anyOf": [{"required": ["id"]}, NEW_PARTY["if"]]},
    "properties": {
        "id": {**ID, "description": "すでにいる当事者。書かなかった項目はそのまま残る。idがなければ加える"},
        **NEW_PARTY["properties"],
        "documents": {
            "type": "array",
            "maxItems": MOST_ROWS,
            "items": {"anyOf": [words(200, "必要書類の名前", 1), KEPT_DOCUMENT]},
        },
        "fields": {"type": "array", "maxItems": MOST_ROWS, "items": KEPT_FIELD},
    },
}
