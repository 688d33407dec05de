"""What was registered since the plan is found when it is a file's turn, and left to a person (MK-28)."""

import pytest

from contracts.importing import FileOutcome
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.importing.making import (
    brings,
    contracts_kept,
    files_kept,
    ledger,
    registers,
    scan,
    starts,
    works,
)

ROW = ("秘密保持契約書", "株式会社甲商事", "2024/4/1", "", "")


def first(clerk: Clerk, office: Office) -> str:
    registers(clerk, office, ("原本.pdf", scan(1)), sheet=ledger(("原本.pdf", *ROW)))
    return contracts_kept(office)[0].public_id


@pytest.mark.shows("MK-28")
def test_the_same_file_is_told_with_a_link_and_registered_only_where_a_person_says_so(
    clerk: Clerk, office: Office
) -> None:
    job = brings(clerk, ("写し.pdf", scan(1)))
    known = first(clerk, office)
    starts(clerk, job)
    assert works(office, job) == [FileOutcome.DUPLICATE]
    clerk.opens(f"{job}?outcome=duplicate")
    assert "同じファイルが登録されています" in clerk.text
    assert f'href="/contracts/{known}"' in clerk.text
    clerk.sends(f"{job}/twins", line="1", do="take")
    assert works(office, job) == [FileOutcome.IMPORTED]
    assert [one.title for one in contracts_kept(office)] == ["秘密保持契約書", "写し"]


@pytest.mark.shows("MK-28")
def test_another_scan_of_the_same_title_party_and_day_is_told_too_and_may_be_left_out(
    clerk: Clerk, office: Office
) -> None:
    same = ("再スキャン.pdf", "秘密保持契約書　", "（株）甲商事", "令和6年4月1日", "", "")
    job = brings(clerk, ("再スキャン.pdf", scan(2)), sheet=ledger(same))
    first(clerk, office)
    starts(clerk, job)
    works(office, job)
    clerk.opens(f"{job}?outcome=duplicate")
    assert "契約書名・相手方・締結日が同じ契約があります" in clerk.text
    clerk.sends(f"{job}/twins", line="1", do="leave")
    clerk.opens(f"{job}?outcome=skipped")
    assert "再スキャン.pdf" in clerk.text
    assert len(contracts_kept(office)) == 1


def test_another_party_title_or_day_is_no_twin(clerk: Clerk, office: Office) -> None:
    first(clerk, office)
    rows = (
        ("1.pdf", "秘密保持契約書", "株式会社乙商事", "2024/4/1", "", ""),
        ("2.pdf", "業務委託契約書", "株式会社甲商事", "2024/4/1", "", ""),
        ("3.pdf", "秘密保持契約書", "株式会社甲商事", "2025/4/1", "", ""),
    )
    registers(clerk, office, *((f"{n}.pdf", scan(n + 1)) for n in (1, 2, 3)), sheet=ledger(*rows))
    assert {one.outcome for one in files_kept(office)} == {FileOutcome.IMPORTED}
