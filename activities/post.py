"""The post lane: at least once, with a stable Message-ID, and each mail's fate on record."""

from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from activities.linking import linked
from contracts.letters import Letter
from contracts.messages import EffectRequest

if TYPE_CHECKING:
    from adapters.files import FileStore
    from adapters.mail import Postman
    from adapters.secrets import LinkMaker
    from database.post_desk import PostDesk


class Post:
    def __init__(self, desk: "PostDesk", postman: "Postman", links: "LinkMaker", files: "FileStore") -> None:
        self._desk = desk
        self._postman = postman
        self._links = links
        self._files = files

    @activity.defn(no_thread_cancel_exception=True)
    def deliver(self, request: EffectRequest) -> None:
        """Send every letter of one effect that is not on record yet.

        A letter with a link is not sent once somebody else holds the place: the link is theirs (CL-20).
        """
        with beating():
            for letter in self._desk.letters(request):
                self._send(request, letter)
            for letter in self._desk.failures(request):
                self._send(request, letter)
            self._desk.done(request)

    def _send(self, request: EffectRequest, letter: Letter) -> None:
        whole = self._with_link(request, letter)
        if whole is None:
            return
        enclosed = [self._files.read(enclosure.file) for enclosure in letter.enclosures]
        self._desk.sent(request, letter, self._postman.deliver(whole, enclosed))

    def _with_link(self, request: EffectRequest, letter: Letter) -> Letter | None:
        if letter.purpose is None:
            return letter
        secret_id = self._desk.link(request, letter, self._links.mint)
        return linked(letter, secret_id, self._links, self._desk.shorten) if secret_id else None
