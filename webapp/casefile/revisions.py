"""The card 署名済みの版: who signed which revision, when, at which level, and where to see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.signing import RevisionKind
from contracts.verdict import IssuedKind
from database.contract import Contract
from database.queries.signed_versions import SignedDocumentAt, SignedVersion, signed_versions
from webapp.texts.verdicts import LEVELS

KINDS: dict[RevisionKind, LazyString] = {
    RevisionKind.CREATION: _l("送信時の署名（文書の作成）"),
    RevisionKind.AGREEMENT: _l("同意の署名"),
    RevisionKind.FINAL: _l("締結の署名とタイムスタンプ"),
}
STATUSES: dict[IssuedKind, tuple[LazyString, str]] = {
    IssuedKind.CONCLUDED: (_l("締結した版"), "done"),
    IssuedKind.INTERMEDIATE: (_l("締結前の版"), "draft"),
    IssuedKind.VOID: (_l("無効になった版"), "stopped"),
}


@dataclass(frozen=True, slots=True)
class DocumentShown:
    document: SignedDocumentAt
    level: LazyString | str
    url: str
    download_url: str


@dataclass(frozen=True, slots=True)
class RevisionShown:
    version: SignedVersion
    kind: LazyString
    status: LazyString
    tone: str
    documents: Sequence[DocumentShown]


def revisions_shown(session: Session, contract: Contract) -> list[RevisionShown]:
    return [_shown(contract, one) for one in signed_versions(session, contract)]


def _shown(contract: Contract, one: SignedVersion) -> RevisionShown:
    status, tone = STATUSES[one.status]
    places = enumerate(one.documents, 1)
    return RevisionShown(
        one,
        KINDS[one.kind],
        status,
        tone,
        [_document(contract, one, at, document) for at, document in places],
    )


def _document(contract: Contract, one: SignedVersion, at: int, document: SignedDocumentAt) -> DocumentShown:
    place: dict[str, Any] = {
        "public_id": contract.public_id,
        "round_number": one.round,
        "number": one.number,
        **({"document": at} if len(one.documents) > 1 else {}),
    }

    level = LEVELS.get(document.level, document.level)
    address = url_for("management.revision", **place)
    return DocumentShown(document, level, address, url_for("management.revision", download=1, **place))
