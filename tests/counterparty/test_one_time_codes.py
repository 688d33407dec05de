import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from adapters.keys import KeyPurpose, MasterKey, MasterKeys
from adapters.mail import MailRenderer
from adapters.secrets import CodeMaker
from contracts.one_time_codes import LIFE, Cap, CodeBinding, CodeChannel, CodePurpose
from database.factors import OneTimeCode
from database.notice_desk import NoticeDesk
from database.one_time_codes import CodeAsked, CodesUsedUp, CodeTried, Outcome, Trial, issue_code, try_code
from database.party import Party
from tests.counterparty.office import Office

MAKER = CodeMaker(MasterKeys.of(MasterKey(b"code key of these tests, 32 byte")).derived(KeyPurpose.CODES))
BROWSER, MAIL, REMOTE = "b" * 64, "sato@shoji.example", "192.0.2.7"


@dataclass
class Desk:
    """Whoever asks for codes and tries them, for one party."""

    office: Office
    party: Party
    purpose: CodePurpose = CodePurpose.SIGNING_URL

    @property
    def binding(self) -> CodeBinding:
        return CodeBinding(self.party.public_id, self.purpose, BROWSER)

    def asks(self, mail: str = MAIL, remote: str = REMOTE, browser: str = BROWSER) -> tuple[str, OneTimeCode]:
        """Return the digits that the mail carries, and the row."""
        binding = replace(self.binding, browser=browser)
        with self.office.opened.database.writing() as session:
            party = session.get_one(Party, self.party.id)
            asked = CodeAsked(party, binding, CodeChannel.MAIL, mail, remote, {"name": "佐藤 一郎"})
            row = issue_code(session, asked, MAKER.mint(binding))
        return MAKER.code(row.secret_id), row

    def tries(self, code: str, binding: CodeBinding | None = None) -> Trial:
        bound = binding or self.binding
        with self.office.opened.database.writing() as session:
            party = session.get_one(Party, self.party.id)
            return try_code(session, CodeTried(party, bound, REMOTE), MAKER.proof(bound, code))

    def ages(self, row: OneTimeCode, by: timedelta) -> None:
        with self.office.opened.database.writing() as session:
            kept = session.get_one(OneTimeCode, row.id)
            kept.created_at, kept.expires_at = kept.created_at - by, kept.expires_at - by


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office, office.sent().parties[0])


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


@pytest.mark.shows("T16")
def test_a_right_code_passes_once_and_its_replay_finds_no_code(desk: Desk) -> None:
    code, row = desk.asks()
    passed = desk.tries(code)
    assert (passed.outcome, passed.code and passed.code.public_id) == (Outcome.RIGHT, row.public_id)
    assert desk.tries(code).outcome is Outcome.NONE_LIVE
    assert desk.office.party(desk.party).code_tries == 0


@pytest.mark.shows("T16")
def test_after_ten_minutes_a_code_is_worth_nothing(desk: Desk) -> None:
    code, row = desk.asks()
    desk.ages(row, LIFE)
    assert desk.tries(code).outcome is Outcome.NONE_LIVE


@pytest.mark.shows("T16", "T04")
def test_a_code_serves_no_other_purpose_browser_or_party(desk: Desk) -> None:
    code, _row = desk.asks()
    other = Desk(desk.office, desk.office.sent(title="乙の契約").parties[0])
    assert other.tries(code).outcome is Outcome.NONE_LIVE
    for binding in (
        replace(desk.binding, purpose=CodePurpose.FACTOR),
        replace(desk.binding, browser="c" * 64),
    ):
        assert desk.tries(code, binding).outcome is Outcome.NONE_LIVE
    other.asks("else@shoji.example")
    assert other.tries(code).outcome is Outcome.WRONG


@pytest.mark.shows("T16")
def test_the_newest_code_alone_counts(desk: Desk) -> None:
    earlier, _row = desk.asks()
    newest, _row = desk.asks()
    assert desk.tries(earlier).outcome is (Outcome.RIGHT if earlier == newest else Outcome.WRONG)
    assert desk.tries(newest).outcome is Outcome.RIGHT


@pytest.mark.shows("T15", "T16")
def test_asking_anew_gives_no_tries_back(desk: Desk) -> None:
    left = []
    for _ in range(4):
        code, _row = desk.asks()
        left.append(desk.tries(wrong(code)).left)
    code, _row = desk.asks()
    assert left == [4, 3, 2, 1]
    assert desk.tries(wrong(code)).outcome is Outcome.LOCKED
    assert desk.tries(code).outcome is Outcome.LOCKED


