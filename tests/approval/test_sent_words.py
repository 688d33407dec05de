"""Nothing says that a contract was sent while only the approvers have it."""

import pytest
from sqlalchemy import select

from database.contract import Contract
from database.party import Party
from database.queries.draft_parties import parties_of
from tests.approval.staffed import MANAGER, Staffed
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk

FACT = "<dt>送信日時</dt>"


@pytest.mark.shows("MK-49")
def test_it_is_sent_when_the_first_party_is_asked_and_until_then_only_approval_was(
    clerk: Clerk, house: Staffed, office: Office
) -> None:
    house.routed(house.step("課長の承認", MANAGER))
    draft = clerk.drafts("業務委託契約書", "services")
    clerk.opens(f"/drafts/{draft}/confirmation")
    assert "承認を依頼する" in clerk.text
    clerk.sends(f"/drafts/{draft}/sending")
    for words in ("社内の承認を依頼しました。", "承認依頼日時"):
        assert words in clerk.text
    for words in ("送信しました", FACT):
        assert words not in clerk.text
    manager, page = house.enters(MANAGER), f"/contracts/{draft}"
    manager.opens(page)
    manager.sends(f"{page}/approval")
    office.prepare(Sent(draft, office_parties(office, draft)))
    clerk.opens(page)
    assert FACT in clerk.text


def office_parties(office: Office, draft: str) -> list[Party]:
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == draft)).one()
        return list(parties_of(session, contract))
