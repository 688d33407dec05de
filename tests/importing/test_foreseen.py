"""What looks registered already is said before anything is registered (MK-28)."""

from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from contracts.importing import FileOutcome, ImportState, Twin
from database.contract import Contract
from database.import_twins import twins_from
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.importing.making import (
    brings,
    contracts_kept,
    files_kept,
    job_kept,
    ledger,
    registers,
    scan,
    starts,
    works,
)
from tests.importing.test_command import runs

ROW = ("秘密保持契約書", "株式会社甲商事", "2024/4/1", "", "")


def first(clerk: Clerk, office: Office) -> Contract:
    registers(clerk, office, ("原本.pdf", scan(1)), sheet=ledger(("原本.pdf", *ROW)))
    return contracts_kept(office)[0]


def hidden(office: Office) -> None:
    with office.opened.database.writing() as session:
        session.execute(update(Contract).values(confidential=True))


def outcomes(office: Office) -> list[str]:
    return [one.outcome for one in files_kept(office)]


@pytest.mark.shows("MK-28")
def test_the_plan_names_the_contract_that_a_file_looks_like_and_starts_without_that_file(
    clerk: Clerk, office: Office
) -> None:
    known = first(clerk, office)
    sheet = ledger(
        ("新.pdf", "業務委託契約書", "乙", "2024/4/1", "", ""),
        ("写し.pdf", "覚書", "丙", "2024/4/1", "", ""),
        ("再スキャン.pdf", "秘密保持契約書　", "（株）甲商事", "令和6年4月1日", "", ""),
    )
    job = brings(clerk, ("新.pdf", scan(2)), ("写し.pdf", scan(1)), ("再スキャン.pdf", scan(3)), sheet=sheet)
    clerk.opens(f"{job}?outcome=duplicate")
    assert "重複の可能性があるファイルが2件あります" in clerk.text
    assert "同じファイルが登録されています" in clerk.text
    assert "契約書名・相手方・締結日が同じ契約があります" in clerk.text
    assert clerk.text.count(f'href="/contracts/{known.public_id}"') == 2
    assert str(known.number) in clerk.text
    starts(clerk, job)
    assert works(office) == [FileOutcome.IMPORTED]
    assert outcomes(office) == [FileOutcome.IMPORTED, FileOutcome.DUPLICATE, FileOutcome.DUPLICATE]


def test_a_file_chosen_twice_and_two_rows_of_one_contract_are_found_in_the_job_itself(
    clerk: Clerk, office: Office
) -> None:
    sheet = ledger(*((name, *ROW) for name in ("a.pdf", "c.pdf")), ("b.pdf", "覚書", "", "", "", ""))
    job = brings(clerk, ("a.pdf", scan(1)), ("b.pdf", scan(1)), ("c.pdf", scan(2)), sheet=sheet)
    assert [twins_from(one.twins) for one in files_kept(office)] == [
        [],
        [("1", Twin.JOB_FILE)],
        [("1", Twin.JOB_FACTS)],
    ]
    clerk.opens(f"{job}?outcome=duplicate")
    assert clerk.text.count("1件目「a.pdf」") == 2


def test_before_the_start_a_person_says_what_of_it_is_registered_and_may_think_better_of_it(
    clerk: Clerk, office: Office
) -> None:
    first(clerk, office)
    job = brings(clerk, ("1.pdf", scan(1)), ("2.pdf", scan(1)))
    clerk.opens(f"{job}?outcome=duplicate")
    clerk.sends(f"{job}/twins", line=["1", "2"], do="leave")
    assert outcomes(office) == [FileOutcome.SKIPPED] * 2
    clerk.opens(f"{job}?outcome=skipped")
    clerk.sends(f"{job}/twins", line="2", do="take")
    assert (outcomes(office), job_kept(office).state) == (
        [FileOutcome.SKIPPED, FileOutcome.WAITING],
        ImportState.PLANNED,
    )
    assert len(contracts_kept(office)) == 1
    starts(clerk, job)
    assert works(office) == [FileOutcome.IMPORTED]


def test_of_a_hidden_contract_registered_since_the_plan_no_second_one_is_made(
    clerk: Clerk, colleague: Clerk, office: Office
) -> None:
    job = brings(colleague, ("写し.pdf", scan(1)))
    assert outcomes(office) == [FileOutcome.WAITING]
    first(clerk, office)
    hidden(office)
    starts(colleague, job)
    assert works(office, job) == [FileOutcome.DUPLICATE]


@pytest.mark.shows("MK-79")
def test_of_a_contract_that_one_may_not_see_it_is_said_only_that_the_very_file_is_registered(
    clerk: Clerk, colleague: Clerk, office: Office
) -> None:
    known = first(clerk, office)
    hidden(office)
    same = ("再スキャン.pdf", *ROW)
    sheet = ledger(("写し.pdf", "覚書", "丙", "", "", ""), same)
    job = brings(colleague, ("写し.pdf", scan(1)), ("再スキャン.pdf", scan(2)), sheet=sheet)
    assert [twins_from(one.twins) for one in files_kept(office)] == [[("", Twin.UNSEEN)], []]
    colleague.opens(f"{job}?outcome=duplicate")
    assert "同じファイルがすでに登録されています" in colleague.text
    told = colleague.client.get(f"{job}/results.csv").data.decode("utf-8-sig")
    for text in (colleague.text, told):
        assert not [word for word in (known.public_id, str(known.number), known.title) if word in text]


def test_a_contract_hidden_since_the_plan_is_named_no_longer(
    clerk: Clerk, colleague: Clerk, office: Office
) -> None:
    known = first(clerk, office)
    job = brings(colleague, ("写し.pdf", scan(1)))
    colleague.opens(job)
    assert known.public_id in colleague.text
    hidden(office)
    colleague.opens(job)
    assert (known.public_id in colleague.text, "同じファイルがすでに登録されています" in colleague.text) == (
        False,
        True,
    )


def test_a_dry_run_lists_what_looks_registered_already(
    capsys: pytest.CaptureFixture[str], clerk: Clerk, office: Office, tmp_path: Path
) -> None:
    known, folder = first(clerk, office), tmp_path / "紙"
    folder.mkdir()
    for name, mark in (("a.pdf", 1), ("b.pdf", 2), ("c.pdf", 2)):
        (folder / name).write_bytes(scan(mark))
    said = runs(capsys, office, folder, "--dry-run")
    assert said.code == 1
    assert f"a.pdf: 同じファイルが登録されています（{known.number} " in said.out
    assert f"/contracts/{known.public_id}）" in said.out
    assert "c.pdf: 今回の中に同じファイルがあります（2件目 b.pdf）" in said.out
    assert "登録できるもの 1件、エラー 0件" in said.out
    assert runs(capsys, office, folder, "--dry-run", "--duplicates", "import").code == 0
    with office.opened.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Contract)) == 1