@pytest.mark.shows("T15", "T16")
def test_of_twenty_tries_at_once_no_more_than_five_are_compared(desk: Desk) -> None:
    code, _row = desk.asks()
    compared: list[str] = []
    bound = desk.binding

    def one_try(guess: int) -> Outcome:
        typed = f"{(int(code) + 1 + guess) % 10**6:06}"
        proof = MAKER.proof(bound, typed)

        def counted(salt: bytes) -> str:
            compared.append(typed)
            return proof(salt)

        with desk.office.opened.database.writing() as session:
            party = session.get_one(Party, desk.party.id)
            return try_code(session, CodeTried(party, bound, REMOTE), counted).outcome

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(one_try, range(20)))
    assert len(compared) == 5
    assert (outcomes.count(Outcome.WRONG), outcomes.count(Outcome.LOCKED)) == (4, 16)
    assert desk.tries(code).outcome is Outcome.LOCKED


@pytest.mark.shows("T16")
def test_of_two_right_tries_at_once_one_passes(desk: Desk) -> None:
    code, _row = desk.asks()
    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(one.outcome for one in pool.map(desk.tries, (code, code)))
    assert outcomes == [Outcome.NONE_LIVE, Outcome.RIGHT]


@pytest.mark.shows("T17", "MK-54")
def test_the_sixth_code_of_an_hour_is_not_sent_whoever_asks_for_whichever_contract(desk: Desk) -> None:
    rows = [desk.asks(remote=f"192.0.2.{at}")[1] for at in range(5)]
    other = Desk(desk.office, desk.office.sent(title="乙の契約").parties[0])
    with pytest.raises(CodesUsedUp) as refused:
        other.asks(f" {MAIL.upper()} ", remote="198.51.100.1", browser="d" * 64)
    assert refused.value.cap is Cap.ADDRESS
    desk.ages(rows[0], timedelta(hours=1))
    other.asks()


@pytest.mark.shows("T17")
def test_the_twenty_first_code_of_an_hour_from_one_network_is_not_sent(desk: Desk) -> None:
    for at in range(20):
        desk.asks(f"person{at}@shoji.example")
    with pytest.raises(CodesUsedUp) as refused:
        desk.asks("person20@shoji.example")
    assert refused.value.cap is Cap.REMOTE
    desk.asks("person20@shoji.example", remote="198.51.100.1")


@pytest.mark.shows("T17")
def test_codes_that_strangers_ask_for_take_nothing_from_the_share_of_a_link(desk: Desk) -> None:
    for _ in range(5):
        desk.asks()
    factor = replace(desk, purpose=CodePurpose.FACTOR)
    for at in range(5):
        factor.asks(f"other{at}@shoji.example")
    with pytest.raises(CodesUsedUp) as refused:
        factor.asks()
    assert refused.value.cap is Cap.ADDRESS
    other = desk.office.sent(title="乙の契約").parties[0]
    replace(factor, party=other).asks()


@pytest.mark.shows("T17")
def test_the_mail_to_an_unproved_address_carries_nothing_that_a_stranger_typed(desk: Desk) -> None:
    renderer = MailRenderer("http://127.0.0.1:8080", "")
    for language, greeting in (("ja", "ご担当者 様"), ("en", "Dear Sir or Madam")):
        _code, row = desk.asks()
        due = NoticeDesk(desk.office.opened.database).auth_code(row.public_id)
        assert due is not None
        letter = due[0]
        facts = {**letter.facts, "to_company": letter.to_company, "to_name": letter.to_name, "code": "012345"}
        mail = renderer.render(letter.template, facts, language)
        assert mail.text.startswith(f"{greeting}\n")
        assert greeting in mail.html
        assert "佐藤" not in mail.subject + mail.text + mail.html


@pytest.mark.shows("T12")
def test_the_database_holds_no_code_and_the_letter_is_made_from_the_key(desk: Desk) -> None:
    desk = replace(desk, purpose=CodePurpose.FACTOR)
    code, row = desk.asks()
    assert code not in json.dumps([vars(row)["digest"], vars(row)["facts"]])
    due = NoticeDesk(desk.office.opened.database).auth_code(row.public_id)
    assert due is not None
    letter, secret_id = due
    assert (letter.to, letter.to_name, MAKER.code(secret_id)) == (MAIL, "佐藤 一郎", code)
    assert code not in repr(letter)
    desk.tries(code)
    assert NoticeDesk(desk.office.opened.database).auth_code(row.public_id) is None
