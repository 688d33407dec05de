"""社内控 and 相手方控, printed and embedded."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from adapters.certificates import render
from contracts.certificate import Audience
from contracts.event_table import canonical
from tests.certificate.reading import embedded_in, rendered, words_of
from tests.certificate.sample import ADDRESS, REASON, REPLY, a_party, an_event, some_facts

INTERNAL = (ADDRESS, "iPhone", REASON, REPLY)


@pytest.mark.parametrize("audience", list(Audience))
def test_the_embedded_json_is_exactly_the_facts_of_that_copy(audience: Audience) -> None:
    facts = some_facts().for_audience(audience)
    assert canonical(embedded_in(rendered(facts))) == facts.to_json()


@pytest.mark.shows("LW-47")
def test_the_copy_for_the_other_side_holds_nothing_that_is_only_for_inside() -> None:
    own, party = (some_facts().for_audience(side) for side in Audience)
    for secret in INTERNAL:
        assert "".join(secret.split()) in words_of(rendered(own))
        assert "".join(secret.split()) not in words_of(rendered(party))
        assert secret not in party.to_json()
    assert "社内承認" in words_of(rendered(own))
    assert not {"approval_given", "party_locked"} & {event["kind"] for event in events_of(party.to_json())}


@pytest.mark.shows("LW-47")
def test_one_counterparty_sees_its_own_papers_by_name_and_several_do_not_see_each_others() -> None:
    assert "本人確認書類" in some_facts(a_party()).for_audience(Audience.PARTY).to_json()
    assert "本人確認書類" not in some_facts().for_audience(Audience.PARTY).to_json()
    own = replace(a_party(2), own=True)
    assert "本人確認書類" in some_facts(a_party(), own).for_audience(Audience.PARTY).to_json()


def test_each_copy_says_which_it_is_on_every_page() -> None:
    for audience, mark in zip(Audience, ("社内控", "相手方控"), strict=True):
        printed = words_of(rendered(some_facts().for_audience(audience)))
        assert printed.count(f"合意証明書（{mark}）") >= 3


FRESH = """
import sys
from adapters.certificates.confined import draw
from adapters.confinement import Answer
facts = sys.stdin.buffer.read()
sys.stdout.buffer.write(draw(Answer({"sizes": [len(facts)]}, facts)).body)
"""


def test_equal_facts_give_equal_bytes_from_a_standby_and_from_a_fresh_process() -> None:
    drawn, facts = rendered(some_facts()), some_facts().to_json().encode()
    assert render(some_facts()) == drawn
    fresh = subprocess.run([sys.executable, "-c", FRESH], input=facts, capture_output=True, check=True)
    assert fresh.stdout == drawn


def events_of(facts: str) -> list[dict[str, str]]:
    read = json.loads(facts)
    return [*read["history"], *(event for party in read["parties"] for event in party["events"])]


def test_typed_values_are_on_our_own_copy_and_their_hashes_on_both() -> None:
    typed = {"field": "現住所", "field_sha256": "d" * 64, "field_value": "大阪市北区1-1", "field_check": "on"}
    line = an_event("2026-11-20T13:02:03.248+09:00", "agreement_recorded", 9, **typed)
    facts = some_facts(replace(a_party(), events=(line,)))
    own, party = (words_of(rendered(facts.for_audience(side))) for side in Audience)
    for shown in ("入力項目：現住所", "d" * 64):
        assert shown in own
        assert shown in party
    assert "大阪市北区1-1" in own
    assert "印あり" in own
    assert "大阪市北区1-1" not in party
    assert "印あり" not in party
