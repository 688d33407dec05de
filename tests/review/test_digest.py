"""活動のまとめ: only who wants it, once a day, and only what they may see when it is sent (MK-42)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contracts.messages import NoticeKind
from database.digest_rounds import digests_due
from database.digests import DigestSubscription
from database.people import User
from database.review_letters import ReviewLetterDesk
from tests.counterparty.office import Office
from tests.desk.cases import sent_by
from tests.desk.site import Clerk
from tests.review.conftest import COLLEAGUE

TITLE = "建物賃貸借契約書（青葉台）"


def wants(person: Clerk) -> None:
    person.opens("/own-settings")
    person.sends("/own-settings", wants_digest="y")


def a_day_later(office: Office) -> None:
    with office.opened.database.writing() as session:
        for row in session.scalars(select(DigestSubscription)):
            row.told_until -= timedelta(days=1)


@pytest.mark.shows("MK-42")
def test_the_daily_mail_tells_whoever_wants_it_only_what_they_may_see(
    clerk: Clerk, colleague: Clerk, viewer: Clerk, office: Office
) -> None:
    for person in (colleague, viewer):
        wants(person)
    sent = sent_by(clerk, office, TITLE)
    a_day_later(office)
    notices = digests_due(office.opened.database)
    assert [one.kind for one in notices] == [NoticeKind.ACTIVITY_DIGEST] * 2
    desk = ReviewLetterDesk(office.opened.database, "https://sign.example.jp")
    letters = {
        due.letter.to: due.letter
        for one in notices
        for due in desk.due(NoticeKind.ACTIVITY_DIGEST, one.subject)
    }
    assert set(letters) == {COLLEAGUE}
    lines = letters[COLLEAGUE].facts["lines"]
    assert isinstance(lines, list)
    assert [(line["title"], line["url"].rpartition("/")[2]) for line in lines] == [(TITLE, sent.contract)]
    assert lines[0]["counts"]["versions"] == 1
    with office.opened.database.writing() as session:
        session.scalars(select(User).where(User.mail == COLLEAGUE)).one().role = "viewer"
    assert [desk.due(NoticeKind.ACTIVITY_DIGEST, one.subject) for one in notices] == [[], []]


@pytest.mark.shows("MK-42")
def test_a_day_is_told_once_and_nobody_is_written_to_who_did_not_ask(
    clerk: Clerk, colleague: Clerk, office: Office
) -> None:
    sent_by(clerk, office, TITLE)
    assert digests_due(office.opened.database) == []
    wants(colleague)
    assert digests_due(office.opened.database) == []
    a_day_later(office)
    (notice,) = digests_due(office.opened.database)
    assert digests_due(office.opened.database) == []
    desk = ReviewLetterDesk(office.opened.database, "https://sign.example.jp")
    assert notice in desk.untold()
    desk.told(NoticeKind.ACTIVITY_DIGEST, notice.subject, ["sent"])
    assert desk.due(NoticeKind.ACTIVITY_DIGEST, notice.subject) == []
    assert desk.untold() == []
