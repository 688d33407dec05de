"""What may be said while others are asked: requests, extensions, reminders, the shelf."""

from contracts.access.tags import LONGEST_TAG, MOST_TAGS
from contracts.requirements import LONGEST_REASON
from contracts.submission import MOST_PARTIES
from database.queries.bulk_requests import MOST_ROWS
from webapp.api.openapi.spelling import ID, Schema, day, words

REQUESTED: Schema = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {**ID, "description": "依頼済みでまだ署名していない当事者"},
        "email": words(320, "新しいメールアドレス。省略すると前と同じ"),
        "phone": words(30, "新しい携帯電話番号。省略すると前と同じ、空なら消す"),
    },
}
NEW_REQUESTS: Schema = {
    "type": "object",
    "required": ["parties"],
    "properties": {
        "parties": {"type": "array", "minItems": 1, "maxItems": MOST_PARTIES, "items": REQUESTED},
        "reason": words(LONGEST_REASON, "宛先を変える理由"),
    },
}
NEW_EXTENSION: Schema = {
    "type": "object",
    "required": ["until"],
    "properties": {
        "until": day("新しい期限"),
        "party": {**ID, "description": "この当事者の期限だけを延ばす。省略すると全体の期限"},
    },
}
REMINDER_SWITCH: Schema = {
    "type": "object",
    "required": ["on"],
    "properties": {"on": {"type": "boolean", "description": "偽なら自動リマインドを止め、真なら再開する"}},
}
NEW_BULK_REQUEST: Schema = {
    "type": "object",
    "required": ["contracts"],
    "properties": {
        "contracts": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_ROWS,
            "items": ID,
            "description": "まだ署名していない方に再依頼する契約",
        }
    },
}
SHELF: Schema = {
    "type": "object",
    "properties": {
        "folder": {**ID, "description": "保管場所。nullまたは省略は未整理"},
        "tags": {
            "type": "array",
            "maxItems": MOST_TAGS,
            "items": words(LONGEST_TAG, "タグ", 1),
            "description": "タグすべて。省略するとなくなる",
        },
    },
}
