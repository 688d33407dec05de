"""The first start: folders, schema, key, organisation, types, first administrator; each step once."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.durable import make_folder, write_over
from adapters.keys import open_master_keys
from adapters.passwords import hash_password, temporary_password
from adapters.settings import Settings
from cli.half_restored import HalfRestored
from contracts.roles import Role
from database.audit import Told, append_audit
from database.engine import Database, now_of
from database.key_generations import expected_checks
from database.people import Installation, Organization, User
from database.schema import migrate
from database.seed import seed_contract_types

FIRST_LOGIN = "admin@warifu.example"
RESTORING = "restoring"
"""Stands in the home from the beginning of a restore to its end."""
UNNAMED = "株式会社サンプル"


def install(settings: Settings) -> None:
    """Bring everything this machine keeps up to date; raises MasterKeyMissing or MasterKeyWrong.

    Raises HalfRestored where a restore has not come to its end.
    """
    if (settings.home / RESTORING).exists():
        raise HalfRestored
    for folder in (settings.home, settings.files, settings.outbox, settings.keys, settings.logs):
        make_folder(folder)
    database = Database(settings.database_url)
    expected = () if database.is_empty() else _key_checks(database)
    keys = open_master_keys(settings.master_key_file, expected)
    migrate(settings.database_url)
    with database.writing() as session:
        if session.scalar(select(Installation.id)) is None:
            now = now_of(session)
            session.add(Installation(epoch=1, key_check=keys.check_value(), created_at=now))
        organization = _organization(session, settings)
        seed_contract_types(session, organization)
        _administrator(session, organization, _note(settings))


def first_login(settings: Settings) -> tuple[str, str] | None:
    """Return the first administrator's mail and temporary password until it has been changed."""
    with Database(settings.database_url).reading() as session:
        user = session.scalars(select(User).where(User.mail_key == FIRST_LOGIN)).first()
    note = _note(settings)
    if user is None or not user.must_change_password or not note.exists():
        note.unlink(missing_ok=True)
        return None
    return user.mail, note.read_text().strip()


def _note(settings: Settings) -> Path:
    return settings.keys / "first-login"


def _key_checks(database: Database) -> tuple[str, ...]:
    with database.reading() as session:
        return expected_checks(session)


def _organization(session: Session, settings: Settings) -> Organization:
    standing = session.scalars(select(Organization).order_by(Organization.id)).first()
    if standing is None:
        standing = Organization(name=settings.organization or UNNAMED, created_at=now_of(session))
        session.add(standing)
        session.flush()
    return standing


def _administrator(session: Session, organization: Organization, note: Path) -> None:
    """Make the first account; its temporary password is noted before the account exists, never lost."""
    if session.scalar(select(User.id)) is not None:
        return
    password = temporary_password()
    write_over(note, [password.encode()])
    now = now_of(session)
    user = User(
        organization_id=organization.id,
        mail=FIRST_LOGIN,
        mail_key=FIRST_LOGIN,
        name="管理者",
        role=Role.ADMINISTRATOR,
        password_hash=hash_password(password),
        must_change_password=True,
        failed_logins=0,
        created_at=now,
    )
    session.add(user)
    session.flush()
    append_audit(session, organization.id, Told("user_added", "installer", user.public_id, {}), now)
