"""契約情報: what is answered, what may be sent, and the operations (MK-03, LW-22)."""

from contracts.ledger import LONGEST_REASON
from contracts.metadata import LONGEST_MEMO, Source
from webapp.api.openapi.describing import CONTRACT_ID, JSON, Operation, answers, body, content
from webapp.api.openapi.shapes import ID, INSTANT, TEXT, Schema, maybe, record, ref

VALUES: Schema = {
    "type": "object",
    "additionalProperties": {"type": "string", "maxLength": LONGEST_MEMO},
    "description": "項目のコードと値。日付は2026-04-01、独自の項目はcustom:コード、空は未入力",
}
CHANGED_METADATA: Schema = {
    "type": "object",
    "required": ["items"],
    "properties": {
        "items": {**VALUES, "minProperties": 1, "maxProperties": 100},
        "reason": {"type": "string", "maxLength": LONGEST_REASON, "description": "締結後は必須"},
    },
    "additionalProperties": False,
}
CHANGE = record(
    {
        "id": ID,
        "item": TEXT,
        "was": TEXT,
        "became": TEXT,
        "source": {"enum": [source.value for source in Source]},
        "reason": TEXT,
        "by": {**maybe(TEXT), "description": "変更した人のメールアドレス。nullは自動"},
        "at": INSTANT,
    }
)
SCHEMAS: dict[str, Schema] = {
    "Metadata": record({"id": ID, "items": VALUES}),
    "ChangedMetadata": CHANGED_METADATA,
    "MetadataChanges": record({"items": {"type": "array", "items": CHANGE}}),
}
ETAG = {"headers": {"ETag": {"schema": TEXT}}}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "schema": TEXT,
    "description": "読んだときのETag。その後に変わっていれば412で何も変えない",
}
SHOW: Operation = {
    "operationId": "getMetadata",
    "summary": "送信した契約の契約情報",
    "responses": answers({200: {**content(JSON, "Metadata"), **ETAG}}, 403, 404, 409),
}
CHANGE_METADATA: Operation = {
    "operationId": "changeMetadata",
    "summary": "送信した契約の契約情報を変える（書いた項目だけ。履歴に残る）",
    "parameters": [IF_MATCH],
    "requestBody": body(JSON, ref("ChangedMetadata")),
    "responses": answers({200: {**content(JSON, "Metadata"), **ETAG}}, 400, 403, 404, 409, 412, 422),
}
LIST_CHANGES: Operation = {
    "operationId": "listMetadataChanges",
    "summary": "契約情報の変更履歴（新しい順、1,000件まで）",
    "responses": answers({200: content(JSON, "MetadataChanges")}, 403, 404, 409),
}
PATHS = {
    "/contracts/{contract_id}/metadata": {
        "parameters": [CONTRACT_ID],
        "get": SHOW,
        "patch": CHANGE_METADATA,
    },
    "/contracts/{contract_id}/metadata/changes": {"parameters": [CONTRACT_ID], "get": LIST_CHANGES},
}
