"""No code of the record is ever printed as a code, and what the other side reads was chosen."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.certificates.words import EVENTS, FACTORS, MAILS
from contracts.authentication import Factor
from contracts.certificate import INTERNAL_KINDS, Audience
from contracts.event_table import KINDS
from database.letters.by_channel import NEWS, WORDINGS
from tests.certificate.sample import an_event, some_facts

AFTER_THE_CERTIFICATE = {
    *("term_opened", "term_began", "term_changed", "term_unsettled", "expiry_approached", "term_ended"),
    *("renewal_asked", "renewal_escalated", "term_rolled_forward"),
}
WITHOUT_A_CERTIFICATE = {"contract_imported"}
TOLD_TO_PARTIES = {
    *("contract_submitted", "round_prepared", "party_invited", "terms_accepted", "document_submitted"),
    *("sent_back", "round_resumed", "round_opened", "agreement_recorded", "agreement_sealed"),
    *("contract_concluded", "certificates_issued", "contract_withdrawn", "round_expired"),
    *("contract_declined", "party_claimed", "party_handed_over", "contact_changed", "conclusion_confirmed"),
    *("link_reissued", "party_reminded", "deadline_extended", "retraction_asked", "retraction_answered"),
}
LETTERS = Path(__file__).parents[2] / "database" / "letters"
TO_A_PARTY = re.compile(r'\.to_party\(\s*\w+,\s*"([a-z_]+)"')


@pytest.mark.shows("LW-44")
def test_every_event_that_a_certificate_can_tell_has_words() -> None:
    assert set(KINDS) - AFTER_THE_CERTIFICATE - WITHOUT_A_CERTIFICATE <= set(EVENTS)
    assert set(Factor) <= set(FACTORS)


@pytest.mark.shows("LW-44")
def test_every_letter_to_a_party_has_a_name() -> None:
    written = {name for path in LETTERS.glob("*.py") for name in TO_A_PARTY.findall(path.read_text())}
    assert {"reminder", "deadline_extended", "sign_request"} <= written
    assert written | set(WORDINGS) | set(WORDINGS.values()) | {NEWS} <= set(MAILS)


@pytest.mark.shows("LW-47")
def test_an_event_of_a_new_kind_is_told_to_the_parties_only_when_somebody_chose_so() -> None:
    assert not TOLD_TO_PARTIES & INTERNAL_KINDS
    assert set(KINDS) - AFTER_THE_CERTIFICATE - WITHOUT_A_CERTIFICATE == TOLD_TO_PARTIES | (
        INTERNAL_KINDS & set(KINDS)
    )
    switched = an_event("2026-11-21T13:02:03.248+09:00", "reminders_switched", 9)
    party = replace(some_facts(), history=(switched,)).for_audience(Audience.PARTY)
    assert party.history == ()
