"""Every path with its operations."""

from typing import Any

from contracts.finding.words import LONGEST_TYPED
from contracts.stage import Stage
from webapp.api.openapi.answers import ID, ref
from webapp.api.openapi.requests import UPLOAD

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
    413: "大きすぎる",
    422: "内容を処理できない",
    503: "処理する仕組みが応答しない。Retry-Afterの後に再試行",
}
JSON = "application/json"
PROBLEM_JSON = "application/problem+json"


def answers(good: dict[int, dict[str, Any]], *problems: int) -> dict[str, Any]:
    refused = {status: _content(PROBLEM_JSON, "Problem") for status in (401, *problems)}
    return {
        str(status): {"description": MEANINGS[status], **content}
        for status, content in {**good, **refused}.items()
    }


def _content(media: str, name: str) -> dict[str, Any]:
    return {"content": {media: {"schema": ref(name)}}}


def _query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _body(media: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {media: {"schema": schema}}}


CONTRACT_ID = {"name": "contract_id", "in": "path", "required": True, "schema": ID}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 128},
    "description": "同じ鍵で送り直しても、送信は一度だけ行われる",
}
WORDS = {"type": "string", "maxLength": LONGEST_TYPED}
DAY = {"type": "string", "format": "date"}
LOCATION = {"headers": {"Location": {"schema": {"type": "string"}}}}
PDF: dict[int, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}

CREATE: Operation = {
    "operationId": "createContract",
    "summary": "契約の下書きを作る",
    "requestBody": _body(JSON, ref("NewContract")),
    "responses": answers({201: {**_content(JSON, "Contract"), **LOCATION}}, 400, 403, 413, 422),
}
LIST: Operation = {
    "operationId": "listContracts",
    "summary": "契約の検索と一覧（更新の新しい順、終了日で探すときは終了日の早い順）",
    "parameters": [
        _query("q", {**WORDS, "description": '空白はすべて、"…"は語句、-は除外、|はいずれか'}),
        _query("counterparty", {**WORDS, "description": "相手方の会社名・氏名。法人格の書き方は問わない"}),
        _query("expires_from", {**DAY, "description": "契約終了日がこの日以後"}),
        _query("expires_to", {**DAY, "description": "契約終了日がこの日以前"}),
        _query("stage", {"enum": [stage.value for stage in Stage]}),
        _query("page", {"type": "integer", "minimum": 1, "default": 1}),
        _query("per_page", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}),
    ],
    "responses": answers({200: _content(JSON, "ContractPage")}, 403, 422),
}
SHOW: Operation = {
    "operationId": "getContract",
    "summary": "契約と当事者の状態",
    "responses": answers({200: _content(JSON, "Contract")}, 403, 404),
}
UPLOAD_DOCUMENT: Operation = {
    "operationId": "uploadDocument",
    "summary": "下書きに文書を入れる（複数可。前の文書と置き換わる）",
    "requestBody": _body("multipart/form-data", UPLOAD),
    "responses": answers({201: _content(JSON, "Document")}, 403, 404, 409, 413, 422, 503),
}
# Silence is a problem that is none yet: 202 with `not_known_yet`, and where the contract stands.
SENT = {"content": {**_content(JSON, "Sending")["content"], **_content(PROBLEM_JSON, "Problem")["content"]}}
SEND: Operation = {
    "operationId": "sendContract",
    "summary": "送信する",
    "parameters": [KEY],
    "responses": answers({202: SENT}, 403, 404, 409, 422, 503),
}
REISSUE: Operation = {
    "operationId": "reissueLink",
    "summary": "署名を再依頼する（以前のリンクは無効になり、期限は数え直す）",
    "parameters": [KEY],
    "responses": answers({202: SENT}, 403, 404, 409, 422, 503),
}
ANSWER_RETRACTION: Operation = {
    "operationId": "answerRetraction",
    "summary": "同意の撤回の申し出に答える",
    "parameters": [KEY],
    "requestBody": _body(JSON, ref("RetractionAnswer")),
    "responses": answers({202: SENT}, 400, 403, 404, 409, 422, 503),
}
EVENTS: Operation = {
    "operationId": "listEvents",
    "summary": "契約の記録（順番どおり、digestで連なる）",
    "responses": answers({200: _content(JSON, "Events")}, 403, 404),
}
SIGNED: Operation = {
    "operationId": "downloadSigned",
    "summary": "署名済みの文書",
    "parameters": [
        _query("document", {"type": "integer", "minimum": 1, "default": 1, "description": "何番目の文書か"})
    ],
    "responses": answers(PDF, 403, 404),
}
CERTIFICATE: Operation = {
    "operationId": "downloadCertificate",
    "summary": "合意証明書（自社控）",
    "responses": answers(PDF, 403, 404),
}
SPECIFICATION: Operation = {
    "operationId": "getOpenAPI",
    "summary": "このAPIの説明",
    "security": [],
    "responses": {"200": {"description": "OpenAPI 3.1", "content": {JSON: {}}}},
}
ONE = "/contracts/{contract_id}"
PARTY_ID = {"name": "party_id", "in": "path", "required": True, "schema": ID}
PARTY = f"{ONE}/parties/{{party_id}}"
OF_PARTY = [CONTRACT_ID, PARTY_ID]
PATHS: dict[str, Any] = {
    "/openapi.json": {"get": SPECIFICATION},
    "/contracts": {"post": CREATE, "get": LIST},
    ONE: {"parameters": [CONTRACT_ID], "get": SHOW},
    f"{ONE}/documents": {"parameters": [CONTRACT_ID], "post": UPLOAD_DOCUMENT},
    f"{ONE}/sending": {"parameters": [CONTRACT_ID], "post": SEND},
    f"{PARTY}/reissue": {"parameters": OF_PARTY, "post": REISSUE},
    f"{PARTY}/retraction": {"parameters": OF_PARTY, "post": ANSWER_RETRACTION},
    f"{ONE}/events": {"parameters": [CONTRACT_ID], "get": EVENTS},
    f"{ONE}/signed.pdf": {"parameters": [CONTRACT_ID], "get": SIGNED},
    f"{ONE}/certificate.pdf": {"parameters": [CONTRACT_ID], "get": CERTIFICATE},
}
