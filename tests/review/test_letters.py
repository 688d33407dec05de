"""Letters about comments, shares and reviews: to whom they go, what they carry, and that each goes once."""

from typing import TYPE_CHECKING, cast

import pytest

from activities.review_letters import ReviewLetters
from adapters.keys import KeyPurpose
from adapters.mail import MailRenderer
from adapters.secrets import LinkMaker
from contracts.letters import Letter
from contracts.messages import NoticeKind
from database.review_letters import ReviewLetterDesk
from tests.counterparty.office import Office
from tests.desk.cases import sent_by
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk
from tests.review.conftest import COLLEAGUE, VIEWER
from tests.review.sharing import CODE, shared, token_of
from tests.review.test_requests import asked

BASE = "https://sign.example.jp"

if TYPE_CHECKING:
    from adapters.mail import Postman


class Mailbox:
    """Takes letters as the post does, and writes each out to see that it can be."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.renderer = MailRenderer(BASE, "")

    def send(self, letter: Letter) -> str:
        given = {**letter.facts, "to_company": letter.to_company, "to_name": letter.to_name}
        self.renderer.render(letter.template, given, letter.language)
        self.letters.append(letter)
        return "sent"


def delivered(office: Office) -> list[Letter]:
    """Send everything that pages have left to the worker so far, each notice twice."""
    box = Mailbox()
    links = LinkMaker(office.opened.keys.derived(KeyPurpose.LINKS), BASE)
    post = ReviewLetters(ReviewLetterDesk(office.opened.database, BASE), cast("Postman", box), links)
    for notice in office.engine.notices * 2:
        post.send(NoticeKind(notice.kind), notice.subject)
    return box.letters


@pytest.mark.usefixtures("colleague")
def test_a_mention_and_a_share_are_mailed_once_and_the_code_never_is(clerk: Clerk, office: Office) -> None:
    sent = sent_by(clerk, office)
    page = f"/contracts/{sent.contract}/versions/1"
    clerk.opens(page)
    clerk.sends(f"{page}/comments", body="@法務三郎 ご確認ください。")
    shared(clerk, sent.contract, office, mail="takahashi@midori.example")
    mention, share = delivered(office)
    assert (mention.to, mention.template) == (COLLEAGUE, "comment_mentioned")
    assert mention.facts["page_url"] == f"{BASE}{page}#comments"
    assert (share.to, share.template) == ("takahashi@midori.example", "version_shared")
    assert share.facts["share_url"] == f"{BASE}/shared/link/{token_of(office)}"
    assert CODE not in str(share)


@pytest.mark.shows("MK-43")
def test_a_request_is_told_to_those_who_review_and_an_answer_to_who_asked(
    viewer: Clerk, clerk: Clerk, office: Office
) -> None:
    review = asked(viewer)
    here = f"/reviews/{review}"
    clerk.opens(here)
    clerk.sends(f"{here}/messages", body="確認します。", state="reviewing")
    letters = delivered(office)
    asked_of = {one.to for one in letters if one.template == "review_asked"}
    assert asked_of == {LEGAL, office.owner.mail}
    (answer,) = (one for one in letters if one.template == "review_answered")
    assert (answer.to, answer.facts["answer"]) == (VIEWER, "確認します。")
