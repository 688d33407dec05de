"""Accounts of readers: found by address, opened once the address is proved, changed and deleted (GM-25)."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.mailed_links import take_once
from database.queries.people import forgive_logins, mail_key
from database.reader_sessions import end_reader_sessions
from database.readers import Reader, ReaderInvitation, ReaderPaper, ReaderSession


def reader_of(session: Session, organization_id: int, mail: str) -> Reader | None:
    query = select(Reader).where(Reader.organization_id == organization_id, Reader.mail_key == mail_key(mail))
    return session.scalars(query).first()


def register(session: Session, invitation: ReaderInvitation) -> Reader | None:
    """Open the account that was filled in; None: the link was used, or the address has an account by now."""
    now = now_of(session)
    is_open = reader_of(session, invitation.organization_id, invitation.mail) is None
    if not invitation.password_hash or not is_open or not take_once(session, invitation, now):
        return None
    reader = Reader(
        organization_id=invitation.organization_id,
        mail=invitation.mail,
        mail_key=invitation.mail_key,
        company=invitation.company,
        name=invitation.name,
        language=invitation.language,
        password_hash=invitation.password_hash,
        failed_logins=0,
        created_at=now,
    )
    session.add(reader)
    session.flush()
    _use_up(session, invitation.organization_id, invitation.mail_key)
    told = Told("reader_registered", reader.public_id, reader.public_id, {"address": invitation.remote})
    append_audit(session, reader.organization_id, told, now)
    return reader


def reset_reader_password(session: Session, invitation: ReaderInvitation, password_hash: str) -> bool:
    """Set the password and end every session and every other link of the reader; False: no longer live."""
    reader = reader_of(session, invitation.organization_id, invitation.mail)
    now = now_of(session)
    if reader is None or not take_once(session, invitation, now):
        return False
    _set_password(session, reader, password_hash)
    told = Told(
        "reader_password_reset", reader.public_id, reader.public_id, {"request": invitation.public_id}
    )
    append_audit(session, reader.organization_id, told, now)
    return True


def change_reader_password(session: Session, reader: Reader, password_hash: str, address: str) -> None:
    _set_password(session, reader, password_hash)
    told = Told("reader_password_changed", reader.public_id, reader.public_id, {"address": address})
    append_audit(session, reader.organization_id, told, now_of(session))


def delete_reader(session: Session, reader: Reader, address: str) -> None:
    """Forget the account with its notes; the contracts of the organisation stay as they are."""
    told = Told("reader_deleted", reader.public_id, reader.public_id, {"address": address})
    append_audit(session, reader.organization_id, told, now_of(session))
    forget_reader(session, reader)


def forget_reader(session: Session, reader: Reader) -> None:
    is_theirs = (
        ReaderInvitation.organization_id == reader.organization_id,
        ReaderInvitation.mail_key == reader.mail_key,
    )
    session.execute(delete(ReaderInvitation).where(*is_theirs))
    session.execute(delete(ReaderPaper).where(ReaderPaper.reader_id == reader.id))
    session.execute(delete(ReaderSession).where(ReaderSession.reader_id == reader.id))
    session.execute(delete(Reader).where(Reader.id == reader.id))


def _set_password(session: Session, reader: Reader, password_hash: str) -> None:
    reader.password_hash = password_hash
    forgive_logins(reader)
    end_reader_sessions(session, reader)
    _use_up(session, reader.organization_id, reader.mail_key)


def _use_up(session: Session, organization_id: int, key: str) -> None:
    """No older link of the address lives on, and no typed password stays behind in one."""
    theirs = update(ReaderInvitation).where(
        ReaderInvitation.organization_id == organization_id, ReaderInvitation.mail_key == key
    )
    session.execute(theirs.values(password_hash="", company="", name=""))
    session.execute(theirs.where(ReaderInvitation.used_at.is_(None)).values(used_at=now_of(session)))
