"""What a caller may send. Null and absent mean the same: not known."""

from contracts.envelope import MOST_DOCUMENTS
from contracts.mail_domains import MOST_DOMAINS
from contracts.money import EXCLUDED, INCLUDED, MINOR_DIGITS, YEN
from contracts.reminders import BANDS, Reminding
from contracts.requirements import LONGEST_REASON
from contracts.schedule import LONGEST_DAYS
from contracts.standing import Standing
from contracts.submission import MOST_PARTIES
from webapp.api.openapi.parties import CHANGED_PARTY, NEW_PARTY
from webapp.api.openapi.spelling import HIGHEST_AMOUNT, Schema, day, words, yes_or_no

NOBODY_REMINDED = "none"
REMINDERS = [one.value or NOBODY_REMINDED for one in Reminding]
MOST_CUSTOM, LONGEST_CUSTOM = 100, 500

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
        "open_ended": yes_or_no("期間の定めなし（契約書に終了日がない）"),
        "auto_renews": yes_or_no("自動更新の有無。省略は未入力"),
        "renews_for": words(20, "更新期間。例 1年、6か月"),
        "notice_period": words(20, "更新拒絶期限（契約終了日のどれだけ前か）。例 3か月前、90日前"),
        "agreed_on": day("契約書に記載する締結日"),
        "amount": {
            "type": "integer",
            "minimum": 0,
            "maximum": HIGHEST_AMOUNT,
            "description": "金額。currencyの最小の単位（円なら円）の整数。省略は未入力",
        },
        "amount_state": {
            "enum": ["unknown", "none", "stated"],
            "description": "noneは「記載なし」。省略すると、金額があればstated、なければunknown",
        },
        "amount_tax": {"enum": [INCLUDED, EXCLUDED], "default": INCLUDED, "description": "税込または税抜"},
        "currency": {"enum": list(MINOR_DIGITS), "default": YEN},
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
        "custom_values": {
            "type": "object",
            "maxProperties": MOST_CUSTOM,
            "additionalProperties": {"type": ["string", "number"], "maxLength": LONGEST_CUSTOM},
            "description": "契約種別の独自の項目。項目のコードと値。日付は2026-04-01の形",
        },
        "last_day": day("全体の期限。今日から1年以内"),
        "link_days": {
            "type": "integer",
            "minimum": 1,
            "maximum": LONGEST_DAYS,
            "description": "依頼が届いてからの日数。省略すると契約種別または組織の設定",
        },
        "reminders": {"enum": REMINDERS, "description": "自動リマインド。省略すると組織の設定"},
        "remind_at": {"enum": list(BANDS), "description": "リマインドの時間帯。省略すると組織の設定"},
        "keeps_hours": {
            "type": "boolean",
            "description": "夜間と休日にはリマインドを送らない。省略すると組織の設定",
        },
        "confirms": yes_or_no("全員の署名がそろった後、自社で確認してから締結する"),
        "parties": {"type": "array", "maxItems": MOST_PARTIES, "items": NEW_PARTY},
        "usual_parties": yes_or_no(
            "契約種別の当事者のうち、まだいない役割を契約種別のとおりに加える（必要書類、印影などの設定とともに）"
        ),
    },
}
CHANGED_CONTRACT: Schema = {
    "type": "object",
    "properties": {
        **NEW_CONTRACT["properties"],
        "parties": {
            "type": "array",
            "maxItems": MOST_PARTIES,
            "items": CHANGED_PARTY,
            "description": "当事者すべて。書かなかった当事者は下書きから除かれる",
        },
    },
    "description": "書いた項目だけを変える。nullは、その項目を未入力に戻す（RFC 7396）",
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
