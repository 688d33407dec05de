"""The post lane: at least once, with a stable Message-ID, and each mail's fate on record."""

from dataclasses import replace
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.letters import Letter
from contracts.messages import EffectRequest

if TYPE_CHECKING:
    from adapters.mail import Postman
    from adapters.secrets import LinkMaker
    from database.post_desk import PostDesk


class Post:
    def __init__(self, desk: "PostDesk", postman: "Postman", links: "LinkMaker") -> None:
        self._desk = desk
        self._postman = postman
        self._links = links

    @activity.defn(no_thread_cancel_exception=True)
    def deliver(self, request: EffectRequest) -> None:
        """Send every letter of one effect that is not on record yet."""
        with beating():
            for letter in self._desk.letters(request):
                fate = self._postman.send(self._with_link(request, letter))
                self._desk.sent(request, letter, fate)
            self._desk.done(request)

    def _with_link(self, request: EffectRequest, letter: Letter) -> Letter:
        if letter.purpose is None:
            return letter
        url = self._links.url(self._desk.link(request, letter, self._links.mint))
        return replace(letter, facts={**letter.facts, **dict.fromkeys(letter.link_facts, url)})
