"""Mails about comments, shared versions, 審査依頼 and the day's activity (MK-40 to MK-43)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from contracts.messages import NoticeKind

if TYPE_CHECKING:
    from adapters.mail import Postman
    from adapters.secrets import LinkMaker
    from contracts.letters import Letter
    from database.letters.sealed import Due
    from database.review_letters import ReviewLetterDesk


class ReviewLetters:
    def __init__(self, desk: "ReviewLetterDesk", postman: "Postman", links: "LinkMaker") -> None:
        self._desk = desk
        self._postman = postman
        self._links = links

    def send(self, kind: NoticeKind, subject: str) -> None:
        """Send every letter about the row of this public id, once."""
        fates = [self._postman.send(self._whole(due)) for due in self._desk.due(kind, subject)]
        self._desk.told(kind, subject, fates)

    def _whole(self, due: "Due") -> "Letter":
        if due.secret_id is None:
            return due.letter
        facts = {**due.letter.facts, "share_url": self._links.share_url(due.secret_id)}
        return replace(due.letter, facts=facts)
