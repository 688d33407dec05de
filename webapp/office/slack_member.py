"""Slackとの連携 on 自分の設定, once Slack is connected: a code that its person types there (MK-44)."""

from dataclasses import dataclass

from database.audit import Told, append_audit
from database.engine import now_of
from database.people import User
from database.queries.intake import member_of, standing_of
from database.slack_members import unlink_member
from webapp.access.member_codes import member_code_maker
from webapp.access.staff import staff
from webapp.parts import parts


@dataclass(frozen=True, slots=True)
class OwnSlack:
    """`code` is what the person types in Slack; nobody else may read it off a kept page."""

    member: str
    code: str


def own_slack() -> OwnSlack | None:
    """Return nothing where no Slack is connected to this installation."""
    if not parts().settings.slack_signing_secret:
        return None
    with parts().database.reading() as session:
        code = member_code_maker().code(standing_of(session, staff().user), now_of(session))
        return OwnSlack(member_of(session, staff().user), code)


def unlink_slack() -> None:
    with parts().database.writing() as session:
        user = session.get_one(User, staff().user.id)
        if unlink_member(session, user):
            told = Told("own_slack_changed", user.public_id, user.public_id, {})
            append_audit(session, user.organization_id, told, now_of(session))
