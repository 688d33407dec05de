"""What 文書情報の入力 and 確認・送信 say of a draft: nothing that nobody entered; where each signs."""

import re
from datetime import date

from sqlalchemy import select

from database.contract import Contract
from database.party import Party
from database.placing import PartyBox
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.desk.typing import begun, kept, of
from webapp.texts.periods import period_pairs


def test_a_day_that_nobody_entered_is_never_said_to_be_no_term_of_the_contract(clerk: Clerk) -> None:
    with clerk.site.test_request_context():
        assert period_pairs(Contract(open_ended=False)) == ()
        starts, ends = period_pairs(Contract(starts_on=date(2026, 4, 1), open_ended=False))
        assert (starts, ends) == (("契約開始日", "2026年4月1日"), ("契約終了日", "未入力"))
        assert period_pairs(Contract(open_ended=True))[1] == ("契約終了日", "期間の定めなし")


def test_the_confirmation_says_where_each_party_signs_and_whose_address_is_free_mail(
    clerk: Clerk, office: Office
) -> None:
    page = begun(clerk, title="秘密保持契約書", contract_type="nda", standing="own_signer")
    theirs, ours = clerk.parties()
    typed = {
        **of(theirs, company="株式会社乙社", name="乙山 次郎", mail="otsu@gmail.com"),
        **of(ours, name="法務 花子", mail="president@sample.example"),
    }
    both = clerk.sends(page, intent="confirmation", open_ended="y", ends_on="2027/3/31", **typed)
    assert both.status_code == 422
    clerk.sends(page, intent="confirmation", open_ended="y", ends_on="", starts_on="2026/4/1")
    assert "2026年4月1日 〜 期間の定めなし" in clerk.text
    assert f'href="{page}#party-{theirs}">乙　株式会社乙社　乙山 次郎 様</a>' in clerk.text
    assert clerk.text.count("ボックスなし（末尾の署名欄）") == 2
    assert _done(clerk) == ["文書のアップロード", "文書情報の入力"]
    with office.opened.database.writing() as session:
        row = session.scalars(select(Party).where(Party.public_id == theirs)).one()
        place = {"document": 1, "page": 1, "x": 72.0, "y": 500.0, "width": 68.0, "height": 68.0}
        session.add(PartyBox(organization_id=row.organization_id, party_id=row.id, kind="seal", **place))
    clerk.opens(clerk.path)
    assert "署名ボックス 1" in clerk.text
    assert clerk.text.count("ボックスなし（末尾の署名欄）") == 1
    assert _done(clerk) == ["文書のアップロード", "文書情報の入力", "署名位置の設定"]


def test_what_is_set_stays_folded_and_a_day_is_typed_like_every_other(clerk: Clerk, office: Office) -> None:
    page = begun(clerk, contract_type="lease")
    party = clerk.parties()[0]
    day = {"name": "佐藤 一郎", "phone": "09012345678", "phone_obtained_on": "令和8年4月1日"}
    clerk.sends(page, intent="save", **of(party, **day, access_code="A-1234"))
    assert kept(office, party).phone_obtained_on == date(2026, 4, 1)
    assert re.search(
        r'<details class="fold"\s*>\s*<summary>詳しい設定<span class="fold__state">アクセス', clerk.text
    )
    assert "いずれか必須" in clerk.text
    for told in ("締結前の確認と", "フォルダと親展"):
        assert re.search(rf"<summary>{told}[^<]*<span class=\"fold__state\">(なし|未整理)</span>", clerk.text)


def test_what_cannot_be_read_and_what_is_missing_are_told_at_once(clerk: Clerk) -> None:
    page = begun(clerk, title="秘密保持契約書", contract_type="nda", standing="own_signer")
    theirs, ours = clerk.parties()
    typed = {
        **of(theirs, company="株式会社乙社", name="", mail=""),
        **of(ours, kind="individual", name="法務 花子", phone="０９"),
    }
    answer = clerk.sends(
        page, intent="confirmation", title="", starts_on="そのうち", ends_on="2001/1/1", **typed
    )
    assert answer.status_code == 422
    wrong = clerk.text.partition("入力内容をご確認ください。")[2].partition("</ul>")[0]
    for told in (
        "文書名を入力してください",
        "日付を",
        "当事者1　氏名",
        "当事者1　メールアドレス",
        "当事者2　携帯電話番号",
    ):
        assert told in wrong, told
    assert "契約終了日は" not in wrong
    assert "当事者2　メールアドレス" not in wrong
    clerk.sends(page, intent="save", title="", starts_on="そのうち", **typed)
    assert "文書名を入力してください" not in clerk.text


def test_the_head_of_a_party_says_its_role(clerk: Clerk) -> None:
    page = begun(clerk, title="秘密保持契約書", contract_type="nda", standing="own_signer")
    theirs, ours = clerk.parties()
    clerk.sends(page, intent="save", **of(theirs, role="貸主"), **of(ours, role=""))
    clerk.opens(page)
    heads = [re.sub("<[^>]*>", "", one) for one in re.findall("<h3>(当事者.*?)</h3>", clerk.text)]
    assert heads == ["当事者1　貸主", "当事者2"]


def _done(clerk: Clerk) -> list[str]:
    steps = re.findall(r'steps__step--done".*?</li>', clerk.text, re.DOTALL)
    return [next(iter(re.findall(r">([^<>\s]+)</a>", one))) for one in steps]
