"""The mail that says a bulk sending is over (MK-51)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.mail import Postman
    from database.bulk_letters import BulkLetterDesk


class BulkLetters:
    def __init__(self, desk: "BulkLetterDesk", postman: "Postman") -> None:
        self._desk = desk
        self._postman = postman

    def send(self, sending: str) -> None:
        """Write to the owner, once."""
        fates = [self._postman.send(due.letter) for due in self._desk.due(sending)]
        self._desk.told(sending, fates)
