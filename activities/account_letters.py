"""Mails about accounts of staff; the temporary password exists in the mail alone (IM-03)."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.mail import Postman
    from adapters.secrets import PasswordMaker
    from database.account_letters import AccountLetterDesk


class AccountLetters:
    def __init__(self, desk: "AccountLetterDesk", postman: "Postman", passwords: "PasswordMaker") -> None:
        self._desk = desk
        self._postman = postman
        self._passwords = passwords

    def tell(self, subject: str) -> None:
        due = self._desk.due(subject)
        if due is None:
            return
        letter = due.letter
        if due.secret_id is not None:
            password = self._passwords.password(due.secret_id)
            letter = replace(letter, facts={**letter.facts, "temporary_password": password})
        self._desk.told(subject, self._postman.send(letter))
