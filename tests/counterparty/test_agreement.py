import io
import re

import pikepdf
import pytest

from contracts.acts import Agree
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.site import Visitor
from tests.languages.switch import without_switch
from workflows.door import EngineUnavailable


def _previews(office: Office, visitor: Visitor, *plans: Plan, standing: str = "agent") -> Sent:
    """Bring the first party to the final preview."""
    sent = office.sent(*plans, standing=standing)
    visitor.enters(office.link(sent.parties[0]))
    if plans and plans[0].code:
        visitor.sends("/c/access-code", code=plans[0].code)
    visitor.sends("/c/contract/reading")
    if not plans or plans[0].imprint:
        visitor.sends("/c/imprint", text="佐藤", step="preview")
    assert "最終プレビュー" in visitor.text
    return sent


def _agreements(office: Office) -> list[Agree]:
    return list(office.engine.acts(Agree))


@pytest.mark.shows("CS-26", "T46")
def test_the_preview_is_the_standing_revision_with_the_own_seal_appended(
    office: Office, visitor: Visitor
) -> None:
    sent = _previews(office, visitor)
    shown = visitor.client.get("/c/preview/document.pdf").data
    assert shown.startswith(office.newest_bytes(sent))
    with pikepdf.open(io.BytesIO(shown)) as pdf:
        values = {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}
    assert values["p1_seal"] == "佐藤"
    assert values["p1_agreed"] == ""
    assert visitor.client.get("/c/preview/pages/3.png").data.startswith(b"\x89PNG")
    assert visitor.client.get("/c/preview/pages/4.png").status_code == 404


@pytest.mark.shows("T47", "CL-30")
def test_the_agreement_binds_what_was_shown_and_how_the_person_was_authenticated(
    office: Office, visitor: Visitor
) -> None:
    sent = _previews(office, visitor, Plan(code=CODE))
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    act = _agreements(office)[0]
    assert (act.shown_digest, act.shown_revision) == (office.contract(sent).sent_digest, 1)
    assert act.authenticated == ["mail_link", "access_code"]
    assert act.imprint
    assert act.origin.session


@pytest.mark.shows("T47")
def test_agreeing_to_a_document_that_is_not_the_one_that_stands_is_refused(
    office: Office, visitor: Visitor
) -> None:
    sent = _previews(office, visitor)
    visitor.sends("/c/agreement/confirmation")
    assert visitor.sends("/c/agreement", shown_digest="ab" * 32).status_code == 409
    assert "表示していた書類が新しくなりました" in visitor.text
    assert "最終プレビュー" in visitor.text
    assert office.party(sent.parties[0]).progress == "opened"


@pytest.mark.shows("CL-14", "GM-13")
def test_looking_at_the_question_and_cancelling_changes_nothing(office: Office, visitor: Visitor) -> None:
    _previews(office, visitor)
    before = office.dump()
    visitor.sends("/c/agreement/confirmation")
    assert "キャンセル" in visitor.text
    assert office.dump() == before
    assert _agreements(office) == []


