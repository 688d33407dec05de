"""`/warifu link コード` in Slack: whoever types the code of 自分の設定 is the person who was shown it."""

import re

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from adapters.reports import SlashCommand
from contracts.languages import LANGUAGES
from database.audit import Told, append_audit
from database.engine import now_of
from database.intake_desk import IntakeDesk
from database.people import User
from database.queries.intake import accounts_with_members, standing, standing_of
from database.slack_members import MEMBER_ID, link_member
from webapp.access.member_codes import member_code_maker
from webapp.parts import parts

LINKING = re.compile(r"(?:link|連携)\s+([a-z2-7]{5})-?([a-z2-7]{5})", re.IGNORECASE)


def code_in(text: str) -> str:
    found = LINKING.fullmatch(text.strip())
    return "-".join(found.groups()).upper() if found else ""


def answer_to_code(command: SlashCommand, code: str, body: bytes) -> str:
    user = _linked(command.member, code) if MEMBER_ID.fullmatch(command.member) else None
    if user is not None:
        with force_locale(user.language):
            return str(_("割符の%(name)sさんのアカウントと連携しました。", name=user.name))
    IntakeDesk(parts().database, parts().files).refuse("wrong_code", body)
    return " / ".join(_in_each_language())


def _in_each_language() -> list[str]:
    """Whose language it is, is not known."""
    told = []
    for language in LANGUAGES:
        with force_locale(language):
            told.append(
                _(
                    "コードが違うか、期限が過ぎています。割符の「自分の設定」を開き直し、新しいコードを入力してください。"
                )
            )
    return told


def _linked(member: str, code: str) -> User | None:
    """All accounts are tried outside the turn of the writers; the one that fits is asked again inside."""
    with parts().database.reading() as session:
        user = _shown_to(session, code)
    if user is None:
        return None
    with parts().database.writing() as session:
        now = now_of(session)
        if not member_code_maker().is_code_of(standing_of(session, user), code, now):
            return None
        link_member(session, user, member)
        told = Told("own_slack_changed", user.public_id, user.public_id, {"member": member})
        append_audit(session, user.organization_id, told, now)
    return user


def _shown_to(session: Session, code: str) -> User | None:
    maker, now = member_code_maker(), now_of(session)
    accounts = accounts_with_members(session)
    return next((one for one, held in accounts if maker.is_code_of(standing(one, held), code, now)), None)
