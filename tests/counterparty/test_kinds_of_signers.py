"""A sole proprietor, somebody at a 締結用URL with a code, and the sender's own signer."""

import io

import pikepdf
import pypdfium2
import pytest
from flask import Flask

from contracts.acts import Agree
from contracts.letters import LinkPurpose
from tests.counterparty.claims import claims
from tests.counterparty.office import Office
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.site import Visitor

SHOP = "サンプル商店"


@pytest.mark.shows("IM-56")
def test_a_sole_proprietor_gets_a_surname_seal_beside_the_printed_name_of_the_shop(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(company=SHOP))
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    assert 'value="佐藤"' in visitor.text
    visitor.sends("/c/imprint", text="佐藤", step="preview")
    shown = visitor.client.get("/c/preview/document.pdf").data
    with pikepdf.open(io.BytesIO(shown)) as pdf:
        seals = [field for field in pdf.Root.AcroForm.Fields if str(field.T) == "p1_seal"]
        left, bottom, _right, top = (float(edge) for edge in seals[0].Rect)
        assert str(seals[0].V) == "佐藤"
    document = pypdfium2.PdfDocument(shown)
    page = document[len(document) - 1].get_textpage()
    found = page.search(SHOP).get_next()
    assert found is not None
    printed = page.get_charbox(found[0])
    assert printed[0] < left
    assert bottom < printed[1] < top


@pytest.mark.shows("CS-39")
def test_a_signing_url_may_ask_for_an_access_code_besides_before_any_content(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(name="", mail="", claimable=True, imprint=False, code=CODE))
    claims(office, visitor, office.link(sent.parties[0], LinkPurpose.CLAIM), company="")
    assert "アクセスコード" in visitor.text
    assert visitor.client.get("/c/contract/document.pdf").status_code == 303
    visitor.sends("/c/access-code", code=CODE)
    assert "すべて見る" in visitor.text


@pytest.mark.shows("GM-38")
def test_the_senders_own_signer_has_a_turn_like_everybody_and_reads_what_the_others_signed(
    office: Office, site: Flask
) -> None:
    own = Plan(name="山田 花子", company="株式会社サンプル不動産", kind="corporate_informal", role="貸主")
    sent = office.sent(Plan(imprint=False), Plan(**{**vars(own), "own": True, "order": 2, "imprint": False}))
    theirs, ours = (office.link(party) for party in sent.parties)
    early = Visitor(site)
    early.arrives(ours)
    assert "まだ順番ではありません" in early.text
    agrees(Visitor(site), theirs)
    office.seal(sent, sent.parties[0])
    assert office.contract(sent).stage == "awaiting_own"
    late = Visitor(site)
    agrees(late, ours)
    agreed = [act.party for act in office.engine.acts(Agree)]
    assert agreed == [party.public_id for party in sent.parties]


def agrees(visitor: Visitor, token: str) -> None:
    visitor.enters(token)
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    assert "同意を記録しました" in visitor.text
