"""A party as the API shows it."""

from contracts.authentication import Profile
from contracts.document_ways import Way
from contracts.inputs import InputKind, Meaning
from contracts.languages import LANGUAGES
from contracts.party_status import PartyStatus
from contracts.sealing_ways import SealingWay
from contracts.stage import Progress
from contracts.standing import PartyKind
from webapp.api.openapi.shapes import COUNT, DAY, ID, INSTANT, TEXT, YES_OR_NO, maybe, record

INPUT = record(
    {
        "id": ID,
        "label": TEXT,
        "kind": {"enum": [kind.value for kind in InputKind]},
        "required": YES_OR_NO,
        "maps_to": {"enum": [meaning.value for meaning in Meaning]},
    }
)
REQUIRED_DOCUMENT = record(
    {"id": ID, "title": TEXT, "note": TEXT, "required": YES_OR_NO, "is_identity": YES_OR_NO}
)
PARTY = record(
    {
        "id": ID,
        "role": TEXT,
        "kind": {"enum": [kind.value for kind in PartyKind]},
        "company": TEXT,
        "name": TEXT,
        "email": TEXT,
        "language": {"enum": list(LANGUAGES)},
        "phone": {**TEXT, "description": "数字だけ。なければ空"},
        "phone_obtained_on": DAY,
        "designation": TEXT,
        "corporate_number": TEXT,
        "invoice_number": TEXT,
        "postal_code": {**TEXT, "description": "数字だけ。なければ空"},
        "prefecture": TEXT,
        "address_lines": TEXT,
        "order": COUNT,
        "own": YES_OR_NO,
        "signs": YES_OR_NO,
        "imprint": YES_OR_NO,
        "claimable": YES_OR_NO,
        "may_hand_over": YES_OR_NO,
        "must_hand_over": YES_OR_NO,
        "answer_by": {**DAY, "description": "この当事者の期限として決めた日"},
        "profile": {"enum": [profile.value for profile in Profile]},
        "declares": YES_OR_NO,
        "names_only": YES_OR_NO,
        "registration": TEXT,
        "as_proxy": YES_OR_NO,
        "seal_methods": {"type": "array", "items": {"enum": [way.value for way in SealingWay]}},
        "fields": {"type": "array", "items": TEXT},
        "inputs": {"type": "array", "items": INPUT},
        "has_access_code": YES_OR_NO,
        "documents": {"type": "array", "items": TEXT},
        "required_documents": {"type": "array", "items": REQUIRED_DOCUMENT},
        "ways": {
            "type": "array",
            "items": {"enum": [way.value for way in Way]},
            "description": "文書ごとの扱い。文書の順",
        },
        "progress": {"enum": [progress.value for progress in Progress]},
        "undelivered": YES_OR_NO,
        "status": {"enum": [status.value for status in PartyStatus], "description": "署名ステータス"},
        "due": maybe({**INSTANT, "description": "いつまで回答できるか。依頼の後で決まる"}),
        "sent_at": maybe(INSTANT),
        "asked_at": maybe({**INSTANT, "description": "最後に依頼した日時"}),
        "opened_at": maybe(INSTANT),
        "authenticated_at": maybe(INSTANT),
        "agreed_at": maybe({**INSTANT, "description": "署名日時"}),
    }
)
