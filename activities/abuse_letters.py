"""The operator is told of a request that somebody reported (T53)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.mail import Postman
    from database.abuse_letters import AbuseLetterDesk


class AbuseLetters:
    def __init__(self, desk: "AbuseLetterDesk", postman: "Postman") -> None:
        self._desk = desk
        self._postman = postman

    def tell(self, report: str) -> None:
        letter = self._desk.letter(report)
        if letter is not None:
            self._postman.send(letter)
