"""Signed PDFs and certificates of the ticked rows as one ZIP (UX-18)."""

from dataclasses import dataclass

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.audit import Told, append_audit
from database.contract import Contract
from database.dossiers import identity_of
from database.engine import now_of
from database.queries.contracts import contracts_seen_among
from database.queries.downloads import NamedFile, certificate_for, concluded_documents
from database.queries.levels import staff_before
from webapp.access.staff import require, staff, staff_origin
from webapp.csv_answer import Row, csv_bytes
from webapp.management.blueprint import blueprint
from webapp.management.bulk_forms import ticked
from webapp.management.contracts import list_again
from webapp.parts import parts
from webapp.pdf_answer import safe_name, signed_name
from webapp.zip_answer import bundle

MOST_BYTES = 300_000_000
"""Of all files of one ZIP."""


@dataclass(frozen=True, slots=True)
class Handed:
    """`size` is the plaintext's, in bytes."""

    contract: str
    named: NamedFile
    size: int


@blueprint.post("/contracts/bulk/files")
def bundle_ticked() -> ResponseReturnValue:
    """Answer with a ZIP of what may be downloaded; its first file says what became of each row.

    Only the audit log is written in the turn of the writers, before the first byte leaves.
    """
    require(Permission.DOWNLOAD)
    handed: list[Handed] = []
    results: list[Row] = []
    with parts().database.reading() as session:
        seen = contracts_seen_among(session, staff(), ticked())
        for public_id in ticked():
            found, told = _files_of(session, seen.get(public_id), sum(one.size for one in handed))
            handed += found
            results.append([seen[public_id].title if public_id in seen else "", told])
    if not handed:
        return list_again(_("ダウンロードできる文書がありません。締結済みの文書に印を付けてください。"))
    with parts().database.writing() as session:
        for one in handed:
            _tell(session, "downloaded", one.contract, what="signed_document", sha256=one.named.file.digest)
        now = now_of(session)
    report = csv_bytes([str(_("文書名")), str(_("結果"))], results)
    return bundle(
        f"{_('締結済み文書')}.zip", [one.named for one in handed], (f"{_('結果')}.csv", report), now
    )


def _files_of(session: Session, contract: Contract | None, bytes_before: int) -> tuple[list[Handed], str]:
    """Return the files of one contract and what to tell of it."""
    if contract is None:
        return [], str(_("見つかりません"))
    if not staff_before(session, staff(), contract.public_id).may(Permission.DOWNLOAD):
        return [], str(_("ダウンロードの権限がありません"))
    papers = _papers(session, contract)
    found = [Handed(contract.public_id, one, parts().files.size(one.file)) for one in papers]
    if not found:
        return [], str(_("締結済みではありません"))
    if bytes_before + sum(one.size for one in found) > MOST_BYTES:
        return [], str(_("合計が大きすぎるため入れていません。分けてダウンロードしてください。"))
    return found, str(_("%(count)s件のファイル", count=len(found)))


def _papers(session: Session, contract: Contract) -> list[NamedFile]:
    named = [
        NamedFile(f"{contract.number}_{signed_name(one.name)}", one.file)
        for one in concluded_documents(session, contract)
    ]
    certificate = certificate_for(session, contract, "own")
    if named and certificate is not None:
        name = f"{contract.number}_{safe_name(contract.title)}_合意証明書.pdf"
        named.append(NamedFile(name, identity_of(contract, certificate.file)))
    return named


def _tell(session: Session, code: str, subject: str, **facts: str | int) -> None:
    told = Told(code, staff().user.public_id, subject, {**facts, "address": staff_origin().address})
    append_audit(session, staff().organization.id, told, now_of(session))
