"""関連する契約: said once, seen on both, taken away from either side, never telling of what is hidden."""

import re

from sqlalchemy import select, update

from database.audit import AuditEvent
from database.contract import Contract
from tests.counterparty.office import Office
from tests.desk.site import Clerk


def test_two_contracts_are_linked_seen_on_both_and_parted(clerk: Clerk, office: Office) -> None:
    lease, memo = office.sent(title="賃貸借契約"), office.sent(title="賃料改定の覚書")
    number = office.contract(memo).number or ""
    page = f"/contracts/{lease.contract}/relations"
    clerk.opens(page)
    form = {**clerk.fields(page), "number": number.replace("-", "－"), "kind": "memorandum"}
    for _twice in range(2):
        clerk.at = clerk.client.post(page, data=form, follow_redirects=True)
    card = clerk.text.partition('id="relations"')[2].partition("</section>")[0]
    assert card.count("賃料改定の覚書") == 1
    assert ">覚書<" in card
    clerk.opens(f"/contracts/{memo.contract}")
    card = clerk.text.partition('id="relations"')[2].partition("</section>")[0]
    assert ">原契約<" in card
    assert "賃貸借契約" in card
    clerk.opens(f"/contracts/{memo.contract}/relations")
    removal = re.search(r'action="([^"]+/removal)"', clerk.text)
    assert removal is not None
    clerk.sends(removal[1])
    assert "賃貸借契約" not in clerk.text.partition('id="relations"')[2].partition("</section>")[0]
    with office.opened.database.reading() as session:
        codes = list(session.scalars(select(AuditEvent.code)))
    assert (codes.count("contracts_related"), codes.count("contracts_parted")) == (1, 1)


def test_a_number_that_leads_nowhere_is_refused_with_what_was_typed(clerk: Clerk, office: Office) -> None:
    lease, secret = office.sent(title="賃貸借契約"), office.sent(title="親展の契約")
    hide = update(Contract).where(Contract.public_id == secret.contract).values(confidential=True)
    with office.opened.database.writing() as session:
        session.execute(hide)
    page = f"/contracts/{lease.contract}/relations"
    for number, told in (
        ("2026-999999", "この契約番号の契約は見つかりません。"),
        (office.contract(secret).number, "この契約番号の契約は見つかりません。"),
        (office.contract(lease).number, "この契約自身か、すでに関連を登録した契約です。"),
        ("", "契約番号を入力してください。"),
    ):
        clerk.opens(page)
        assert clerk.sends(page, number=number, kind="renewal").status_code == 422
        assert told in clerk.text
        assert f'value="{number}"' in clerk.text
