"""A letter that was written before the place changed hands must not carry the new holder's link."""

from dataclasses import replace

import pytest

from activities.case_notices import CaseNotices
from activities.post import Post
from adapters.secrets import LinkMaker
from contracts.letters import Letter, LinkPurpose
from contracts.messages import EffectRequest, NoticeKind
from database.case_notices import CaseNoticeDesk
from database.delivery import Delivery, PartyLink
from database.post_desk import PostDesk
from tests.counterparty.office import LINK_KEYS, Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.counterparty.test_hand_over import handed_over
from tests.counterparty.test_signing_url_evidence import SITE, request_of
from workflows.posting import postman_of

LINKS = LinkMaker(LINK_KEYS, SITE)
BEFORE = "party1@example.com"


class WrittenBefore(PostDesk):
    """A desk whose letters were written before somebody else took the place."""

    written: list[Letter]

    def letters(self, _request: EffectRequest) -> list[Letter]:
        return self.written


class CaseWrittenBefore(CaseNoticeDesk):
    written: list[Letter]

    def letters(self, _kind: NoticeKind, _subject: str) -> list[Letter]:
        return self.written


def sent_of(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        return [row.address for row in session.query(Delivery)]


def links_of(office: Office) -> list[PartyLink]:
    with office.opened.database.reading() as session:
        return session.query(PartyLink).filter(PartyLink.revoked_at.is_(None)).all()


@pytest.mark.shows("CL-20", "T04")
def test_who_handed_the_place_over_is_not_sent_the_link_of_the_next_person(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(may_hand_over=True))
    opened = office.opened
    desk = WrittenBefore(opened.database, SITE)
    request = request_of(office, sent, "invite")
    desk.written = PostDesk(opened.database, SITE).letters(request)
    assert [one.to for one in desk.written] == [BEFORE]
    visitor.enters(office.link(sent.parties[0]))
    handed_over(visitor)
    Post(desk, postman_of(opened.settings), LINKS, opened.files).deliver(request)
    assert sent_of(office) == []
    assert links_of(office) == []


@pytest.mark.shows("CL-20", "T04")
def test_nor_by_a_notice_of_the_case_which_then_waits_to_be_written_anew(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(may_hand_over=True))
    opened = office.opened
    [letter] = PostDesk(opened.database, SITE).letters(request_of(office, sent, "invite"))
    desk = CaseWrittenBefore(opened.database, SITE)
    desk.written = [replace(letter, purpose=LinkPurpose.AGREE)]
    visitor.enters(office.link(sent.parties[0]))
    handed_over(visitor)
    CaseNotices(desk, postman_of(opened.settings), LINKS).send(NoticeKind.DOCUMENTS_REQUESTED, "any")
    assert sent_of(office) == []
    assert links_of(office) == []
