"""What was placed on the page stands in the document that is certified, previewed and signed."""

import pytest
from sqlalchemy import select

from adapters.filling import filled, prepare
from adapters.imprint import surname_imprint
from contracts.boxes import BoxKind
from contracts.messages import EffectMessage, EffectRequest
from contracts.signing import Filling
from database.contract import Contract
from database.contract_type import ContractType
from database.dossiers import put_name
from database.placing import PartyBox
from database.queries.draft_parties import parties_of
from database.signing_desk import SigningDesk
from tests.counterparty.office import Office, Sent
from tests.counterparty.site import Visitor, create_site
from tests.desk.site import Clerk
from tests.filling.test_placed import ink_added
from tests.placing.drafts import Draft
from tests.placing.test_page import sends

HALF = 0.5
IDS = [f"{n}" * 8 + f"-{n * 4}-4{n * 3}-8{n * 3}-" + f"{n}" * 12 for n in "123"]


@pytest.fixture(scope="module")
def sent(clerk: Clerk, office: Office, draft: Draft) -> Sent:
    """Place seals for both sides, the 取引士's name, and send by the pages."""
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == draft.id)).one()
        contract.title, contract.standing = "建物賃貸借契約書", "own_signer"
        kind = select(ContractType.id).where(ContractType.code == "lease")
        contract.type_id = session.scalars(kind).one()
    boxes = (
        draft.box(id=IDS[0], page=2, left=30.0, top=120.0),
        draft.box(id=IDS[1], party=draft.parties[1], page=1, left=120.0, top=250.0),
        draft.box(
            id=IDS[2], party=draft.parties[2], kind=BoxKind.NAMING, page=3, left=40.0, top=20.0, width=80.0,
            height=8.0,
        ),
    )  # fmt: skip
    assert sends(clerk, draft, 0, *boxes).status_code == 200
    clerk.opens(f"/drafts/{draft.id}/confirmation")
    clerk.sends(f"/drafts/{draft.id}/sending")
    assert clerk.path == f"/contracts/{draft.id}"
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == draft.id)).one()
        return Sent(draft.id, list(parties_of(session, contract)))


@pytest.mark.shows("IM-59", "IM-65", "AD-03")
def test_seals_and_names_stand_where_they_were_placed_on_turned_and_cut_pages(
    office: Office, sent: Sent
) -> None:
    request = EffectRequest(sent.contract, 1, EffectMessage(1, "prepare_round", "system", 1))
    one = SigningDesk(office.opened.database).preparation(request).documents[0]
    parent = prepare(office.opened.files.read(one.working), one.plan)
    lessee, lessor, agent = (plan.key for plan in one.plan.parties)

    sealed = filled(parent, Filling(lessee, "", surname_imprint("佐藤").mark))
    (left, bottom, right, top), tall = ink_added(parent, sealed, 1)
    assert ((left + right) / 2, tall - (bottom + top) / 2) == pytest.approx((42, 132), abs=HALF)
    sealed = filled(parent, Filling(lessor, "", surname_imprint("田中").mark))
    (left, bottom, right, top), tall = ink_added(parent, sealed, 0)
    assert ((left + right) / 2, tall - (bottom + top) / 2) == pytest.approx((132, 262), abs=HALF)
    name = put_name(sent.parties[2])
    (left, bottom, right, top), tall = ink_added(
        parent, filled(parent, Filling(agent, "", None, name=name)), 2
    )
    assert "鈴木 一郎" in name
    assert left == pytest.approx(40.7, abs=1)
    assert right < 120 + HALF
    assert tall - (bottom + top) / 2 == pytest.approx(24, abs=1)


@pytest.mark.shows("CS-26")
def test_the_last_preview_shows_the_seal_in_its_box(office: Office, sent: Sent) -> None:
    with office.opened.database.writing() as session:
        # The certified paper of these tests is upright, of two pages.
        box = session.scalars(select(PartyBox).where(PartyBox.public_id == IDS[0])).one()
        box.page, box.x, box.y = 1, 100, 200
    office.prepare(sent)
    visitor = Visitor(create_site(office))
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/imprint", text="佐藤", step="preview")
    assert "最終プレビュー" in visitor.text
    shown = visitor.client.get("/c/preview/document.pdf").data
    (left, bottom, right, top), _ = ink_added(office.newest_bytes(sent), shown, 0)
    middle = ((left + right) / 2, (bottom + top) / 2)
    assert middle == pytest.approx((100 * 25.4 / 72 + 12, 200 * 25.4 / 72 + 12), abs=HALF)
