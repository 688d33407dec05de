"""The tree a contract stands in, and what an amendment does to its 原契約."""

from datetime import date

import pytest
from sqlalchemy import select

from contracts.relation import Ends, Kind, end_taken_over
from contracts.stage import Stage
from database.audit import AuditEvent
from database.metadata_change import MetadataChange
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk
from tests.relations.linking import card, links, page_of, sets

SPRING, LATER, SOONER = date(2027, 3, 31), date(2028, 3, 31), date(2026, 12, 31)


@pytest.mark.shows("MK-36")
def test_every_contract_of_a_tree_shows_all_of_it_from_the_top(clerk: Clerk, office: Office) -> None:
    base, order, memo, change = (
        office.sent(title=title) for title in ("取引基本契約書", "個別契約書", "覚書その一", "変更契約書")
    )
    links(clerk, base, order, "below:individual")
    links(clerk, memo, order, "above:memorandum")
    links(clerk, base, change, "below:amendment")
    for one in (base, order, memo, change):
        shown = card(clerk, one)
        positions = [
            shown.index(title) for title in ("取引基本契約書", "個別契約書", "覚書その一", "変更契約書")
        ]
        assert positions == sorted(positions)
        assert shown.count("<ul>") == 2
        assert shown.count("変更あり") == 2


@pytest.mark.shows("MK-79", "MK-36")
def test_a_branch_that_the_reader_may_not_see_is_not_told_of(clerk: Clerk, office: Office) -> None:
    base, secret, below = (office.sent(title=title) for title in ("基本契約書", "秘密の覚書", "その下の覚書"))
    links(clerk, base, secret, "below:memorandum")
    links(clerk, secret, below, "below:memorandum")
    sets(office, secret, confidential=True)
    shown = card(clerk, base)
    assert "秘密の覚書" not in shown
    assert "その下の覚書" not in shown
    assert "変更あり" not in shown
    assert "秘密の覚書" not in card(clerk, below)


@pytest.mark.shows("MK-37")
def test_the_end_of_an_amendment_becomes_that_of_the_original_once_a_person_confirms(
    clerk: Clerk, office: Office
) -> None:
    base = amended(clerk, office)
    assert "原契約の契約終了日を変更しますか" in card_page(clerk)
    assert "2027年3月31日 → 2028年3月31日" in clerk.text
    assert office.contract(base).ends_on == SPRING
    asked = clerk.path
    clerk.sends(asked, reason="")
    assert "変更の理由を入力してください。" in clerk.text
    clerk.sends(asked, reason="期間延長の合意による")
    assert office.contract(base).ends_on == LATER
    with office.opened.database.reading() as session:
        [row] = session.scalars(select(MetadataChange))
        assert (row.item, row.was, row.became) == ("ends_on", "2027-03-31", "2028-03-31")
        assert (row.source, row.reason) == ("relation", "期間延長の合意による")
        assert "metadata_changed" in session.scalars(select(AuditEvent.code)).all()
    assert "日付を原契約に反映する" not in card(clerk, base)
    clerk.opens(asked)
    assert "原契約の日付は、すでに変更されているか、変更が不要になっています。" in clerk.text


@pytest.mark.shows("MK-37")
def test_a_termination_gives_the_original_its_last_day_unless_it_was_changed_meanwhile(
    clerk: Clerk, office: Office
) -> None:
    base, change = office.sent(title="基本契約書"), office.sent(title="解約合意書")
    sets(office, base, ends_on=LATER, stage=Stage.CONCLUDED)
    sets(office, change, ends_on=SOONER, stage=Stage.CONCLUDED)
    links(clerk, change, base, "above:termination")
    asked = clerk.path
    assert "解約日：未入力 → 2026年12月31日" in clerk.text
    form = clerk.fields(asked)
    sets(office, base, terminated_on=SPRING)
    clerk.at = clerk.client.post(asked, data=form)
    assert clerk.at.status_code == 409
    assert "この画面を開いたあとに日付が変更されました" in clerk.text
    assert "解約日：2027年3月31日 → 2026年12月31日" in clerk.text
    assert office.contract(base).terminated_on == SPRING
    clerk.sends(asked)
    found = office.contract(base)
    assert (found.ends_on, found.terminated_on) == (LATER, SOONER)


