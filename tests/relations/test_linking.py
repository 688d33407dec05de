"""関連する契約: said once, seen on both, taken away from either side, never telling of what is hidden."""

import re

import pytest
from sqlalchemy import select

from contracts.relation import MOST_RELATED, Kind
from database.audit import AuditEvent
from database.relations import ContractRelation
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.relations.linking import card, links, page_of, sets


@pytest.mark.shows("MK-35")
def test_two_contracts_are_linked_seen_on_both_and_parted(clerk: Clerk, office: Office) -> None:
    lease, memo = office.sent(title="賃貸借契約"), office.sent(title="賃料改定の覚書")
    links(clerk, lease, memo, "below:memorandum")
    shown = card(clerk, lease)
    assert shown.count("賃料改定の覚書") == 1
    assert "覚書　" in shown
    shown = card(clerk, memo)
    assert "原契約　" in shown
    assert "賃貸借契約" in shown
    clerk.opens(page_of(memo))
    removal = re.search(r'action="([^"]+/removal)"', clerk.text)
    assert removal is not None
    clerk.sends(removal[1])
    assert "賃貸借契約" not in card(clerk, memo)
    assert "賃料改定の覚書" not in card(clerk, lease)
    with office.opened.database.reading() as session:
        codes = list(session.scalars(select(AuditEvent.code)))
    assert (codes.count("contracts_related"), codes.count("contracts_parted")) == (1, 1)


@pytest.mark.shows("MK-35", "MK-36")
def test_the_other_contract_is_found_by_number_title_counterparty_and_address(
    clerk: Clerk, office: Office
) -> None:
    lease, memo = office.sent(title="賃貸借契約"), office.sent(title="賃料改定の覚書")
    number = (office.contract(memo).number or "").replace("-", "－")
    page = page_of(lease)
    for typed in (number, "賃料改定", f"http://localhost/contracts/{memo.contract}", memo.contract):
        clerk.opens(f"{page}?q={typed}")
        assert f'value="{memo.contract}" checked' in clerk.text, typed
        assert f'value="{lease.contract}"' not in clerk.text
    links(clerk, lease, memo, "above:memorandum")
    with office.opened.database.reading() as session:
        [row] = session.scalars(select(ContractRelation))
        assert row.contract_id == office.contract(memo).id
        assert row.kind == Kind.MEMORANDUM


def test_what_leads_nowhere_is_refused_with_what_was_typed(clerk: Clerk, office: Office) -> None:
    lease, secret = office.sent(title="賃貸借契約"), office.sent(title="親展の契約")
    office.sent(title="別の賃貸借契約")
    sets(office, secret, confidential=True)
    page = page_of(lease)
    clerk.opens(f"{page}?q=親展の契約")
    assert "あてはまる契約はありません" in clerk.text
    assert "親展の契約</span>" not in clerk.text
    for other, bond, told in (
        (secret.contract, "below:renewal", "相手の契約を選択してください。"),
        ("", "below:renewal", "相手の契約を選択してください。"),
        (lease.contract, "below:renewal", "この契約自身か、すでに関連を登録した契約です。"),
        (lease.contract, "sideways:renewal", "2つの契約の関係を選択してください。"),
    ):
        clerk.opens(f"{page}?q=賃貸借")
        assert clerk.sends(page, other=other, bond=bond, q="賃貸借").status_code == 422
        assert told in clerk.text
        assert 'value="賃貸借"' in clerk.text


def test_an_original_contract_never_follows_from_what_follows_from_it(clerk: Clerk, office: Office) -> None:
    first, second, third = (office.sent(title=title) for title in ("原契約書", "変更契約書", "再変更契約書"))
    links(clerk, first, second, "below:amendment")
    links(clerk, second, third, "below:amendment")
    links(clerk, third, first, "below:memorandum")
    assert clerk.at is not None
    assert clerk.at.status_code == 422
    assert "原契約と派生する契約が逆になります" in clerk.text
    with office.opened.database.reading() as session:
        assert len(session.scalars(select(ContractRelation)).all()) == 2


def test_a_contract_with_all_the_relations_it_may_have_takes_no_more(
    clerk: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("database.queries.relations.MOST_RELATED", 1)
    first, second, third = (
        office.sent(title=title) for title in ("基本契約書", "個別契約書1", "個別契約書2")
    )
    links(clerk, first, second, "below:individual")
    links(clerk, third, first, "above:individual")
    assert "関連は1つの契約につき200件までです" in clerk.text
    assert MOST_RELATED == 200
