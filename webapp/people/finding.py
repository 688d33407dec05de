"""Whose account an address names, and mails about accounts left to the worker."""

from collections.abc import Sequence

from flask import abort, flash
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from adapters.keys import KeyPurpose
from adapters.passwords import hash_password
from adapters.secrets import PasswordMaker
from contracts.messages import NoticeKind, NoticeRequest
from database.people import User
from database.queries.users import user_in
from database.users import Invitation
from webapp.access.staff import staff
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet


def user_or_404(session: Session, public_id: str) -> User:
    return user_in(session, staff().organization, public_id) or abort(404)


def invitation(key: str) -> Invitation:
    """Return a temporary password as its row keeps it; the password itself stands in the mail alone."""
    passwords = PasswordMaker(parts().keys.derived(KeyPurpose.CODES))
    secret_id = passwords.mint()
    return Invitation(key, secret_id, hash_password(passwords.password(secret_id)))


def post(letters: Sequence[str]) -> None:
    """Have the mails sent; what the engine does not take now is said by the daily round."""
    try:
        for letter in letters:
            parts().engine.notify(NoticeRequest(NoticeKind.ACCOUNT_NEWS, letter))
    except (EngineUnavailable, NotKnownYet):
        sentence = _("メールを送る仕組みが応答していません。お知らせのメールは、復旧後に送られます。")
        flash(sentence, "warning")
