"""The language a signed-in person chose, kept so that mails to them follow it."""

from flask import request

from database.audit import Told, append_audit
from database.engine import now_of
from database.people import User
from webapp.access.staff import signed_in
from webapp.parts import parts


def remember_language(language: str) -> None:
    found = signed_in()
    if found is None or found.user.language == language:
        return
    with parts().database.writing() as session:
        user = session.get_one(User, found.user.id)
        user.language = language
        facts: dict[str, str | int] = {"language": language, "address": request.remote_addr or ""}
        told = Told("language_chosen", user.public_id, user.public_id, facts)
        append_audit(session, user.organization_id, told, now_of(session))
