"""What the API answers with. Codes of stages and of progress are those of domain.md D.1."""

from adapters.intake import IntakeWarning
from contracts.event_table import KINDS
from contracts.life import Life
from contracts.money import EXCLUDED, INCLUDED
from contracts.standing import Standing
from webapp.api.openapi.party_answer import PARTY
from webapp.api.openapi.requests import REMINDERS
from webapp.api.openapi.shapes import (
    COUNT,
    DAY,
    DIGEST,
    ID,
    INSTANT,
    STAGE,
    TEXT,
    YES_OR_NO,
    Schema,
    maybe,
    record,
    ref,
)

FACTS: dict[str, Schema] = {
    "id": ID,
    "number": maybe({"type": "string", "description": "契約番号。送信時に付く"}),
    "title": TEXT,
    "contract_type": maybe(TEXT),
    "standing": {"enum": [*(standing.value for standing in Standing), ""]},
    "stage": STAGE,
    "life": {"enum": [life.value for life in Life]},
    "round": COUNT,
    "starts_on": DAY,
    "ends_on": DAY,
    "auto_renews": {**maybe(YES_OR_NO), "description": "nullは未入力"},
    "renews_for": TEXT,
    "notice_period": TEXT,
    "notice_by": {**DAY, "description": "更新拒絶期限日。ends_onとnotice_periodから計算"},
    "ending": {**YES_OR_NO, "description": "終了予定"},
    "amount": maybe({**COUNT, "description": "currencyの最小の単位。nullは未入力または記載なし"}),
    "amount_state": {"enum": ["unknown", "none", "stated"]},
    "currency": TEXT,
    "due": maybe(INSTANT),
    "created_at": INSTANT,
    "changed_at": INSTANT,
    "submitted_at": maybe(INSTANT),
    "concluded_at": maybe(INSTANT),
}
SCHEDULE: dict[str, Schema] = {
    "last_day": {**DAY, "description": "全体の期限"},
    "link_days": {**maybe(COUNT), "description": "nullは契約種別または組織の設定"},
    "reminders": {**maybe({"enum": REMINDERS}), "description": "nullは組織の設定"},
    "remind_at": {**maybe(TEXT), "description": "nullは組織の設定"},
    "keeps_hours": {**maybe(YES_OR_NO), "description": "nullは組織の設定"},
    "reminder_at": {**maybe(INSTANT), "description": "次のリマインド"},
    "confirms": YES_OR_NO,
}
FILE: dict[str, Schema] = {
    "filename": TEXT,
    "sha256": DIGEST,
    "pages": COUNT,
    "warnings": {"type": "array", "items": {"enum": [warning.value for warning in IntakeWarning]}},
}
DOCUMENT = record(
    {
        "id": ID,
        "version": COUNT,
        **FILE,
        "files": {
            "type": "array",
            "items": record(FILE),
            "description": "まとめて送る文書を順に。filenameからwarningsまでは最初の文書のもの",
        },
    }
)
EVENT = record(
    {
        "sequence": COUNT,
        "kind": {"enum": sorted(KINDS)},
        "version": COUNT,
        "at": INSTANT,
        "facts": {"type": "object"},
        "previous": {"type": "string", "description": "一つ前の記録のdigest。最初は空"},
        "digest": DIGEST,
    }
)
COUNTS: Schema = {"type": "object", "additionalProperties": COUNT}
FACETS = record(
    {
        "counterparties": {"type": "array", "items": record({"name": TEXT, "count": COUNT})},
        "stages": COUNTS,
        "lives": COUNTS,
        "types": COUNTS,
        "expires_within_days": COUNTS,
        "tax_key_lacking": COUNT,
    }
)
FIELD_ERROR = record({"pointer": TEXT, "code": TEXT, "detail": TEXT})
PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "code": TEXT,
        "errors": {"type": "array", "items": ref("FieldError")},
        "facts": {"type": "object"},
    },
}
SCHEMAS: dict[str, Schema] = {
    "Contract": record(
        {
            **FACTS,
            "memo": TEXT,
            "comment": TEXT,
            "guarantee_limit": maybe(COUNT),
            "claim_domains": {"type": "array", "items": TEXT},
            "open_ended": YES_OR_NO,
            "agreed_on": DAY,
            "traded_on": {**DAY, "description": "取引年月日"},
            "amount_tax": {"enum": [INCLUDED, EXCLUDED]},
            "custom_values": {"type": "object", "additionalProperties": TEXT},
            **SCHEDULE,
            "folder": {**maybe(ID), "description": "保管場所のID。nullは未整理"},
            "tags": {"type": "array", "items": TEXT},
            "confidential": {**YES_OR_NO, "description": "親展"},
            "retain_until": {
                **DAY,
                "description": "保存期限（この日まで廃棄できません）。nullは終了日が不明または廃棄を停止中",
            },
            "on_hold": {**YES_OR_NO, "description": "廃棄を停止中（リーガルホールド）"},
            "parties": {"type": "array", "items": ref("Party")},
            "documents": {"type": "array", "items": ref("Document")},
        }
    ),
    "ContractSummary": record(FACTS),
    "ContractPage": record(
        {
            "items": {"type": "array", "items": ref("ContractSummary")},
            "total": COUNT,
            "is_more": {**YES_OR_NO, "description": "trueなら、totalは下限"},
            "page": COUNT,
            "per_page": COUNT,
            "facets": maybe(FACETS),
        },
        optional=("facets",),
    ),
    "Party": PARTY,
    "Document": DOCUMENT,
    "Sending": record({"id": ID, "stage": STAGE, "number": maybe(TEXT)}),
    "Event": EVENT,
    "Events": record({"items": {"type": "array", "items": ref("Event")}}),
    "FieldError": FIELD_ERROR,
    "Problem": PROBLEM,
}
