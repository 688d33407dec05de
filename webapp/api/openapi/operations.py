"""Every path with its operations."""

from typing import Any

from contracts.finding.words import LONGEST_TYPED
from contracts.life import Life
from contracts.stage import Stage
from contracts.tax_keeping import KeptAs
from contracts.tax_keys import Lacking
from database.queries.archive import Order
from database.queries.archive_filters import RENEWING
from webapp.api.openapi.chasing_operations import (
    EXTEND,
    LIST_FOLDERS,
    LIST_TYPES,
    PUT_SHELF,
    REQUEST_AGAIN,
    REQUEST_MANY,
    SHOW_MANY,
    SWITCH_REMINDERS,
)
from webapp.api.openapi.describing import (
    CONTRACT_ID,
    JSON,
    KEY,
    SENT,
    Operation,
    answers,
    body,
    content,
    query,
)
from webapp.api.openapi.placing import LIST_BOXES, PUT_BOXES
from webapp.api.openapi.requests import UPLOAD
from webapp.api.openapi.shapes import ID, ref

WORDS = {"type": "string", "maxLength": LONGEST_TYPED}
DAY = {"type": "string", "format": "date"}
LOCATION = {"headers": {"Location": {"schema": {"type": "string"}}}}
PDF: dict[int, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}

