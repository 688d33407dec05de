"""One act, once: pressed twice, sent again after going back, or sent from a second tab (T66)."""

from dataclasses import dataclass

import pytest

from database.record import ContractEvent
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor

PLANS = Plan(may_hand_over=True, imprint=False), Plan(name="鈴木 花子")


@dataclass(frozen=True)
class Way:
    """A page that leads to one act, asked twice."""

    path: str
    typed: dict[str, str]
    event: str
    afterwards: str
    after_agreeing: bool = False


WAYS = [
    Way("/c/send-back", {"reason": "賃料が違います。"}, "sent_back", "送信者が修正中です"),
    Way("/c/decline", {"reason": "見送ります。"}, "contract_declined", "この契約は却下されました"),
    Way(
        "/c/hand-over",
        {"name": "田中 次郎", "mail": "jiro@midori.example.jp"},
        "party_handed_over",
        "田中 次郎 様に引き継ぎました",
    ),
    Way(
        "/c/retraction",
        {"reason": "確かめ直します。"},
        "retraction_asked",
        "回答待ち",
        after_agreeing=True,
    ),
]
each_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.path.rpartition("/")[2])


def stands_at(office: Office, visitor: Visitor, way: Way) -> Sent:
    sent = office.sent(*PLANS)
    visitor.enters(office.link(sent.parties[0]))
    if way.after_agreeing:
        visitor.sends("/c/contract/reading")
        visitor.sends("/c/agreement/confirmation")
        visitor.sends("/c/agreement")
    return sent


def drawn(visitor: Visitor, way: Way) -> dict[str, object]:
    """Return the form of the last question as it is drawn now, with a key of its own."""
    visitor.opens(way.path)
    visitor.sends(way.path, **way.typed)
    return {**visitor.fields(way.path), "step": "send"}


def presses(visitor: Visitor, way: Way, form: dict[str, object]) -> int:
    """Send the form again as the browser does, and return the status of the page it ends at."""
    visitor.at = visitor.client.post(way.path, data=form, follow_redirects=True)
    return visitor.at.status_code


def recorded(office: Office, sent: Sent, way: Way) -> int:
    with office.opened.database.reading() as session:
        events = session.query(ContractEvent).filter_by(contract_id=office.contract(sent).id, kind=way.event)
        return events.count()


@pytest.mark.shows("T66")
@each_way
def test_pressed_twice_it_is_done_once_and_both_answers_say_so(
    office: Office, visitor: Visitor, way: Way
) -> None:
    sent = stands_at(office, visitor, way)
    form = drawn(visitor, way)
    for _ in range(2):
        presses(visitor, way, form)
        assert way.afterwards in visitor.text
    assert recorded(office, sent, way) == 1


@pytest.mark.shows("T66")
@each_way
def test_from_a_second_tab_and_after_going_back_it_is_not_done_again(
    office: Office, visitor: Visitor, way: Way
) -> None:
    sent = stands_at(office, visitor, way)
    tabs = [drawn(visitor, way) for _ in range(2)]
    assert tabs[0]["key"] != tabs[1]["key"]
    assert presses(visitor, way, tabs[0]) == 200
    presses(visitor, way, tabs[1])
    assert way.afterwards in visitor.text
    visitor.opens(way.path)
    assert recorded(office, sent, way) == 1


@each_way
def test_with_a_form_of_a_visit_that_is_over_nothing_is_done(
    office: Office, visitor: Visitor, way: Way
) -> None:
    """The browser has opened another contract meanwhile: the old tab acts in neither of them."""
    sent = stands_at(office, visitor, way)
    form = drawn(visitor, way)
    other = stands_at(office, visitor, way)
    assert presses(visitor, way, form) == 409
    assert "別の書類を開いています" in visitor.text
    assert [recorded(office, one, way) for one in (sent, other)] == [0, 0]
