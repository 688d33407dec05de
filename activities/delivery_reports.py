"""The owner is told of a letter that a service reported as undelivered (MK-73)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.mail import Postman
    from database.delivery_reports import ReportDesk


class ReportLetters:
    def __init__(self, desk: "ReportDesk", postman: "Postman") -> None:
        self._desk = desk
        self._postman = postman

    def tell(self, message_id: str) -> None:
        letter = self._desk.letter(message_id)
        if letter is not None:
            self._desk.sent(message_id, letter, self._postman.deliver(letter))
