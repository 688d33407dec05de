import re
from datetime import timedelta

import pytest

from database.queries import unstamped
from tests.counterparty.office import Office
from tests.desk.cases import agreed_by, sent_by
from tests.desk.site import Clerk

WAITING = "/contracts?unstamped=yes"


def found(clerk: Clerk) -> list[str]:
    """Return the pages of the contracts that the list shows as without a timestamp."""
    rows = re.findall(r"<tr>.*?</tr>", clerk.text, re.DOTALL)
    marked = [row for row in rows if "タイムスタンプ未付与" in row]
    return [match for row in marked for match in re.findall(r'<a href="(/contracts/[0-9a-f-]{36})">', row)]


@pytest.mark.shows("LW-11")
def test_an_agreement_that_has_no_timestamp_yet_is_shown_as_such(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    page, step = f"/contracts/{case.contract}", "同意の署名（付与後に次の署名順へ進みます）"
    clerk.opens(page)
    assert "タイムスタンプ未付与" not in clerk.text
    agreed_by(office, case)
    clerk.opens(page)
    assert step in clerk.text
    clerk.opens(WAITING)
    assert found(clerk) == [page]
    office.seal(case, case.parties[0])
    clerk.opens(page)
    assert step not in clerk.text
    assert "締結の署名（付与後に合意証明書を作成します）" in clerk.text
    office.conclude(case)
    clerk.opens(page)
    assert "タイムスタンプ未付与" not in clerk.text
    clerk.opens(WAITING)
    assert found(clerk) == []


def test_home_and_readyz_tell_of_it_once_it_is_late_and_pages_go_on(
    clerk: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = sent_by(clerk, office)
    agreed_by(office, case)
    clerk.opens("/")
    assert "タイムスタンプを付けられない状態が続いています" not in clerk.text
    monkeypatch.setattr(unstamped, "LATE_AFTER", timedelta(seconds=-1))
    clerk.opens("/")
    assert "タイムスタンプを付けられない状態が続いています" in clerk.text
    assert f'href="{WAITING}"' in clerk.text
