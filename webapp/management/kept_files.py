"""締結時のファイル and its 保管用タイムスタンプを追加した版, told to the audit log (LW-13, LW-43, GM-34)."""

from flask import Response, abort
from sqlalchemy.orm import Session

from contracts.preserving import Kept
from contracts.roles import Permission
from contracts.signing import FileIdentity
from database.audit import Told, append_audit
from database.contract import Contract
from database.dossiers import identity_of
from database.engine import now_of
from database.queries.archival import frozen_files, renewals_of
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer, safe_name

# A file's name travels with the file: it is Japanese in every language of the page.
NAMES = {Kept.DOCUMENT: "締結済", Kept.OWN: "合意証明書（社内控）", Kept.PARTY: "合意証明書（相手方控）"}


@blueprint.get("/contracts/<public_id>/kept/<kept>/<int:place>/<int:generation>.pdf")
def kept_file(public_id: str, kept: str, place: int, generation: int) -> Response:
    """Hand out the frozen file (`generation` 0) or one of its renewals, byte for byte."""
    require(Permission.DOWNLOAD)
    what = _kept(kept)
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        identity = _found(session, contract, what, place, generation) or abort(404)
        facts: dict[str, str | int] = {
            "what": "kept_file",
            "generation": generation,
            "sha256": identity.digest,
            "address": staff_origin().address,
        }
        told = Told("downloaded", staff().user.public_id, contract.public_id, facts)
        append_audit(session, contract.organization_id, told, now_of(session))
        title = contract.title
    name = f"{safe_name(title)}_{NAMES[what]}{_suffix(what, place, generation)}.pdf"
    return pdf_answer(identity, name, inline=False)


def _kept(spelled: str) -> Kept:
    """相手方控 is looked at by compliance alone, as under 合意証明書一覧."""
    if spelled not in set(Kept):
        abort(404)
    if spelled == Kept.PARTY and not staff().may(Permission.AUDIT):
        abort(404)
    return Kept(spelled)


def _found(
    session: Session, contract: Contract, kept: Kept, place: int, generation: int
) -> FileIdentity | None:
    if generation:
        rows = [(row.kept, row.place, row.generation, row.file) for row in renewals_of(session, contract)]
    else:
        rows = [(one.kept, one.place, 0, one.file) for one in frozen_files(session, contract)]
    asked = (kept, place, generation)
    return next((identity_of(contract, file) for *named, file in rows if tuple(named) == asked), None)


def _suffix(kept: Kept, place: int, generation: int) -> str:
    number = f"_{place}" if kept is Kept.DOCUMENT and place > 1 else ""
    return f"{number}_保管用{generation}" if generation else f"{number}_締結時"
