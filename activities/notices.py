"""Mails that belong to no contract: at least once, with a stable Message-ID, and their fate on record."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.messages import NoticeKind, NoticeRequest

if TYPE_CHECKING:
    from adapters.mail import Postman
    from adapters.secrets import CodeMaker, LinkMaker
    from database.notice_desk import NoticeDesk


class Notices:
    def __init__(
        self,
        desk: "NoticeDesk",
        postman: "Postman",
        links: "LinkMaker",
        codes: "CodeMaker",
        further: Mapping[NoticeKind, Callable[[str], None]],
    ) -> None:
        self._desk = desk
        self._postman = postman
        self._links = links
        self._codes = codes
        self._further = further

    @activity.defn(no_thread_cancel_exception=True)
    def notify(self, notice: NoticeRequest) -> None:
        send = {
            NoticeKind.PASSWORD_RESET: self._password_reset,
            NoticeKind.AUTH_CODE: self._auth_code,
            **self._further,
        }[NoticeKind(notice.kind)]
        with beating():
            send(notice.subject)

    def _password_reset(self, request: str) -> None:
        due = self._desk.password_reset(request)
        if due is None:
            return
        letter, secret_id = due
        facts = {**letter.facts, "reset_url": self._links.reset_url(secret_id)}
        self._desk.mailed(request, self._postman.send(replace(letter, facts=facts)))

    def _auth_code(self, code: str) -> None:
        """The digits exist here and in the mail alone; sent twice, they are the same (T12)."""
        due = self._desk.auth_code(code)
        if due is None:
            return
        letter, secret_id = due
        self._postman.send(replace(letter, facts={**letter.facts, "code": self._codes.code(secret_id)}))
