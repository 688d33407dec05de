"""The mails that ask for a second person's answer to a 廃棄 (LW-27)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.mail import Postman
    from database.disposal_letters import DisposalLetterDesk


class DisposalLetters:
    def __init__(self, desk: "DisposalLetterDesk", postman: "Postman") -> None:
        self._desk = desk
        self._postman = postman

    def send(self, disposal: str) -> None:
        """Write to everybody who may answer; what was sent before a kill is sent with the same Message-ID."""
        for due in self._desk.due(disposal):
            self._postman.send(due.letter)
        self._desk.told(disposal)