CREATE: Operation = {
    "operationId": "createContract",
    "summary": "契約の下書きを作る",
    "requestBody": body(JSON, ref("NewContract")),
    "responses": answers({201: {**content(JSON, "Contract"), **LOCATION}}, 400, 403, 413, 422),
}
LIST: Operation = {
    "operationId": "listContracts",
    "summary": "契約の検索と一覧（更新の新しい順、終了日で探すと終了日の早い順、語句で探すと関連度順）",
    "parameters": [
        query("q", {**WORDS, "description": '空白はすべて、"…"は語句、-は除外、|はいずれか'}),
        query("counterparty", {**WORDS, "description": "相手方の会社名・氏名・法人番号・メールのドメイン"}),
        query("company", {**WORDS, "description": "この会社（法人格や旧字体の書き方は問わない）"}),
        query("body", {"enum": ["no"], "description": "noなら、qを文書の本文からは探さない"}),
        query("number", {**WORDS, "description": "契約番号の一部"}),
        query("type", {**WORDS, "description": "契約種別のコード"}),
        query("renews", {"enum": [*RENEWING], "description": "自動更新"}),
        query("item", {**WORDS, "description": "独自の項目のコード"}),
        query("item_value", {**WORDS, "description": "独自の項目の値。空なら、入力のあるもの"}),
        query("notice_from", {**DAY, "description": "更新拒絶期限がこの日以後"}),
        query("notice_to", {**DAY, "description": "更新拒絶期限がこの日以前"}),
        query("sent_from", {**DAY, "description": "送信日がこの日以後"}),
        query("sent_to", {**DAY, "description": "送信日がこの日以前"}),
        query("order", {"enum": [order.value for order in Order]}),
        query("facets", {"enum": ["yes"], "description": "yesなら、内訳の件数も返す"}),
        query("expires_from", {**DAY, "description": "契約終了日がこの日以後"}),
        query("expires_to", {**DAY, "description": "契約終了日がこの日以前"}),
        query("starts_from", {**DAY, "description": "契約開始日がこの日以後"}),
        query("starts_to", {**DAY, "description": "契約開始日がこの日以前"}),
        query("traded_from", {**DAY, "description": "取引年月日（契約締結日）がこの日以後"}),
        query("traded_to", {**DAY, "description": "取引年月日（契約締結日）がこの日以前"}),
        query("amount_from", {**WORDS, "description": "金額がこれ以上（1200000、USD 5000）"}),
        query("amount_to", {**WORDS, "description": "金額がこれ以下"}),
        query("life", {"enum": [life.value for life in Life], "description": "締結済みの契約の期間"}),
        query("lacking", {"enum": [one.value for one in Lacking], "description": "未入力の項目"}),
        query("folder", {**WORDS, "description": "フォルダのID（中のフォルダも含む）。noneは未整理"}),
        query("tag", {**WORDS, "description": "タグの名前"}),
        query("owner", {**WORDS, "description": "担当者のメールアドレス"}),
        query("kept_as", {"enum": [one.value for one in KeptAs], "description": "保存区分"}),
        query("unconfirmed", {"enum": ["yes"], "description": "yesなら、読み取りが未確認のもの"}),
        query("concluded_from", {**DAY, "description": "締結日時がこの日以後"}),
        query("concluded_to", {**DAY, "description": "締結日時がこの日以前"}),
        query("stage", {"enum": [stage.value for stage in Stage]}),
        query("page", {"type": "integer", "minimum": 1, "default": 1}),
        query("per_page", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}),
    ],
    "responses": answers({200: content(JSON, "ContractPage")}, 403, 422),
}
SHOW: Operation = {
    "operationId": "getContract",
    "summary": "契約と当事者の状態",
    "responses": answers({200: content(JSON, "Contract")}, 403, 404),
}
CHANGE: Operation = {
    "operationId": "changeContract",
    "summary": "下書きを変える（書いた項目だけ。nullは未入力に戻す）",
    "requestBody": body(JSON, ref("ChangedContract")),
    "responses": answers({200: content(JSON, "Contract")}, 400, 403, 404, 409, 413, 422),
}
UPLOAD_DOCUMENT: Operation = {
    "operationId": "uploadDocument",
    "summary": "下書きに文書を入れる（複数可。前の文書と置き換わる。締結済みは409 concluded_stays）",
    "requestBody": body("multipart/form-data", UPLOAD),
    "responses": answers({201: content(JSON, "Document")}, 403, 404, 409, 413, 422, 503),
}
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
    "requestBody": body(JSON, ref("RetractionAnswer")),
    "responses": answers({202: SENT}, 400, 403, 404, 409, 422, 503),
}
EVENTS: Operation = {
    "operationId": "listEvents",
    "summary": "契約の記録（順番どおり、digestで連なる）",
    "responses": answers({200: content(JSON, "Events")}, 403, 404),
}
SIGNED: Operation = {
    "operationId": "downloadSigned",
    "summary": "署名済みの文書",
    "parameters": [
        query("document", {"type": "integer", "minimum": 1, "default": 1, "description": "何番目の文書か"})
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
RUN_ID = {"name": "run_id", "in": "path", "required": True, "schema": ID}
OF_PARTY = [CONTRACT_ID, PARTY_ID]
PATHS: dict[str, Any] = {
    "/openapi.json": {"get": SPECIFICATION},
    "/contracts": {"post": CREATE, "get": LIST},
    ONE: {"parameters": [CONTRACT_ID], "get": SHOW, "patch": CHANGE},
    f"{ONE}/documents": {"parameters": [CONTRACT_ID], "post": UPLOAD_DOCUMENT},
    f"{ONE}/boxes": {"parameters": [CONTRACT_ID], "get": LIST_BOXES, "put": PUT_BOXES},
    f"{ONE}/sending": {"parameters": [CONTRACT_ID], "post": SEND},
    f"{PARTY}/reissue": {"parameters": OF_PARTY, "post": REISSUE},
    f"{PARTY}/retraction": {"parameters": OF_PARTY, "post": ANSWER_RETRACTION},
    f"{ONE}/requests": {"parameters": [CONTRACT_ID], "post": REQUEST_AGAIN},
    f"{ONE}/extensions": {"parameters": [CONTRACT_ID], "post": EXTEND},
    f"{ONE}/reminders": {"parameters": [CONTRACT_ID], "post": SWITCH_REMINDERS},
    f"{ONE}/shelf": {"parameters": [CONTRACT_ID], "put": PUT_SHELF},
    "/re-requests": {"post": REQUEST_MANY},
    "/re-requests/{run_id}": {"parameters": [RUN_ID], "get": SHOW_MANY},
    "/folders": {"get": LIST_FOLDERS},
    "/contract-types": {"get": LIST_TYPES},
    f"{ONE}/events": {"parameters": [CONTRACT_ID], "get": EVENTS},
    f"{ONE}/signed.pdf": {"parameters": [CONTRACT_ID], "get": SIGNED},
    f"{ONE}/certificate.pdf": {"parameters": [CONTRACT_ID], "get": CERTIFICATE},
}
