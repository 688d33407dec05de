"""What a 契約種別 carries with it: the kind of electronic delivery, and the least level of proof."""

from typing import Any

import pytest
from sqlalchemy import select

from contracts.acts import Submit
from database.contract_type import ContractType
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.desk.typing import begun, kept, of

SIGNER: dict[str, Any] = {"role": "注文者", "name": "佐藤 一郎", "mail": "sato@example.com"}


def filled_in(clerk: Clerk, contract_type: str) -> str:
    page = begun(clerk, title="工事請負契約書", contract_type="other", standing="broker")
    clerk.sends(page, intent="save", **of(clerk.parties()[0], **SIGNER))
    clerk.sends(page, contract_type=contract_type, intent="confirmation")
    return page


@pytest.mark.shows("CF-14")
def test_a_type_that_needs_a_notarial_deed_is_refused_with_the_reason_beside_it(
    clerk: Clerk, office: Office
) -> None:
    with office.opened.database.writing() as session:
        known = session.scalars(select(ContractType).limit(1)).one()
        session.add(
            ContractType(
                organization_id=known.organization_id,
                code="will",
                name="任意後見契約書",
                position=99,
                needs_approval=False,
                edelivery="notarial",
            )
        )
    page = filled_in(clerk, "will")
    assert clerk.path == page
    assert '<option selected value="will">任意後見契約書' in clerk.text
    assert 'id="contract_type-error"' in clerk.text
    assert "公正証書が必要なため、電子では締結できません。" in clerk.text
    assert office.engine.asked == []


@pytest.mark.shows("AD-26")
def test_a_construction_contract_asks_a_code_and_a_consent_whatever_level_was_chosen(
    clerk: Clerk, office: Office
) -> None:
    page = filled_in(clerk, "construction")
    assert clerk.path == f"{page}/confirmation"
    assert "L2　" in clerk.text
    assert "電子交付の承諾" in clerk.text
    clerk.sends(f"{page}/sending")
    submit = office.engine.asked[0]
    assert isinstance(submit, Submit)
    [plan] = submit.parties
    assert (plan.profile, plan.edelivery) == ("L2", "construction")
    assert kept(office, plan.id).profile == "L2"
