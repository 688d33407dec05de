"""文書から読み取った契約情報: what is answered, what may be sent, and the operations (MK-30, MK-33)."""

from contracts.metadata import LONGEST_MEMO
from contracts.reading import Confidence, ProposalState, Read, ReadingState
from webapp.api.openapi.describing import CONTRACT_ID, JSON, Operation, answers, body, content
from webapp.api.openapi.metadata import ETAG, IF_MATCH
from webapp.api.openapi.shapes import COUNT, ID, TEXT, YES_OR_NO, Schema, maybe, record, ref

MOST_ANSWERS = 100
PROPOSAL = record(
    {
        "id": ID,
        "item": {"enum": [one.value for one in Read]},
        "target": {**TEXT, "description": "確認すると入る契約情報の項目。空は、入る項目がない"},
        "value": TEXT,
        "now": {**TEXT, "description": "契約のいまの値"},
        "settled": {**TEXT, "description": "確認した値"},
        "state": {"enum": [one.value for one in ProposalState], "description": "openとhintに答えられる"},
        "confidence": {"enum": [one.value for one in Confidence]},
        "document": COUNT,
        "page": COUNT,
    }
)
ANSWERED_PROPOSALS: Schema = {
    "type": "object",
    "properties": {
        "accept": {
            "type": "array",
            "maxItems": MOST_ANSWERS,
            "items": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": ID,
                    "value": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": LONGEST_MEMO,
                        "description": "直した値。省略は、読み取ったとおり",
                    },
                },
                "additionalProperties": False,
            },
        },
        "dismiss": {"type": "array", "maxItems": MOST_ANSWERS, "items": ID},
        "confirm_rest": {**YES_OR_NO, "description": "trueなら、残りは反映せずに確認済みにする"},
    },
    "additionalProperties": False,
}
SCHEMAS: dict[str, Schema] = {
    "Proposals": record(
        {
            "state": maybe({"enum": [one.value for one in ReadingState]}),
            "unconfirmed": YES_OR_NO,
            "items": {"type": "array", "items": PROPOSAL},
        }
    ),
    "AnsweredProposals": ANSWERED_PROPOSALS,
}
LIST: Operation = {
    "operationId": "listMetadataProposals",
    "summary": "文書から読み取った契約情報の候補",
    "responses": answers({200: {**content(JSON, "Proposals"), **ETAG}}, 403, 404, 409),
}
ANSWER: Operation = {
    "operationId": "answerMetadataProposals",
    "summary": "候補に答える（確認したものだけが契約情報に入る。答えたものは変わらない）",
    "parameters": [IF_MATCH],
    "requestBody": body(JSON, ref("AnsweredProposals")),
    "responses": answers({200: {**content(JSON, "Proposals"), **ETAG}}, 400, 403, 404, 409, 412, 422),
}
PATHS = {
    "/contracts/{contract_id}/metadata/proposals": {"parameters": [CONTRACT_ID], "get": LIST, "post": ANSWER},
}
