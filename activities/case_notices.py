"""Letters of a case beside its acts: each by its channel, with the party's own link (AD-17, GM-28, LW-32)."""

from typing import TYPE_CHECKING

from activities.linking import linked
from contracts.letters import Letter
from contracts.messages import NoticeKind

if TYPE_CHECKING:
    from adapters.mail import Postman
    from adapters.secrets import LinkMaker
    from database.case_notices import CaseNoticeDesk


class CaseNotices:
    def __init__(self, desk: "CaseNoticeDesk", postman: "Postman", links: "LinkMaker") -> None:
        self._desk = desk
        self._postman = postman
        self._links = links

    def send(self, kind: NoticeKind, subject: str) -> None:
        """Send every letter about the row of this public id that is not on record yet.

        One whose link is somebody else's by now stays untold, and is written anew to whom it is for.
        """
        for letter in self._desk.letters(kind, subject):
            whole = self._with_link(letter)
            if whole is not None:
                self._desk.sent(kind, subject, letter, self._postman.deliver(whole))

    def _with_link(self, letter: Letter) -> Letter | None:
        if letter.purpose is None:
            return letter
        secret_id = self._desk.link(letter, self._links.mint)
        return linked(letter, secret_id, self._links, self._desk.shorten) if secret_id else None
