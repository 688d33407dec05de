"""What staff do with a version: open it, vouch for it, bring an old one back; each with its audit line."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.versioning import VersionOrigin
from database.audit import Told, append_audit
from database.contract import Contract
from database.document import DocumentVersion
from database.engine import now_of
from database.people import User
from database.queries.envelopes import held_in
from database.queries.placed_fields import let_fields_follow
from database.queries.placed_versions import take_places
from database.queries.versions import HowMade, held_version
from database.versioning import VersionMark, VersionView


def note_view(session: Session, version: DocumentVersion, user: User) -> None:
    """Keep that this person opened the version; the first and the last time stand."""
    now = now_of(session)
    mine = VersionView.version_id == version.id, VersionView.user_id == user.id
    seen = session.scalars(update(VersionView).where(*mine).values(last_at=now).returning(VersionView.id))
    if seen.first() is None:
        session.add(
            VersionView(
                organization_id=version.organization_id,
                version_id=version.id,
                user_id=user.id,
                first_at=now,
                last_at=now,
            )
        )


def mark_checked(session: Session, contract: Contract, version: DocumentVersion, user: User) -> None:
    """Put 確認済み in this person's name; one that stands is left as it is."""
    if _own_mark(session, version, user) is not None:
        return
    now = now_of(session)
    row = VersionMark(organization_id=version.organization_id, version_id=version.id, user_id=user.id, at=now)
    session.add(row)
    _tell(session, contract, version, (user, "version_checked"))


def take_mark_back(session: Session, contract: Contract, version: DocumentVersion, user: User) -> bool:
    """Take this person's own mark back; False: there is none of theirs, and others' stay."""
    mark = _own_mark(session, version, user)
    if mark is None:
        return False
    mark.withdrawn_at = now_of(session)
    _tell(session, contract, version, (user, "version_check_withdrawn"))
    return True


def restore_version(
    session: Session, contract: Contract, old: DocumentVersion, user: User, reason: str
) -> DocumentVersion:
    """File the files of an old version as a new one; nothing that stood is changed."""
    how = HowMade(VersionOrigin.RESTORED, reason, old.number)
    version = held_version(session, contract, user.id, [*held_in(old).values()], how)
    if contract.sequence == 0:
        let_fields_follow(session, contract, {place: place for place in range(1, len(old.documents) + 1)})
    else:
        take_places(session, old, version)
    contract.changed_at = version.created_at
    _tell(session, contract, version, (user, "version_restored"))
    return version


def _own_mark(session: Session, version: DocumentVersion, user: User) -> VersionMark | None:
    query = select(VersionMark).where(
        VersionMark.version_id == version.id,
        VersionMark.user_id == user.id,
        VersionMark.withdrawn_at.is_(None),
    )
    return session.scalars(query).first()


def _tell(session: Session, contract: Contract, version: DocumentVersion, told: tuple[User, str]) -> None:
    user, code = told
    facts: dict[str, str | int] = {"version": version.number}
    line = Told(code, user.public_id, contract.public_id, facts)
    append_audit(session, contract.organization_id, line, now_of(session))
