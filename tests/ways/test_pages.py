"""文書ごとの扱い from the draft to the pages of a party that is not sent everything (MK-65)."""

import io
import json
import re
from dataclasses import asdict

import pytest
from sqlalchemy import select

from contracts import acts
from contracts.boxes import BoxKind
from contracts.document_ways import Ways, digest_of_shown
from contracts.envelope import joint_digest
from database.contract import Contract
from database.dossiers import revisions_of
from database.record import ContractEvent
from tests.counterparty.office import ENGINE, Office, Sent
from tests.counterparty.planning import paper
from tests.counterparty.site import Visitor
from tests.desk.site import Clerk
from tests.envelope.enclosing import sign_further
from tests.placing.drafts import Draft

NAMES = ("建物賃貸借契約書", "保証委託に関する覚書")
PEOPLE = ("佐藤 一郎", "鈴木 花子")
READS = "この文書は、内容の確認だけをお願いしています。"
EDITION = re.compile(r'name="edition"[^>]*value="(\d+)"')
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def drafted(clerk: Clerk) -> str:
    """Return a draft of two documents for two parties, whose page is open."""
    clerk.opens("/drafts/new")
    clerk.sends("/drafts/new", file=[(io.BytesIO(paper(name)), f"{name}.pdf") for name in NAMES])
    draft = clerk.path.split("/")[2]
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(f"/drafts/{draft}", add="party")
    clerk.opens(f"/drafts/{draft}")
    typed: dict[str, object] = {}
    for order, (party, name) in enumerate(zip(clerk.parties(), PEOPLE, strict=True), 1):
        facts = {"role": "借主", "name": name, "mail": f"party{order}@example.com", "order": "1"}
        typed.update({f"party-{party}-{key}": value for key, value in facts.items()})
        typed.update({f"party-{party}-{asked}": None for asked in ("imprint", "declares")})
    clerk.sends(
        f"/drafts/{draft}", title="一式", contract_type="lease", standing="agent", intent="save", **typed
    )
    clerk.opens(f"/drafts/{draft}")
    return draft


def lists(clerk: Clerk) -> list[str]:
    """Return the names of the lists of the card, party by party."""
    return re.findall(r'<select[^>]*name="(ways-[^"]+)"', clerk.text)


def test_with_one_document_there_is_no_card_and_nothing_is_listed(clerk: Clerk) -> None:
    clerk.drafts()
    assert "文書ごとの扱い" not in clerk.text


@pytest.mark.shows("MK-65")
def test_the_card_asks_for_each_party_and_document_and_says_what_cannot_be(clerk: Clerk) -> None:
    draft = drafted(clerk)
    first_one, first_two, second_one, second_two = lists(clerk)
    for wrong, sentence in (
        ({first_two: "read", second_two: "none"}, "署名する方のいない文書があります。"),
        ({second_one: "read", second_two: "none"}, "この当事者が署名する文書を一つ以上選んでください。"),
    ):
        clerk.opens(f"/drafts/{draft}")
        clerk.sends(f"/drafts/{draft}", intent="confirmation", **wrong)
        assert sentence in clerk.text
        clerk.opens(f"/drafts/{draft}")
        clerk.sends(f"/drafts/{draft}", intent="save", **dict.fromkeys(lists(clerk), "sign"))
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(f"/drafts/{draft}", intent="save", **{first_one: "read", second_two: "none"})
    clerk.opens(f"/drafts/{draft}/confirmation")
    assert f"{NAMES[0]}：確認" in clerk.text
    assert f"{NAMES[1]}：送付しない" in clerk.text


def sent_divided(clerk: Clerk, office: Office) -> Sent:
    """Send it: each party signs one document, the second is not sent the other."""
    draft = drafted(clerk)
    clerk.sends(
        f"/drafts/{draft}", intent="confirmation", **{lists(clerk)[0]: "read", lists(clerk)[3]: "none"}
    )
    clerk.opens(f"/drafts/{draft}/confirmation")
    clerk.sends(f"/drafts/{draft}/sending")
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == draft)).one()
        sent = Sent(draft, list(contract.parties))
    office.revision(sent, paper(NAMES[0]), "creation", "")
    sign_further(office, sent)
    digests = digests_of(office, sent)
    prepared = acts.RecordPreparation("prepared", ENGINE, 1, joint_digest(digests), 1, digests)
    office.engine.ask(sent.contract, prepared)
    return sent


def digests_of(office: Office, sent: Sent) -> list[str]:
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        return [file.digest for file in revisions_of(session, contract, 1)[0].files]


@pytest.mark.shows("MK-65", "T47")
def test_a_party_sees_only_its_documents_and_its_agreement_binds_only_those(
    clerk: Clerk, sender: Office, visitor: Visitor
) -> None:
    sent = sent_divided(clerk, sender)
    first, second = sent.parties
    clerk.opens(f"/contracts/{sent.contract}")
    assert f"{NAMES[0]}：署名、{NAMES[1]}：送付しない" in clerk.text
    visitor.enters(sender.link(first))
    assert all(name in visitor.text for name in NAMES)
    assert READS in visitor.text
    assert READS not in visitor.opens("/c/contract?document=2").text
    other = Visitor(visitor.site)
    other.enters(sender.link(second))
    assert NAMES[1] not in other.text
    assert READS not in other.text
    assert "tabs__tab" not in other.text
    for path in ("contract/document.pdf", "contract/pages/1.png", "simple/document.pdf", "contract"):
        assert other.client.get(f"/c/{path}?document=2").status_code == 404
    other.opens("/c/simple")
    assert NAMES[0] in other.text
    assert NAMES[1] not in other.text
    other.opens("/c/contract")
    for path in ("/c/contract/reading", "/c/agreement/confirmation", "/c/agreement"):
        other.sends(path)
        assert NAMES[1] not in other.text
    own = digest_of_shown(Ways(not_sent=frozenset({2})), digests_of(sender, sent))
    with sender.opened.database.reading() as session:
        query = select(ContractEvent.facts).where(ContractEvent.kind == "agreement_recorded")
        facts = json.loads(session.scalars(query).one())
    assert (facts["party"], facts["documents_digest"]) == (second.public_id, own)


def placed(clerk: Clerk, draft: str, party: str, document: int) -> int:
    """Put one フリーテキスト of the party on the document, and return the answer's status."""
    box = Draft(draft, [party]).box(
        kind=BoxKind.TEXT, document=document, top=20, width=60, height=8, label="住所"
    )
    clerk.opens(f"/drafts/{draft}/placement")
    body = {"edition": int(EDITION.findall(clerk.text)[0]), "boxes": [asdict(box)]}
    headers = {"X-CSRFToken": TOKEN.findall(clerk.text)[0]}
    return clerk.client.post(f"/drafts/{draft}/placement/boxes", json=body, headers=headers).status_code


@pytest.mark.shows("MK-65")
def test_nothing_is_placed_for_a_party_on_a_document_that_it_does_not_sign(clerk: Clerk) -> None:
    draft = drafted(clerk)
    second, ways = clerk.parties()[1], lists(clerk)
    assert placed(clerk, draft, second, 2) == 200
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(f"/drafts/{draft}", intent="confirmation", **{ways[3]: "read"})
    assert "署名しない文書に、署名ボックスか入力項目があります。" in clerk.text
    assert placed(clerk, draft, second, 2) == 200
    assert placed(clerk, draft, second, 1) == 200
    assert placed(clerk, draft, second, 2) == 422