@pytest.mark.shows("MK-37")
def test_whoever_presses_twice_changes_the_original_once_and_comes_back_to_it(
    clerk: Clerk, office: Office
) -> None:
    base = amended(clerk, office)
    asked = clerk.path
    form = {**clerk.fields(asked), "reason": "延長\x00の合意"}
    for _ in range(2):
        answer = clerk.client.post(asked, data=form)
        assert (answer.status_code, answer.location) == (303, f"/contracts/{base.contract}#relations")
    with office.opened.database.reading() as session:
        [row] = session.scalars(select(MetadataChange))
    assert (row.became, row.reason) == ("2028-03-31", "延長の合意")


def test_nothing_is_asked_before_the_amendment_is_concluded(clerk: Clerk, office: Office) -> None:
    base, change = office.sent(title="基本契約書"), office.sent(title="変更契約書")
    sets(office, base, ends_on=SPRING, stage=Stage.CONCLUDED)
    sets(office, change, ends_on=LATER)
    links(clerk, base, change, "below:amendment")
    assert clerk.path == f"/contracts/{base.contract}"
    assert "日付を原契約に反映する" not in clerk.text
    sets(office, change, stage=Stage.CONCLUDED)
    assert "日付を原契約に反映する" in card(clerk, base)
    clerk.opens(page_of(change))
    assert "日付を原契約に反映する" in clerk.text


def test_days_that_contradict_each_other_are_not_taken_over(clerk: Clerk, office: Office) -> None:
    base, change = office.sent(title="後から始まる原契約"), office.sent(title="早く終わる変更契約")
    sets(office, base, starts_on=LATER, stage=Stage.CONCLUDED)
    sets(office, change, ends_on=SOONER, stage=Stage.CONCLUDED)
    links(clerk, base, change, "below:amendment")
    clerk.sends(clerk.path, reason="変更契約のとおり")
    assert clerk.at is not None
    assert clerk.at.status_code == 422
    assert office.contract(base).ends_on is None


@pytest.mark.shows("MK-37")
def test_a_contract_without_an_end_that_is_given_one_is_open_ended_no_more(
    clerk: Clerk, office: Office
) -> None:
    base, change = office.sent(title="期間の定めのない原契約"), office.sent(title="終わりを決める変更契約")
    sets(office, base, open_ended=True, stage=Stage.CONCLUDED)
    sets(office, change, ends_on=LATER, stage=Stage.CONCLUDED)
    links(clerk, base, change, "below:amendment")
    assert "「期間の定めなし」は「いいえ」に変わります" in card_page(clerk)
    clerk.sends(clerk.path, reason="変更契約のとおり")
    row = office.contract(base)
    assert (row.ends_on, row.open_ended) == (LATER, False)


@pytest.mark.shows("MK-37", "MK-15")
def test_it_is_told_when_a_contract_whose_end_moves_is_still_to_end(clerk: Clerk, office: Office) -> None:
    base = amended(clerk, office, ending=True)
    assert "原契約は「終了予定」のままで、変更後の契約終了日に更新せず終了します。" in card_page(clerk)
    sets(office, base, ending=False)
    clerk.opens(clerk.path)
    assert "「終了予定」のまま" not in card_page(clerk)


@pytest.mark.parametrize(
    ("kind", "original", "following", "taken"),
    [
        (Kind.AMENDMENT, SPRING, LATER, LATER),
        (Kind.AMENDMENT, None, LATER, LATER),
        (Kind.AMENDMENT, SPRING, SPRING, None),
        (Kind.AMENDMENT, SPRING, None, None),
        (Kind.MEMORANDUM, SPRING, SOONER, SOONER),
        (Kind.TERMINATION, SPRING, SOONER, SOONER),
        (Kind.TERMINATION, SPRING, LATER, None),
        (Kind.TERMINATION, None, SOONER, SOONER),
        (Kind.RENEWAL, SPRING, LATER, None),
        (Kind.INDIVIDUAL, SPRING, LATER, None),
        (Kind.OTHER, SPRING, LATER, None),
    ],
)
def test_only_what_changes_a_contract_moves_its_end(
    kind: Kind, original: date | None, following: date | None, taken: date | None
) -> None:
    assert end_taken_over(kind, Ends(original), following) == taken


def amended(clerk: Clerk, office: Office, *, ending: bool = False) -> Sent:
    """Return a contract whose end a concluded amendment moves; the clerk stands before the question."""
    base, change = office.sent(title="基本契約書"), office.sent(title="変更契約書")
    sets(office, base, ends_on=SPRING, ending=ending, stage=Stage.CONCLUDED)
    sets(office, change, ends_on=LATER, stage=Stage.CONCLUDED)
    links(clerk, base, change, "below:amendment")
    return base


def card_page(clerk: Clerk) -> str:
    assert clerk.path.endswith("/effect")
    return clerk.text
