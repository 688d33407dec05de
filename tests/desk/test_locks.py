"""解除 where the engine holds no lock: it was away at the last try, or the contract is concluded."""

import pytest
from sqlalchemy import update

from contracts.acts import LockParty, Origin, UnlockParty
from contracts.locking import MOST_CODE_TRIES
from database.audit import AuditEvent
from database.party import Party
from tests.chains import first_broken_link
from tests.counterparty.office import Office, Sent
from tests.desk.cases import concluded, sent_by
from tests.desk.site import Clerk
from webapp.access.asking import new_key
from workflows.door import EngineUnavailable


def out_of_tries(office: Office, sent: Sent) -> Party:
    """The party of `sent` has typed five wrong codes, and only SQL knows."""
    party = sent.parties[0]
    spent = {"code_tries": MOST_CODE_TRIES, "access_code_hash": "a hash"}
    with office.opened.database.writing() as session:
        session.execute(update(Party).where(Party.id == party.id).values(**spent))
    return party


def unlocking(sent: Sent) -> str:
    return f"/contracts/{sent.contract}/parties/{sent.parties[0].public_id}/unlocking"


def releases(office: Office) -> list[AuditEvent]:
    with office.opened.database.reading() as session:
        return session.query(AuditEvent).filter_by(code="access_code_unlocked").all()


@pytest.mark.shows("T15")
def test_a_lock_the_engine_was_not_told_of_is_shown_and_released_with_an_audit_row(
    clerk: Clerk, office: Office
) -> None:
    case = sent_by(clerk, office)
    party = out_of_tries(office, case)
    clerk.opens("/approvals")
    assert "建物賃貸借契約書" in clerk.text
    clerk.opens(f"/contracts/{case.contract}")
    assert "アクセスコード停止中" in clerk.text
    clerk.sends(unlocking(case))
    assert "停止を解除しました。" in clerk.text
    assert "アクセスコード停止中" not in clerk.text
    assert office.party(party).code_tries == 0
    [told] = releases(office)
    assert told.subject == case.contract
    assert party.public_id in told.facts
    with office.opened.database.reading() as session:
        assert first_broken_link(session, office.organization.id) is None


@pytest.mark.shows("T15")
def test_a_party_locked_out_of_a_concluded_contract_is_released(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    concluded(office, case)
    party = out_of_tries(office, case)
    clerk.opens("/approvals")
    assert "建物賃貸借契約書" in clerk.text
    clerk.opens(f"/contracts/{case.contract}")
    assert "アクセスコード停止中" in clerk.text
    clerk.sends(unlocking(case))
    assert "停止を解除しました。" in clerk.text
    assert office.party(party).code_tries == 0
    assert len(releases(office)) == 1


def test_a_lock_the_engine_holds_is_released_by_the_engine_alone(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    party = out_of_tries(office, case)
    lock = LockParty(new_key(), Origin(party.public_id), party.public_id, tries=5)
    office.engine.ask(case.contract, lock)
    clerk.opens(f"/contracts/{case.contract}")
    clerk.sends(unlocking(case))
    assert len(office.engine.acts(UnlockParty)) == 1
    assert (office.party(party).progress, office.party(party).code_tries) == ("asked", 0)
    assert releases(office) == []


def test_while_the_engine_is_away_nothing_is_released_and_the_page_says_so(
    clerk: Clerk, office: Office
) -> None:
    case = sent_by(clerk, office)
    party = out_of_tries(office, case)
    clerk.opens(f"/contracts/{case.contract}")
    office.engine.silence = EngineUnavailable()
    assert clerk.sends(unlocking(case)).status_code == 503
    assert office.party(party).code_tries == MOST_CODE_TRIES
    assert releases(office) == []


def test_a_party_that_is_not_locked_is_not_released_twice(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    out_of_tries(office, case)
    clerk.opens(f"/contracts/{case.contract}")
    drawn = clerk.fields(unlocking(case))
    clerk.sends(unlocking(case))
    again = clerk.client.post(unlocking(case), data={**drawn, "key": new_key()})
    assert again.status_code == 409
    assert "この方は停止されていません。" in again.text
    assert len(releases(office)) == 1
