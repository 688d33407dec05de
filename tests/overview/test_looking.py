"""What the auditor of another organisation sees and does not see, and what is told of it."""

import re
from datetime import timedelta

import pytest

from contracts.life import civil_day
from contracts.roles import Role
from database.engine import now_of
from tests.access.house import House
from tests.chains import first_broken_link
from tests.counterparty.office import Sent
from tests.desk.cases import concluded
from tests.desk.site import Clerk
from tests.overview.group import Group

LOOKS = ("overview_listed", "overview_viewed", "overview_downloaded")


def done(house: House, title: str = "建物賃貸借契約書") -> Sent:
    sent = house.office.sent(title=title)
    concluded(house.office, sent)
    return sent


@pytest.mark.shows("MK-81")
def test_nobody_is_let_in_before_the_other_organisation_says_so(
    auditor: Clerk, group: Group, house: House
) -> None:
    sent = done(house)
    assert "閲覧できる組織はまだありません" in auditor.opens("/overview").text
    assert group.auditor.public_id in auditor.text
    own = f"/overview/{house.office.organization.public_id}"
    tried = [own, f"{own}/contracts/{sent.contract}", f"/contracts/{sent.contract}"]
    assert [auditor.opens(path).status_code for path in tried] == [404] * 3


@pytest.mark.shows("MK-81")
def test_a_contract_is_read_with_its_parties_stage_days_and_timeline(
    auditor: Clerk, group: Group, house: House
) -> None:
    sent, base = done(house), group.lets_look()
    assert house.office.organization.name in auditor.opens("/overview").text
    assert "全1件" in auditor.opens(base).text
    assert "建物賃貸借契約書" in auditor.text
    auditor.opens(f"{base}/contracts/{sent.contract}")
    party = sent.parties[0]
    for shown in (party.name, "締結済み", "合意成立日時", "締結が完了しました", "署名日時"):
        assert shown in auditor.text, shown
    assert party.mail not in auditor.text
    files = [auditor.client.get(f"{base}/contracts/{sent.contract}/{one}.pdf") for one in FILES]
    assert [(one.status_code, one.data[:5]) for one in files] == [(200, b"%PDF-")] * 2


FILES = ("signed", "certificate")


@pytest.mark.shows("MK-81")
def test_files_are_not_taken_where_the_leave_does_not_say_so(
    auditor: Clerk, group: Group, house: House
) -> None:
    sent, base = done(house), group.lets_look(takes_files=False)
    page = f"{base}/contracts/{sent.contract}"
    assert auditor.opens(page).status_code == 200
    assert ".pdf" not in auditor.text
    assert [auditor.opens(f"{page}/{one}.pdf").status_code for one in FILES] == [404] * 2


@pytest.mark.shows("MK-81", "MK-79")
def test_confidential_contracts_and_drafts_are_in_no_list_count_or_search(
    auditor: Clerk, administrator: Clerk, group: Group, house: House
) -> None:
    sent, secret, base = done(house), done(house, "役員の契約書"), group.lets_look()
    house.changes(secret.contract, confidential=True)
    administrator.drafts("秘密の下書き")
    assert "全1件" in auditor.opens(base).text
    assert [word in auditor.text for word in ("役員", "秘密の下書き", sent.contract)] == [False, False, True]
    for word in ("役員", "秘密"):
        assert "全0件" in auditor.opens(f"{base}?q={word}").text
    page = f"{base}/contracts/{secret.contract}"
    tried = [page, *(f"{page}/{one}.pdf" for one in FILES)]
    assert [auditor.opens(path).status_code for path in tried] == [404] * 3


@pytest.mark.shows("MK-81")
def test_nothing_is_changed_from_there(auditor: Clerk, group: Group, house: House) -> None:
    sent, base = done(house), group.lets_look()
    reading = [rule for rule in house.site.url_map.iter_rules() if rule.rule.startswith("/overview")]
    reading = [rule for rule in reading if not rule.rule.startswith("/overview/grants")]
    assert {method for rule in reading for method in rule.methods or ()} == {"GET", "HEAD", "OPTIONS"}
    case = f"{base}/contracts/{sent.contract}"
    assert {auditor.client.post(path).status_code for path in ("/overview", base, case)} == {405}
    doors = [f"/contracts/{sent.contract}/{one}" for one in ("withdrawal", "access", "placement")]
    assert {auditor.client.post(path).status_code for path in doors} == {404}
    auditor.opens(case)
    assert re.findall(r'<form[^>]*action="([^"]+)"', auditor.text) == ["/sign-out", "/language"]
    assert auditor.opens("/overview/grants").status_code == 404


@pytest.mark.shows("MK-81")
def test_every_look_is_in_the_log_of_whose_contracts_they_are_with_who_and_from_where(
    auditor: Clerk, administrator: Clerk, group: Group, house: House
) -> None:
    sent, base = done(house), group.lets_look()
    case = f"{base}/contracts/{sent.contract}"
    for path in (base, case, *(f"{case}/{one}.pdf" for one in FILES)):
        auditor.opens(path)
    rows = group.told(house.office.organization, *LOOKS)
    assert [code for code, _, _ in rows] == [*LOOKS, LOOKS[2]]
    assert {subject for _, subject, _ in rows[1:]} == {sent.contract}
    who = {(facts["from_organization"], facts["from_person"]) for _, _, facts in rows}
    assert who == {("株式会社グループ本社", "監査 律子")}
    assert group.told(group.parent, *LOOKS) == []
    text = administrator.opens("/audit?kind=reading").text
    assert "株式会社グループ本社　監査 律子" in text
    assert text.count("横断閲覧でファイルをダウンロードしました") == 2
    assert text.count("横断閲覧で") == administrator.opens("/audit?person=監査").text.count("横断閲覧で") == 4


@pytest.mark.shows("MK-81", "T07")
def test_what_was_given_ends_at_once_when_it_is_revoked_over_or_the_role_goes(
    auditor: Clerk, group: Group, house: House
) -> None:
    with house.office.opened.database.reading() as session:
        today = civil_day(now_of(session))
    base = group.lets_look(until=today)
    assert auditor.opens(base).status_code == 200
    group.becomes(Role.ADMINISTRATOR)
    assert auditor.opens(base).status_code == 404
    group.becomes(Role.COMPLIANCE)
    assert auditor.opens(base).status_code == 200
    group.revokes()
    assert auditor.opens(base).status_code == 404
    assert auditor.opens(group.lets_look(until=today - timedelta(days=1))).status_code == 404


@pytest.mark.shows("MK-81", "T73")
def test_giving_and_revoking_are_told_in_both_organisations(group: Group, house: House) -> None:
    group.lets_look()
    group.lets_look(takes_files=False)
    ours = group.told(house.office.organization, "overview_given", "overview_revoked")
    theirs = group.told(group.parent, "overview_given_elsewhere", "overview_revoked_elsewhere")
    assert [code for code, _, _ in ours] == ["overview_given", "overview_revoked", "overview_given"]
    assert [code for code, _, _ in theirs] == [f"{code}_elsewhere" for code, _, _ in ours]
    assert {subject for _, subject, _ in [*ours, *theirs]} == {group.auditor.public_id}
    assert {facts["to_person"] for _, _, facts in ours} == {"監査 律子"}
    assert {facts["from_organization"] for _, _, facts in theirs} == {"株式会社サンプル不動産"}
    with house.office.opened.database.reading() as session:
        broken = [first_broken_link(session, one.id) for one in (group.parent, house.office.organization)]
    assert broken == [None, None]
