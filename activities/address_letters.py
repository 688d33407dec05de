"""Mails about filed addresses: the link that confirms one, a request to file, the answer (GM-05, AD-19)."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.mail import Postman
    from adapters.secrets import LinkMaker
    from database.address_letters import AddressLetterDesk


class AddressLetters:
    def __init__(self, desk: "AddressLetterDesk", postman: "Postman", links: "LinkMaker") -> None:
        self._desk = desk
        self._postman = postman
        self._links = links

    def filed(self, entry: str) -> None:
        due = self._desk.confirmation(entry)
        if due is None:
            return
        letter, secret_id = due
        facts = {**letter.facts, "confirm_url": self._links.address_url(secret_id)}
        self._postman.send(replace(letter, facts=facts))

    def invited(self, invitation: str) -> None:
        letter = self._desk.invitation(invitation)
        if letter is not None:
            self._postman.send(letter)

    def answered(self, decision: str) -> None:
        letter = self._desk.answer(decision)
        if letter is not None:
            self._postman.send(letter)
