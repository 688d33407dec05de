from functools import cache
from typing import Any

from webapp.api.openapi import chasing_operations, metadata, proposals
from webapp.api.openapi.answers import SCHEMAS
from webapp.api.openapi.chasing import (
    NEW_BULK_REQUEST,
    NEW_EXTENSION,
    NEW_REQUESTS,
    REMINDER_SWITCH,
    SHELF,
)
from webapp.api.openapi.operations import PATHS
from webapp.api.openapi.parties import CHANGED_PARTY, NEW_PARTY
from webapp.api.openapi.placing import BOXES, PLACED
from webapp.api.openapi.requests import CHANGED_CONTRACT, NEW_CONTRACT, RETRACTION_ANSWER
from webapp.api.openapi.shapes import ref


@cache
def openapi_document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "割符 API", "version": "1", "description": DESCRIPTION},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": {**PATHS, **metadata.PATHS, **proposals.PATHS},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                **SCHEMAS,
                **chasing_operations.SCHEMAS,
                **metadata.SCHEMAS,
                **proposals.SCHEMAS,
                "NewContract": _with_parties(NEW_CONTRACT, "NewParty"),
                "NewParty": NEW_PARTY,
                "ChangedContract": _with_parties(CHANGED_CONTRACT, "ChangedParty"),
                "ChangedParty": CHANGED_PARTY,
                "RetractionAnswer": RETRACTION_ANSWER,
                "NewRequests": NEW_REQUESTS,
                "NewExtension": NEW_EXTENSION,
                "ReminderSwitch": REMINDER_SWITCH,
                "NewBulkRequest": NEW_BULK_REQUEST,
                "Shelf": SHELF,
                "Boxes": BOXES,
                "Placed": PLACED,
            },
        },
    }


def _with_parties(contract: dict[str, Any], name: str) -> dict[str, Any]:
    """Refer to the party by its name, as readers of the description expect."""
    parties = {**contract["properties"]["parties"], "items": ref(name)}
    return {**contract, "properties": {**contract["properties"], "parties": parties}}


DESCRIPTION = (
    "契約の作成、文書のアップロード、送信、状態の確認、署名済み文書の取得。"
    "日付はISO 8601、日時は+09:00、金額は円の整数、nullと省略は未入力。"
    "エラーはRFC 9457の形で返し、codeで区別する。"
)
