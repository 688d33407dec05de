"""相手方が入力した値: seen by staff once it is agreed to, and taken over only by them (AD-20)."""

import json
from datetime import date

import pytest

from contracts import acts
from contracts.acts import Origin
from contracts.certificate import Detail
from contracts.fields import filled_in, typed_fields, value_digest
from database.audit import AuditEvent
from database.certificate_lines import Lines
from database.contract import Contract
from database.inputs import inputs_in, values_in
from database.party import Party
from database.proposals import ProposalAnswer
from database.queries.typed_values import entries_of, freeze, save_value
from database.spots import spots_of_round
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Asked, Plan
from tests.desk.site import Clerk
from webapp.access.asking import new_key

ADDRESS = "東京都千代田区神田𠮷町1-2-3"
FIELDS = (
    Asked("入居日", maps_to="starts_on"),
    Asked("満了日", maps_to="ends_on"),
    Asked("現住所", maps_to="address"),
    Asked("反社会的勢力でないことを確約します。", kind="check"),
)
VALUES = ("令和8年12月1日", "いつか", ADDRESS, "on")


def agreed(office: Office, values: tuple[str, ...] = VALUES, fields: tuple[Asked, ...] = FIELDS) -> Sent:
    """The only party types the values and agrees."""
    sent = office.sent(Plan(imprint=False, fields=fields))
    party, contract = sent.parties[0], office.contract(sent)
    with office.opened.database.writing() as session:
        row = session.get_one(Party, party.id)
        for entry, value in zip(entries_of(session, row, 1), values, strict=True):
            save_value(session, row, entry.row, 1, value)
        form = freeze(session, row, 1)
    origin = Origin(party.public_id)
    terms = acts.AcceptTerms(new_key(), origin, party.public_id, 1, terms_version="2026-11")
    agree = acts.Agree(
        key=new_key(),
        origin=origin,
        party=party.public_id,
        round=1,
        shown_digest=contract.sent_digest,
        shown_revision=1,
        imprint="",
        imprint_digest="",
        authenticated=["mail_link"],
        form=form.public_id,
        form_digest=form.digest,
        filled=filled_in(typed_fields(form.values)),
    )
    for act in (terms, agree):
        office.engine.ask(sent.contract, act)
    return sent


def actions(clerk: Clerk) -> list[str]:
    return [
        piece.split('"')[0] for piece in clerk.text.split('action="') if "/proposals/" in piece.split('"')[0]
    ]


def audited(office: Office, code: str) -> list[dict[str, str]]:
    with office.opened.database.reading() as session:
        return [json.loads(row.facts) for row in session.query(AuditEvent).filter_by(code=code)]


@pytest.mark.shows("AD-20", "CL-52")
def test_a_typed_day_is_proposed_and_changes_the_contract_only_when_it_is_taken_over(
    clerk: Clerk, office: Office
) -> None:
    sent = agreed(office)
    clerk.opens(f"/contracts/{sent.contract}")
    assert "相手方が入力した値" in clerk.text
    assert "いまの内容 未入力 → 2026年12月1日" in clerk.text
    assert office.contract(sent).starts_on is None
    clerk.sends(actions(clerk)[0], verdict="adopt")
    assert "「契約開始日」に反映済み" in clerk.text
    assert office.contract(sent).starts_on == date(2026, 12, 1)
    [told] = audited(office, "proposal_adopted")
    assert (told["before"], told["after"]) == ("", "2026-12-01")


@pytest.mark.shows("AD-20")
def test_a_proposal_that_is_left_or_unreadable_changes_nothing(clerk: Clerk, office: Office) -> None:
    sent = agreed(office)
    clerk.opens(f"/contracts/{sent.contract}")
    assert "日付として読み取れないため" in clerk.text
    first, second, _address = actions(clerk)
    clerk.sends(first, verdict="leave")
    assert "反映しない（" in clerk.text
    assert clerk.sends(second, verdict="adopt").status_code == 422
    contract = office.contract(sent)
    assert (contract.starts_on, contract.ends_on) == (None, None)
    assert [told["after"] for told in audited(office, "proposal_left")] == [""]


def test_other_words_are_kept_as_adopted_once_and_the_log_holds_their_hash(
    clerk: Clerk, office: Office
) -> None:
    sent = agreed(office)
    clerk.opens(f"/contracts/{sent.contract}")
    url = actions(clerk)[2]
    form = {**clerk.fields(url), "verdict": "adopt"}
    for _ in range(2):
        clerk.client.post(url, data=form)
    with office.opened.database.reading() as session:
        [row] = session.query(ProposalAnswer).all()
    assert (row.value, row.adopted, row.maps_to) == (ADDRESS, True, "address")
    assert audited(office, "proposal_adopted")[0]["after"] == value_digest(ADDRESS)
    assert clerk.client.post(url.replace(row.field, "another"), data=form).status_code == 404
    assert sent.contract == office.contract(sent).public_id


def test_what_is_typed_but_not_agreed_to_is_not_shown_to_staff(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(imprint=False, fields=FIELDS))
    with office.opened.database.writing() as session:
        row = session.get_one(Party, sent.parties[0].id)
        save_value(session, row, entries_of(session, row, 1)[2].row, 1, ADDRESS)
        freeze(session, row, 1)
    clerk.opens(f"/contracts/{sent.contract}")
    assert ADDRESS not in clerk.text


@pytest.mark.shows("IM-61")
def test_signing_gets_the_fields_and_the_values_that_were_agreed_to(office: Office) -> None:
    sent = agreed(office)
    with office.opened.database.reading() as session:
        party = session.get_one(Party, sent.parties[0].id)
        form = [one.typed for one in entries_of(session, party, 1)]
        spots = spots_of_round(session, office.contract(sent), 1)
        assert [one.label for one in inputs_in(party, spots, 1)] == [one.label for one in FIELDS]
        assert [one.value for one in values_in(party, spots, form, 1)] == list(VALUES)
        assert not inputs_in(party, spots, 2)
        assert not values_in(party, spots, form, 2)


def test_the_certificate_names_each_field_with_the_hash_of_its_value(office: Office) -> None:
    sent = agreed(office)
    with office.opened.database.reading() as session:
        contract = session.query(Contract).filter_by(public_id=sent.contract).one()
        lines = Lines(session, contract).of_party(session.get_one(Party, sent.parties[0].id))
    details = next(line for line in lines if line.kind == "agreement_recorded").details
    assert Detail("field", "現住所") in details
    assert Detail("field_sha256", value_digest(ADDRESS)) in details
    assert Detail("field_value", ADDRESS) in details
    assert Detail("field_check", "on") in details