@pytest.mark.shows("T66", "CS-27")
def test_pressing_twice_is_one_agreement_and_the_same_page(office: Office, visitor: Visitor) -> None:
    sent = _previews(office, visitor)
    visitor.sends("/c/agreement/confirmation")
    drawn = visitor.fields("/c/agreement")
    answers = [visitor.client.post("/c/agreement", data=drawn) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/c/agreement"] * 2
    again = visitor.client.post("/c/agreement", data={**drawn, "key": "another"})
    assert again.status_code == 409
    assert sum("agreement_recorded" in line for line in office.dump() if "contract_event" in line) == 1
    assert office.party(sent.parties[0]).progress == "agreed"


def test_while_the_engine_is_away_nothing_is_agreed_and_the_preview_stays(
    office: Office, visitor: Visitor
) -> None:
    sent = _previews(office, visitor)
    visitor.sends("/c/agreement/confirmation")
    office.engine.silence = EngineUnavailable()
    assert visitor.sends("/c/agreement").status_code == 503
    assert "最終プレビュー" in visitor.text
    assert office.party(sent.parties[0]).progress == "opened"


@pytest.mark.shows("T03")
def test_another_partys_seal_cannot_be_used(office: Office, visitor: Visitor) -> None:
    other = Visitor(visitor.site)
    sent = _previews(office, visitor, Plan(), Plan(name="高橋 次郎"))
    other.enters(office.link(sent.parties[1]))
    other.sends("/c/contract/reading")
    other.sends("/c/imprint", text="高橋", step="preview")
    foreign = str(other.fields("/c/agreement/confirmation")["imprint"])
    visitor.sends("/c/agreement/confirmation")
    assert visitor.sends("/c/agreement", imprint=foreign).status_code == 409
    assert "印影が変わりました" in visitor.text
    assert office.engine.acts(Agree) == []


@pytest.mark.shows("AD-08", "AD-09")
def test_with_three_parties_the_pages_say_how_many_are_still_to_agree(
    office: Office, visitor: Visitor
) -> None:
    plans = (Plan(imprint=False), Plan(name="高橋 次郎"), Plan(name="鈴木 花子", order=2))
    _previews(office, visitor, *plans)
    assert "全員の同意がそろうと締結となります（あと2名）" in visitor.text
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    assert "同意を記録しました。まだ締結ではありません。" in visitor.text
    assert "（あと2名）" in visitor.text


@pytest.mark.shows("AD-08", "AD-09")
def test_with_two_parties_no_count_is_shown_and_the_last_is_told_that_it_concludes(
    office: Office, visitor: Visitor
) -> None:
    sent = _previews(office, visitor, Plan(imprint=False), Plan(name="鈴木 花子", order=2, imprint=False))
    assert "全員の同意がそろうと締結となります。" in visitor.text
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    assert "まだ締結ではありません" in visitor.text
    assert "あと" not in visitor.text
    office.seal(sent, sent.parties[0])
    last = Visitor(visitor.site)
    last.enters(office.link(sent.parties[1]))
    last.sends("/c/contract/reading")
    assert "あなたの同意で全員の同意がそろい、締結となります" in last.text
    last.sends("/c/agreement/confirmation")
    last.sends("/c/agreement")
    assert "締結処理中です。完了しましたらメールでお知らせします。" in last.text


@pytest.mark.shows("AD-02")
@pytest.mark.parametrize(
    ("standing", "words"), [("own_signer", "ではありません"), ("broker", "に当たります")]
)
def test_the_preview_says_witnessed_only_when_the_operator_is_no_party(
    office: Office, visitor: Visitor, standing: str, words: str
) -> None:
    _previews(office, visitor, Plan(imprint=False), standing=standing)
    assert f"立会人型（事業者署名型）署名{words}。" in visitor.text


@pytest.mark.shows("T67", "AD-07")
def test_after_agreeing_the_link_shows_the_status_and_leads_to_nothing_but_asking_it_back(
    office: Office, visitor: Visitor
) -> None:
    sent = _previews(office, visitor, Plan(imprint=False), Plan(name="鈴木 花子", order=2))
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    asked = len(office.engine.asked)
    fresh = Visitor(visitor.site)
    fresh.arrives(office.link(sent.parties[0], issue=2))
    assert "同意を記録しました" in fresh.text
    forms = re.findall(r"<form.*?</form>", without_switch(fresh.text), re.DOTALL)
    assert [("/c/visits" in form, "撤回の申し出などの手続きを開く" in form) for form in forms] == [
        (True, True)
    ]
    for path in ("/c/contract", "/c/send-back", "/c/preview/document.pdf"):
        assert "同意を記録しました" in visitor.opens(path).text
    assert len(office.engine.asked) == asked


@pytest.mark.shows("IM-68", "UX-21", "IM-69")
def test_the_seal_is_proposed_from_the_surname_and_said_to_be_only_an_image(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(name="長谷川 一郎"))
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    assert 'value="長谷川"' in visitor.text
    assert "印影の有無や形は、同意の効力に影響しません" in visitor.text
    assert "印鑑登録された印鑑または電子証明書による署名を示すものではありません" in visitor.text


def test_a_seal_that_cannot_be_drawn_is_refused_beside_its_field(office: Office, visitor: Visitor) -> None:
    visitor.enters(office.link(office.sent().parties[0]))
    visitor.sends("/c/contract/reading")
    assert visitor.sends("/c/imprint", text="\U000f0000", step="draw").status_code == 422
    assert "印影にできない文字です" in visitor.text
    assert visitor.sends("/c/imprint", text="佐" * 30, step="draw").status_code == 422
    assert "15文字以内" in visitor.text
