"""A company that abuses the good name of the installation: one command and its links are dead (T53)."""

import pytest

from cli import __main__ as warifu
from contracts.acts import Agree
from contracts.letters import Letter
from contracts.policies import LimitReached
from database.letters.forwarding import outgoing
from database.usage import require_room_to_send
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor

STOPPED = "この送信者からの手続きは停止されています"


@pytest.fixture
def command(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = office.opened.settings
    monkeypatch.setenv("WARIFU_HOME", str(settings.home))
    monkeypatch.setenv("WARIFU_DATABASE_URL", settings.database_url)


def suspends(office: Office) -> int:
    return warifu.main(["organization", "suspend", office.organization.name, "--reason", "偽の請求書"])


def resumes(office: Office) -> int:
    return warifu.main(["organization", "resume", office.organization.public_id])


@pytest.mark.shows("T53")
@pytest.mark.usefixtures("command")
def test_every_link_is_dead_at_once_with_a_sentence_and_lives_again_when_it_is_resumed(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(imprint=False))
    token = office.link(sent.parties[0])
    visitor.enters(token)
    visitor.sends("/c/contract/reading")
    typed = visitor.fields("/c/agreement/confirmation")
    assert suspends(office) == 0
    assert visitor.opens("/c/contract").status_code == 410
    assert STOPPED in visitor.text
    assert visitor.client.post("/c/agreement/confirmation", data=typed).status_code == 410
    assert office.engine.acts(Agree) == []
    fresh = Visitor(visitor.site)
    fresh.arrives(token)
    assert STOPPED in fresh.text
    assert resumes(office) == 0
    assert visitor.opens("/c/contract").status_code == 200
    assert STOPPED not in visitor.text


@pytest.mark.shows("T53")
@pytest.mark.usefixtures("command")
def test_nothing_leaves_a_suspended_company_but_letters_to_its_own_people(office: Office) -> None:
    letters = [
        Letter("reminder", "1", "sato@example.com", "", "佐藤 一郎", party="p"),
        Letter("undelivered", "2", office.owner.mail, "", office.owner.name),
    ]
    assert (suspends(office), suspends(office)) == (0, 0)
    with office.opened.database.reading() as session:
        with pytest.raises(LimitReached) as refused:
            require_room_to_send(session, office.organization.id)
        assert refused.value.facts == {"what": "suspended"}
        due = outgoing(session, office.organization.id, letters)
        assert [letter.to for letter in due] == [office.owner.mail]
    assert (resumes(office), resumes(office)) == (0, 0)
    with office.opened.database.reading() as session:
        require_room_to_send(session, office.organization.id)
        assert len(outgoing(session, office.organization.id, letters)) == len(letters)
    told = [line for line in office.dump() if "organization_" in line and "command" in line]
    assert [line.count("organization_suspended") for line in told] == [1, 0]


@pytest.mark.usefixtures("command")
def test_a_company_that_is_not_there_is_said_to_be_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert warifu.main(["organization", "suspend", "株式会社ないない", "--reason", "x"]) == 1
    assert "という会社はありません" in capsys.readouterr().err
