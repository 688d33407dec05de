"""Operations on contracts that were sent: who is asked again, until when, and where it is kept."""

from contracts.standing import PartyKind
from contracts.type_preset import CodeUse, FieldKind
from webapp.api.openapi.describing import JSON, KEY, PROBLEM_JSON, SENT, Operation, answers, body, content
from webapp.api.openapi.shapes import COUNT, ID, STAGE, TEXT, YES_OR_NO, Schema, maybe, record, ref

OUTCOMES = ("waiting", "asked", "nobody", "refused")
ROW_CODE: Schema = {**maybe(TEXT), "description": "依頼できなかった理由のコード"}
USE: Schema = {"enum": [use.value for use in CodeUse]}
BLOCK = record(
    {
        "role": TEXT,
        "kind": {"enum": [kind.value for kind in PartyKind]},
        "order": COUNT,
        "own": YES_OR_NO,
        "as_proxy": YES_OR_NO,
        "names_only": YES_OR_NO,
        "imprint": YES_OR_NO,
        "may_hand_over": YES_OR_NO,
        "documents": {
            "type": "array",
            "items": record({"title": TEXT, "note": TEXT, "required": YES_OR_NO, "is_identity": YES_OR_NO}),
        },
    }
)
CUSTOM_FIELD = record(
    {
        "code": TEXT,
        "label": TEXT,
        "kind": {"enum": [kind.value for kind in FieldKind]},
        "choices": {"type": "array", "items": TEXT},
        "required": YES_OR_NO,
        "help": TEXT,
        "used": {**YES_OR_NO, "description": "偽は、いまは使用しない項目"},
    }
)
TYPE = record(
    {
        "code": TEXT,
        "name": TEXT,
        "needs_approval": YES_OR_NO,
        "standing": TEXT,
        "guarantee_limit": {**YES_OR_NO, "description": "極度額が必須"},
        "lessee_signs": {**YES_OR_NO, "description": "借主の署名が必須"},
        "min_signature_boxes": COUNT,
        "link_days": {**maybe(COUNT), "description": "nullは組織の設定"},
        "code_individual": {**USE, "description": "個人のアクセスコード"},
        "code_corporate": {**USE, "description": "法人のアクセスコード"},
        "parties": {"type": "array", "items": BLOCK},
        "custom_fields": {"type": "array", "items": CUSTOM_FIELD, "description": "独自の項目"},
    }
)
SCHEMAS: dict[str, Schema] = {
    "Requests": record(
        {
            "id": ID,
            "stage": STAGE,
            "number": maybe(TEXT),
            "parties": {
                "type": "array",
                "items": record({"id": ID, "asked": YES_OR_NO, "code": ROW_CODE, "detail": maybe(TEXT)}),
            },
        }
    ),
    "BulkRequest": record(
        {
            "id": ID,
            "is_done": {**YES_OR_NO, "description": "偽なら、同じIdempotency-Keyで送り直すと続きを行う"},
            "items": {
                "type": "array",
                "items": record(
                    {
                        "contract": ID,
                        "outcome": {"enum": list(OUTCOMES)},
                        "asked": {**COUNT, "description": "再依頼した当事者の数"},
                        "code": ROW_CODE,
                        "detail": maybe(TEXT),
                    }
                ),
            },
        }
    ),
    "Folders": record(
        {
            "items": {
                "type": "array",
                "items": record({"id": ID, "path": {"type": "array", "items": TEXT}}),
            }
        }
    ),
    "ContractTypes": record({"items": {"type": "array", "items": TYPE}}),
}
ASKED = {"content": {**content(JSON, "Requests")["content"], **content(PROBLEM_JSON, "Problem")["content"]}}
REQUEST_AGAIN: Operation = {
    "operationId": "requestAgain",
    "summary": "署名を再依頼する（宛先を変えられる。以前のリンクは無効になり、期限は数え直す）",
    "parameters": [KEY],
    "requestBody": body(JSON, ref("NewRequests")),
    "responses": answers({202: ASKED}, 400, 403, 404, 409, 422, 503),
}
EXTEND: Operation = {
    "operationId": "extendDeadline",
    "summary": "署名の期限を延長する（依頼している方に知らせる。リンクは変わらない）",
    "parameters": [KEY],
    "requestBody": body(JSON, ref("NewExtension")),
    "responses": answers({202: SENT}, 400, 403, 404, 409, 422, 503),
}
SWITCH_REMINDERS: Operation = {
    "operationId": "switchReminders",
    "summary": "自動リマインドを止める、または再開する",
    "parameters": [KEY],
    "requestBody": body(JSON, ref("ReminderSwitch")),
    "responses": answers({202: SENT}, 400, 403, 404, 409, 422, 503),
}
REQUEST_MANY: Operation = {
    "operationId": "requestManyAgain",
    "summary": "まとめて再依頼する（数秒で打ち切る。同じIdempotency-Keyで続きを行う）",
    "parameters": [{**KEY, "required": True}],
    "requestBody": body(JSON, ref("NewBulkRequest")),
    "responses": answers({202: content(JSON, "BulkRequest")}, 400, 403, 404, 422),
}
SHOW_MANY: Operation = {
    "operationId": "getBulkRequest",
    "summary": "まとめて再依頼した結果",
    "responses": answers({200: content(JSON, "BulkRequest")}, 403, 404),
}
PUT_SHELF: Operation = {
    "operationId": "putOnShelf",
    "summary": "保管場所とタグを決める",
    "requestBody": body(JSON, ref("Shelf")),
    "responses": answers({200: content(JSON, "Contract")}, 400, 403, 404, 409, 422),
}
LIST_FOLDERS: Operation = {
    "operationId": "listFolders",
    "summary": "契約を入れられるフォルダ",
    "responses": answers({200: content(JSON, "Folders")}, 403),
}
LIST_TYPES: Operation = {
    "operationId": "listContractTypes",
    "summary": "契約種別と、その当事者・独自の項目",
    "responses": answers({200: content(JSON, "ContractTypes")}, 403),
}
