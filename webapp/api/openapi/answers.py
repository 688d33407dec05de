"""What the API answers with. Codes of stages and of progress are those of domain.md D.1."""

from typing import Any

from adapters.intake import IntakeWarning
from contracts.authentication import Profile
from contracts.event_table import KINDS
from contracts.languages import LANGUAGES
from contracts.life import Life
from contracts.sealing_ways import SealingWay
from contracts.stage import Progress, Stage
from contracts.standing import PartyKind, Standing

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
YES_OR_NO: Schema = {"type": "boolean"}
ID: Schema = {"type": "string", "format": "uuid"}
DIGEST: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256"}
INSTANT: Schema = {"type": "string", "format": "date-time", "description": "日本時間（+09:00）"}
STAGE: Schema = {"enum": [stage.value for stage in Stage]}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def record(properties: dict[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


DAY: Schema = maybe({"type": "string", "format": "date"})
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
    "amount": maybe({**COUNT, "description": "円。nullは未入力または記載なし"}),
    "amount_state": {"enum": ["unknown", "none", "stated"]},
    "currency": TEXT,
    "due": maybe(INSTANT),
    "created_at": INSTANT,
    "changed_at": INSTANT,
    "submitted_at": maybe(INSTANT),
    "concluded_at": maybe(INSTANT),
}
PARTY = record(
    {
        "id": ID,
        "role": TEXT,
        "kind": {"enum": [kind.value for kind in PartyKind]},
        "company": TEXT,
        "name": TEXT,
        "email": TEXT,
        "language": {"enum": list(LANGUAGES)},
        "order": COUNT,
        "own": YES_OR_NO,
        "signs": YES_OR_NO,
        "imprint": YES_OR_NO,
        "phone": {**TEXT, "description": "数字だけ。なければ空"},
        "claimable": YES_OR_NO,
        "may_hand_over": YES_OR_NO,
        "profile": {"enum": [profile.value for profile in Profile]},
        "declares": YES_OR_NO,
        "names_only": YES_OR_NO,
        "registration": TEXT,
        "as_proxy": YES_OR_NO,
        "seal_methods": {"type": "array", "items": {"enum": [way.value for way in SealingWay]}},
        "fields": {"type": "array", "items": TEXT},
        "has_access_code": YES_OR_NO,
        "documents": {"type": "array", "items": TEXT},
        "progress": {"enum": [progress.value for progress in Progress]},
        "undelivered": YES_OR_NO,
    }
)
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
        }
    ),
    "Party": PARTY,
    "Document": DOCUMENT,
    "Sending": record({"id": ID, "stage": STAGE, "number": maybe(TEXT)}),
    "Event": EVENT,
    "Events": record({"items": {"type": "array", "items": ref("Event")}}),
    "FieldError": FIELD_ERROR,
    "Problem": PROBLEM,
}
