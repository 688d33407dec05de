"""`warifu organization suspend NAME --reason R`, `resume NAME`: an installation's kill switch (T53)."""

import argparse
from collections.abc import Callable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import Organization
from database.suspension import Suspension, standing_suspension

DONE, FAILED = 0, 1
LONGEST_REASON = 300
Act = Callable[[Session, Organization], str]


class CannotSuspend(Exception):
    """The text says what to do."""


def suspend(arguments: argparse.Namespace, settings: Settings) -> int:
    """From the next request on every link of the organisation is dead; doing it again changes nothing."""
    reason = " ".join(arguments.reason.split())[:LONGEST_REASON]
    return _done(arguments, settings, lambda session, found: _begin(session, found, reason))


def resume(arguments: argparse.Namespace, settings: Settings) -> int:
    return _done(arguments, settings, _end)


def _done(arguments: argparse.Namespace, settings: Settings, act: Act) -> int:
    try:
        with installed_database(settings).writing() as session:
            said = act(session, _named(session, arguments.organization))
    except (CannotSuspend, NotInstalled) as reason:
        complain(str(reason))
        return FAILED
    say(said)
    return DONE


def _named(session: Session, named: str) -> Organization:
    query = select(Organization).where(or_(Organization.name == named, Organization.public_id == named))
    found = session.scalars(query).all()
    if not found:
        raise CannotSuspend(f"{named} という会社はありません。会社名か会社のIDを指定してください。")
    if len(found) > 1:
        raise CannotSuspend(f"{named} という会社は複数あります。会社のIDを指定してください。")
    return found[0]


def _begin(session: Session, found: Organization, reason: str) -> str:
    if standing_suspension(session, found.id) is not None:
        return f"{found.name} はすでに停止しています。"
    now = now_of(session)
    session.add(Suspension(organization_id=found.id, reason=reason, began_at=now))
    append_audit(session, found.id, Told("organization_suspended", "command", "", {"reason": reason}), now)
    return (
        f"{found.name} からの送信とリンクを停止しました。"
        "再開するには「warifu organization resume」を使います。"
    )


def _end(session: Session, found: Organization) -> str:
    standing = standing_suspension(session, found.id)
    if standing is None:
        return f"{found.name} は停止していません。"
    standing.ended_at = now_of(session)
    append_audit(session, found.id, Told("organization_resumed", "command", "", {}), standing.ended_at)
    return (
        f"{found.name} からの送信とリンクを再開しました。"
        "停止中に送られなかったお知らせは、必要に応じて署名の再依頼で送り直してください。"
    )
