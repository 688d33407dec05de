"""Issue 2, steps 1 to 6, in a browser on the whole running system, in Japanese and in English."""

import re
from pathlib import Path

import pytest

from tests.journeys import party_clicks as party
from tests.journeys import staff_clicks as staff
from tests.journeys.cast import ENGLISH, JAPANESE, Cast
from tests.journeys.conftest import Opens
from tests.journeys.devices import DESKTOP
from tests.journeys.papers import company_certificate, service_contract
from tests.journeys.running import Running, until
from tests.journeys.verdicts import sha256, verdict
from tests.journeys.windows import Window
from tests.journeys.wording import japanese_lines


@pytest.mark.timeout(300)
@pytest.mark.shows("AD-08", "CS-33", "IM-53")
def test_a_contract_goes_from_its_upload_to_its_papers_by_clicking_labels(
    system: Running, opens: Opens, tmp_path: Path
) -> None:
    printed = system.output.read_text()
    login, password = (
        found(rf"{word}\s+(\S+?)(?:（|\s)", printed) for word in ("ログインID", "仮パスワード")
    )
    whole_life(system, opens, tmp_path, JAPANESE, (login, password))


@pytest.mark.timeout(300)
@pytest.mark.shows("MK-68")
def test_the_same_life_in_english_for_accounts_and_parties_whose_language_it_is(
    system: Running, opens: Opens, tmp_path: Path
) -> None:
    password = account(system, ENGLISH, ENGLISH.sender, "Taro Yamada", "legal")
    whole_life(system, opens, tmp_path, ENGLISH, (ENGLISH.sender, password))
    for signer in (ENGLISH.first, ENGLISH.second):
        assert told_in_japanese(system, signer.mail) == []


def whole_life(system: Running, opens: Opens, folder: Path, cast: Cast, login: tuple[str, str]) -> None:
    """The parties' phones ask for Japanese: what they read is the language that the sender chose."""
    sender, approver = (opens(DESKTOP, cast.language, cast.locale) for _ in range(2))
    first, second = (opens(cast.phone, cast.language) for _ in range(2))
    contract = sent(sender, folder, cast, login)
    password = account(system, cast, cast.approver, cast.approver_name, "approver")
    staff.signs_in_and_changes_password(approver, cast.approver, password)
    staff.approves(approver, cast.title)
    arrives(first, system, cast)
    party.sends_back(first, cast.reason)
    staff.answers_with_a_new_version(sender, contract, written(folder, cast, "330,000"), cast.reply)
    staff.approves(approver, cast.title)
    agree_both(system, cast, first, second, folder)
    party.opens_mail(first, system, cast.first.mail, cast.concluded)
    papers = party.takes_papers(first, folder, cast)
    staff.finds_it_concluded(sender, contract, cast.title)
    own = sender.download("契約書ダウンロード", folder / "own.pdf")
    assert sha256(own) == sha256(papers[0])
    assert [verdict(system, paper) for paper in papers] == [
        ("genuine", "concluded"),
        ("genuine", "certificate"),
    ]


def account(system: Running, cast: Cast, mail: str, name: str, role: str) -> str:
    return system.command("user", "add", mail, "--name", name, "--role", role, "--language", cast.language)


def sent(sender: Window, folder: Path, cast: Cast, login: tuple[str, str]) -> str:
    """Sign in for the first time, draft, come back to the draft, and send it."""
    staff.signs_in_and_changes_password(sender, *login)
    staff.uploads(sender, written(folder, cast, "360,000"))
    staff.fills_in(sender, cast)
    staff.leaves_and_comes_back(sender, cast, login[0])
    return staff.sends(sender, cast)


def arrives(window: Window, system: Running, cast: Cast, mails: int = 1) -> None:
    party.opens_mail(window, system, cast.first.mail, cast.request, mails)
    party.accepts_terms(window)
    party.enters_code(window, cast)
    party.reads_all(window)


def agree_both(system: Running, cast: Cast, first: Window, second: Window, folder: Path) -> None:
    """Both agree to version 2; the second party is asked for a paper first."""
    arrives(first, system, cast, mails=2)
    first.press_below("次へ")
    party.agrees(
        first,
        "person",
        "あなたの同意のあと、全員の同意がそろうと締結となります（あと%(remaining)s名）。",
        remaining=1,
    )
    first.shows("同意を記録しました。まだ締結ではありません。")
    first.see("agreed")
    party.opens_mail(second, system, cast.second.mail, cast.request)
    party.accepts_terms(second)
    party.reads_all(second)
    certificate = folder / f"{cast.paper}.pdf"
    certificate.write_bytes(company_certificate())
    party.hands_in(second, certificate)
    party.agrees(
        second,
        "company",
        "あなたの同意で全員の同意がそろい、締結となります。"
        "続けて締結処理を行い、完了しましたらメールでお知らせします。",
    )
    has_agreed_last(second)


def has_agreed_last(window: Window) -> None:
    said = [re.escape(window.words(one)) for one in ("同意を記録しました", "締結が完了しました")]
    window.heads_text(re.compile("|".join(said)))
    window.see("agreed-last")


def told_in_japanese(system: Running, mail: str) -> list[str]:
    """Return the lines of all mails to `mail` that are Japanese, but for the name of the sender."""
    until(lambda: system.mails(mail, ENGLISH.concluded))
    bodies = [letter.get_body(("plain",)) for letter in system.mails(mail)]
    text = "\n".join(body.get_content() for body in bodies if body is not None)
    subjects = "\n".join(str(letter["Subject"]) for letter in system.mails(mail))
    return japanese_lines(f"{subjects}\n{text}")


def written(folder: Path, cast: Cast, fee: str) -> Path:
    path = folder / f"{cast.title}_{fee}.pdf"
    path.write_bytes(service_contract(fee))
    return path


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, text
    return match[1]
