"""The mail that proves a reader's address: sent at least once, with a stable Message-ID (GM-25)."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.mail import Postman
    from adapters.secrets import LinkMaker
    from database.reader_letters import ReaderLetterDesk


class ReaderLetters:
    def __init__(self, desk: "ReaderLetterDesk", postman: "Postman", links: "LinkMaker") -> None:
        self._desk = desk
        self._postman = postman
        self._links = links

    def sent(self, invitation: str) -> None:
        due = self._desk.letter(invitation)
        if due is None:
            return
        letter, secret_id = due
        facts = {**letter.facts, "account_url": self._links.account_url(secret_id)}
        self._desk.mailed(invitation, self._postman.send(replace(letter, facts=facts)))
