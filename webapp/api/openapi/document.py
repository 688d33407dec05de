from functools import cache
from typing import Any

from webapp.api.openapi.answers import SCHEMAS, ref
from webapp.api.openapi.operations import PATHS
from webapp.api.openapi.requests import NEW_CONTRACT, NEW_PARTY, RETRACTION_ANSWER


@cache
def openapi_document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "割符 API", "version": "1", "description": DESCRIPTION},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": PATHS,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                **SCHEMAS,
                "NewContract": _with_parties(NEW_CONTRACT),
                "NewParty": NEW_PARTY,
                "RetractionAnswer": RETRACTION_ANSWER,
            },
        },
    }


def _with_parties(contract: dict[str, Any]) -> dict[str, Any]:
    """Refer to the party by its name, as readers of the description expect."""
    parties = {**contract["properties"]["parties"], "items": ref("NewParty")}
    return {**contract, "properties": {**contract["properties"], "parties": parties}}


DESCRIPTION = (
    "契約の作成、文書のアップロード、送信、状態の確認、署名済み文書の取得。"
    "日付はISO 8601、日時は+09:00、金額は円の整数、nullと省略は未入力。"
    "エラーはRFC 9457の形で返し、codeで区別する。"
)
