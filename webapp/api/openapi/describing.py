"""The parts that descriptions of operations are made of."""

from typing import Any

from webapp.api.openapi.shapes import ID, ref

Operation = dict[str, Any]
MEANINGS = {
    200: "成功",
    201: "作成した",
    202: "受け付けた",
    206: "一部",
    400: "JSONとして読めない",
    401: "トークンがないか無効",
    403: "権限がない",
    404: "存在しないか、表示できない",
    409: "いまの状態では行えない",
    412: "読んだ後に変わった",
    413: "大きすぎる",
    422: "内容を処理できない",
    503: "処理する仕組みが応答しない。Retry-Afterの後に再試行",
}
JSON = "application/json"
PROBLEM_JSON = "application/problem+json"


def answers(good: dict[int, dict[str, Any]], *problems: int) -> dict[str, Any]:
    refused = {status: content(PROBLEM_JSON, "Problem") for status in (401, *problems)}
    return {
        str(status): {"description": MEANINGS[status], **content}
        for status, content in {**good, **refused}.items()
    }


def content(media: str, name: str) -> dict[str, Any]:
    return {"content": {media: {"schema": ref(name)}}}


def query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def body(media: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {media: {"schema": schema}}}


CONTRACT_ID = {"name": "contract_id", "in": "path", "required": True, "schema": ID}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 128},
    "description": "同じ鍵で送り直しても、送信は一度だけ行われる",
}
# Silence is a problem that is none yet: 202 with `not_known_yet`, and where the contract stands.
SENT = {"content": {**content(JSON, "Sending")["content"], **content(PROBLEM_JSON, "Problem")["content"]}}
