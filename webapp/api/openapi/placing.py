"""署名位置 as the API takes and shows it: millimetres from the upper left of the page as displayed."""

from contracts.boxes import LONGEST_LABEL, BoxKind
from webapp.api.openapi.describing import JSON, Operation, answers, body, content
from webapp.api.openapi.shapes import COUNT, ID, TEXT, YES_OR_NO, record, ref
from webapp.api.openapi.spelling import Schema, words

MOST_BOXES = 2000
FARTHEST = 100_000
MILLIMETRES: Schema = {
    "type": "number",
    "minimum": -FARTHEST,
    "maximum": FARTHEST,
    "description": "ミリメートル。表示されるページの左上から",
}
PLACE: Schema = {"type": "integer", "minimum": 1, "maximum": FARTHEST}
UUID: Schema = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
KIND: Schema = {
    "enum": [kind.value for kind in BoxKind],
    "description": "署名ボックス、記名、フリーテキスト、チェックボックス",
}
NEW_BOX: Schema = {
    "type": "object",
    "required": ["party", "kind", "page", "left", "top", "width", "height"],
    "properties": {
        "id": {**UUID, "description": "すでに置いたもの。当事者の入力項目のIDなら、その項目を置く"},
        "party": ID,
        "kind": KIND,
        "document": {**PLACE, "default": 1, "description": "何番目の文書か"},
        "page": PLACE,
        "left": MILLIMETRES,
        "top": MILLIMETRES,
        "width": MILLIMETRES,
        "height": MILLIMETRES,
        "label": words(LONGEST_LABEL, "入力項目の名前"),
        "required": {"type": "boolean", "default": True},
    },
}
BOXES: Schema = {
    "type": "object",
    "required": ["items"],
    "properties": {
        "edition": {
            "type": "integer",
            "minimum": 0,
            "maximum": 2**31 - 1,
            "description": "読み込んだときの版。違っていれば409。省略すると、いまの内容を置き換える",
        },
        "items": {"type": "array", "maxItems": MOST_BOXES, "items": NEW_BOX, "description": "置くものすべて"},
    },
}
NUMBER: Schema = {"type": "number"}
PLACED = record(
    {
        "edition": COUNT,
        "items": {
            "type": "array",
            "items": record(
                {
                    "id": ID,
                    "party": ID,
                    "kind": KIND,
                    "document": COUNT,
                    "page": COUNT,
                    "left": NUMBER,
                    "top": NUMBER,
                    "width": NUMBER,
                    "height": NUMBER,
                    "label": TEXT,
                    "required": YES_OR_NO,
                }
            ),
        },
        "pages": {
            "type": "array",
            "items": {"type": "array", "items": record({"width": NUMBER, "height": NUMBER})},
            "description": "文書ごとに、各ページの大きさ（ミリメートル）",
        },
    }
)
LIST_BOXES: Operation = {
    "operationId": "listBoxes",
    "summary": "下書きの署名位置と、各ページの大きさ",
    "responses": answers({200: content(JSON, "Placed")}, 403, 404, 409, 503),
}
PUT_BOXES: Operation = {
    "operationId": "putBoxes",
    "summary": "下書きの署名位置を決める（すべて置き換える）",
    "requestBody": body(JSON, ref("Boxes")),
    "responses": answers({200: content(JSON, "Placed")}, 400, 403, 404, 409, 422, 503),
}
