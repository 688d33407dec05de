"""The mails that say what a 一括検証 has found (LW-14)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.mail import Postman
    from database.archive_check_letters import ArchiveCheckLetterDesk


class ArchiveCheckLetters:
    def __init__(self, desk: "ArchiveCheckLetterDesk", postman: "Postman") -> None:
        self._desk = desk
        self._postman = postman

    def send(self, check: str) -> None:
        """Write to everybody who is to know; what was sent before a kill is sent with the same Message-ID."""
        for due in self._desk.due(check):
            self._postman.send(due.letter)
        self._desk.told(check)
