"""What is entered of a contract and its parties comes back where it is needed."""

import json
import re
from dataclasses import asdict
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from adapters.certificates.page import page
from database.certificate_facts import Gathering
from database.contract import Contract
from database.party import Party
from database.post_desk import PostDesk
from database.queries.draft_parties import parties_of
from tests.counterparty.office import Office, Sent
from tests.counterparty.site import Visitor, create_site
from tests.counterparty.test_signing_url_evidence import SIGNED, SITE, request_of
from tests.desk.cases import concluded, sent_by
from tests.desk.site import Clerk

TITLE = "サンプル荘203号室 賃貸借契約書"
ROLES = ("借主", "保証人", "自社署名者", "取引士", "貸主", "その他")


def certificate(office: Office, sent: Sent) -> str:
    with office.opened.database.reading() as session:
        facts = Gathering(session, request_of(office, sent, "certify")).facts([SIGNED], SITE)
    return page(json.loads(json.dumps(asdict(facts))))


@pytest.mark.shows("IM-23")
def test_the_title_is_required_and_stands_in_the_list_the_mail_the_certificate_and_the_file(
    clerk: Clerk, office: Office
) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    assert clerk.sends(f"/drafts/{draft}", title=" ", intent="confirmation").status_code == 422
    assert "文書名を入力してください。" in clerk.text
    sent = sent_by(clerk, office, TITLE, "renewal")
    [letter] = PostDesk(office.opened.database, SITE).letters(request_of(office, sent, "invite"))
    assert TITLE in str(letter.facts)
    concluded(office, sent)
    assert TITLE in certificate(office, sent)
    clerk.opens("/contracts")
    assert TITLE in clerk.text
    signed = clerk.client.get(f"/contracts/{sent.contract}/signed.pdf")
    assert TITLE in unquote(signed.headers["Content-Disposition"])


@pytest.mark.shows("IM-24", "UX-15")
def test_every_role_and_what_the_document_calls_it_reach_the_signer_and_the_certificate(
    clerk: Clerk, office: Office
) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    for _role in ROLES[1:]:
        clerk.sends(f"/drafts/{draft}", add="party")
    named = {f"party-{one}-role": role for one, role in zip(clerk.parties(), ROLES, strict=True)}
    clerk.sends(f"/drafts/{draft}", intent="save", **named)
    fields = clerk.fields(f"/drafts/{draft}")
    assert [fields[f"party-{one}-role"] for one in clerk.parties()] == [*ROLES]
    sent = sent_by(clerk, office, contract_type="renewal")
    with office.opened.database.writing() as session:
        session.get_one(Party, sent.parties[0].id).designation = "甲"
    visitor = Visitor(create_site(office))
    visitor.arrives(office.link(sent.parties[0]))
    assert "甲（借主）" in visitor.text
    concluded(office, sent)
    assert "甲（借主）" in certificate(office, sent)


@pytest.mark.shows("UX-15", "UX-09")
def test_two_parties_are_not_called_alike_and_a_wrong_number_is_told_beside_its_field(clerk: Clerk) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(f"/drafts/{draft}", add="party")
    first, second = clerk.parties()
    called = {f"party-{one}-designation": "甲" for one in (first, second)}
    wrong = {f"party-{first}-corporate_number": "7000012050003"}
    clerk.sends(f"/drafts/{draft}", intent="confirmation", **called, **wrong)
    assert "法人番号が正しくありません" in clerk.text
    clerk.sends(
        f"/drafts/{draft}", intent="confirmation", **called, **{f"party-{first}-corporate_number": ""}
    )
    assert "同じ呼び方の当事者がほかにもいます" in clerk.text


@pytest.mark.shows("UX-12", "UX-10", "UX-11")
def test_an_address_and_the_numbers_of_a_party_come_back_as_they_are_read(
    clerk: Clerk, office: Office
) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    party = f"party-{clerk.parties()[0]}"
    typed = {
        f"{party}-phone": "０９０１２３４５６７８",
        f"{party}-invoice_number": "Ｔ7000-0120-50002",
        f"{party}-postal_code": "１０００００１",
        f"{party}-prefecture": "東京都",
        f"{party}-address_lines": "千代田区千代田1丁目1番地−1\r\n江戸ビル３階",
    }
    clerk.sends(f"/drafts/{draft}", intent="confirmation", **typed)
    for shown in (
        "090-1234-5678",
        "T7000012050002",
        "〒100-0001　東京都千代田区千代田1丁目1番地−1　江戸ビル３階",
    ):
        assert shown in clerk.text
    clerk.opens(f"/drafts/{draft}")
    assert (
        clerk.fields(f"/drafts/{draft}")[f"{party}-address_lines"]
        == "千代田区千代田1丁目1番地−1\n江戸ビル３階"
    )
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract)).one()
        assert parties_of(session, contract)[0].phone == "09012345678"


@pytest.mark.shows("UX-13")
def test_an_amount_needs_no_second_answer_and_may_be_without_tax_or_in_dollars(clerk: Clerk) -> None:
    draft = clerk.drafts()
    for typed, shown in (("120万円（税抜）", "¥1,200,000（税抜）"), ("USD 1,200.5", "USD 1,200.50")):
        clerk.opens(f"/drafts/{draft}")
        clerk.sends(f"/drafts/{draft}", intent="confirmation", amount=typed, amount_tax="included")
        assert shown in clerk.text
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(f"/drafts/{draft}", intent="confirmation", amount="", amount_state="none")
    assert "記載なし" in clerk.text


@pytest.mark.shows("IM-58")
def test_the_confirmation_leads_to_where_each_part_is_changed(clerk: Clerk) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    party = clerk.parties()[0]
    clerk.opens(f"/drafts/{draft}/confirmation")
    for part in (f"/drafts/{draft}", f"/drafts/{draft}/document", f"/drafts/{draft}#party-{party}"):
        assert f'href="{part}"' in clerk.text


@pytest.mark.shows("IM-16")
def test_the_bar_leaves_with_everything_that_was_typed(clerk: Clerk) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(f"/drafts/{draft}", title="別の文書名", intent="document")
    assert clerk.path == f"/drafts/{draft}/document"
    clerk.opens(f"/drafts/{draft}")
    assert clerk.fields(f"/drafts/{draft}")["title"] == "別の文書名"
    clerk.sends(f"/drafts/{draft}", title="さらに別の文書名", intent="confirmation")
    assert clerk.path == f"/drafts/{draft}/confirmation"
    assert "さらに別の文書名" in clerk.text
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(f"/drafts/{draft}", memo="社内のメモ", intent="placement")
    assert clerk.path == f"/drafts/{draft}/placement"
    steps = re.search(r'<ol class="steps__list">.*?</ol>', clerk.text, re.DOTALL)
    assert steps is not None
    words = [re.sub(r"<[^>]*>|（完了）|\s", "", one) for one in steps[0].split("</li>")[:-1]]
    assert words == ["文書のアップロード", "文書情報の入力", "署名位置の設定", "確認・送信"]
