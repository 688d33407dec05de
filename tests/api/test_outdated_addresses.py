"""The API cannot tick what a person must see: an address whose 届出 has ended is refused there (AD-19)."""

import pytest

from contracts.filed_addresses import EntryState
from database.contract import Contract
from database.engine import now_of
from database.office import AddressEntry
from tests.api.bureau import Caller
from tests.api.test_drafts import errors
from tests.lifecycle.office import Office, a_pdf

MAIL = "sato@example.com"


def filed(office: Office, state: EntryState) -> None:
    with office.opened.database.writing() as session:
        now = now_of(session)
        session.add(
            AddressEntry(
                organization_id=office.organization.id,
                company="個人",
                company_key="個人",
                title="",
                name="佐藤 一郎",
                mail=MAIL,
                mail_key=MAIL,
                previous_mail="",
                language="ja",
                code_hash="",
                declaration="2026-11",
                state=state,
                remote="",
                secret_id=bytes(32),
                token_digest=state.value,
                filed_at=now,
                confirmed_at=now,
            )
        )


@pytest.mark.shows("AD-19")
def test_an_address_that_was_rejected_is_refused_until_a_newer_entry_holds(
    sender: Caller, office: Office
) -> None:
    person = {"role": "借主", "name": "佐藤 一郎", "email": MAIL}
    contract = sender.draft(parties=[person])
    assert sender.upload(contract, a_pdf()).status_code == 201
    filed(office, EntryState.REJECTED)
    assert errors(sender.send(contract)) == {"/parties/0/email": "address_outdated"}
    filed(office, EntryState.APPROVED)
    assert sender.send(contract).get_json()["code"] == "engine_unavailable"


@pytest.mark.shows("AD-19", "IM-76")
def test_nobody_is_asked_again_at_such_an_address_either(sender: Caller, office: Office) -> None:
    contract = sender.draft(parties=[{"role": "借主", "name": "佐藤 一郎", "email": MAIL}])
    with office.opened.database.writing() as session:
        row = session.query(Contract).filter_by(public_id=contract).one()
        row.sequence, party = 1, row.parties[0].public_id
    filed(office, EntryState.REJECTED)
    again = f"/contracts/{contract}/parties/{party}/reissue"
    assert errors(sender.post(again)) == {"/parties/0/email": "address_outdated"}
    filed(office, EntryState.APPROVED)
    assert sender.post(again).get_json()["code"] == "engine_unavailable"
