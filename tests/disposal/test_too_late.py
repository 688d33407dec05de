"""A hold wins until the first byte of that contract is destroyed; after that it is refused (LW-26, LW-27)."""

import json
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from activities.disposal_certifying import DisposalCertifying
from adapters.certificates.disposal import render_disposal
from contracts.disposal import Why
from contracts.messages import DisposalStart
from database.audit import AuditEvent
from database.contract import Contract
from database.disposal import DisposalItem, Tombstone
from database.disposal_certificates import DisposalCertificateDesk
from database.disposal_desk import DisposalDesk, Going
from database.legal_hold import HeldContract
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk
from tests.disposal.shelf import Pair, approved, carried_out, over, steps, stone
from tests.disposal.test_engine import certificate
from workflows.wiring import sealer_of

LATE = "1件は、停止できませんでした。承認された廃棄が進んでいて、文書の鍵がすでに破棄されています。"
GONE = "1件は、すでに廃棄されているため、停止できません。"


class DiskRefused(OSError):
    pass


def begun(office: Office, key: str) -> tuple[DisposalDesk, Going]:
    """Return what is to go in the next moment, as a worker has it that may be killed now."""
    desk = DisposalDesk(office.opened.database)
    going = desk.next(key)
    assert going is not None
    return desk, going


def holds(clerk: Clerk, *contracts: Sent) -> str:
    """Register a hold and put these under it by the form that was open before."""
    clerk.opens("/holds")
    clerk.sends("/holds", name="青葉商事の件", reason="東京地裁の訴訟のため")
    hold = clerk.path
    token = clerk.fields("/sign-out")["csrf_token"]
    data = {
        "csrf_token": token,
        "hold": hold.removeprefix("/holds/"),
        "contract": [one.contract for one in contracts],
    }
    clerk.at = clerk.client.post("/contracts/holding", data=data, follow_redirects=True)
    return hold


def why(office: Office, sent: Sent) -> str:
    with office.opened.database.reading() as session:
        query = select(DisposalItem.why).where(DisposalItem.contract == sent.contract)
        return session.scalars(query).one()


def held(office: Office, sent: Sent) -> bool:
    with office.opened.database.reading() as session:
        query = select(HeldContract).join(Contract, Contract.id == HeldContract.contract_id)
        return session.scalars(query.where(Contract.public_id == sent.contract)).first() is not None


@pytest.mark.shows("LW-26", "LW-27")
def test_a_hold_in_the_last_moment_wins_and_page_and_certificate_say_so(
    office: Office, persons: Pair, first: Clerk
) -> None:
    kept, gone = over(office, title="残る契約書"), over(office, title="消える契約書")
    key = approved(office, persons, kept, gone)
    _, going = begun(office, key)
    assert going.contract == kept.contract
    holds(first, kept)
    assert "1件の契約の廃棄を停止しました。" in first.text
    working = steps(office)
    assert working.dispose_next(DisposalStart(key)).contract == ""
    carried_out(office, key)
    assert office.newest_bytes(kept)
    assert (why(office, kept), stone(office, kept)) == (Why.HELD, None)
    assert stone(office, gone) is not None
    desk = DisposalCertificateDesk(office.opened.database, office.opened.settings.base_url)
    certifying = DisposalCertifying(desk, office.opened.files, sealer_of(office.opened), render_disposal)
    certifying.certify_disposal(DisposalStart(key))
    assert "廃棄の停止が登録されています。" in first.opens(f"/disposals/{key}").text
    assert "廃棄証明書（PDF）" in first.text
    told = read(certificate(office, key))
    assert [one["title"] for one in told["contracts"]] == ["消える契約書"]
    assert [(one["title"], one["why"]) for one in told["left_out"]] == [("残る契約書", "held")]
    with office.opened.database.writing() as session:
        session.execute(update(Contract).values(confidential=True))
    assert "廃棄証明書（PDF）" not in first.opens(f"/disposals/{key}").text


def read(pdf: bytes) -> dict[str, list[dict[str, str]]]:
    pages = pypdfium2.PdfDocument(pdf)
    assert "承認の後に廃棄しなかった契約" in "".join(page.get_textpage().get_text_range() for page in pages)
    with pikepdf.open(BytesIO(pdf)) as opened:
        found: dict[str, list[dict[str, str]]] = json.loads(
            opened.attachments["disposal.json"].get_file().read_bytes()
        )
    return found


@pytest.mark.shows("LW-26")
def test_after_the_first_byte_a_hold_is_refused_and_says_what_happened(
    office: Office, persons: Pair, first: Clerk
) -> None:
    late, other = over(office, title="遅かった契約書"), over(office)
    key = approved(office, persons, late)
    desk, going = begun(office, key)
    destroyed: list[str] = []

    def one_and_no_more(name: str) -> None:
        if destroyed:
            raise DiskRefused
        office.opened.files.shred(name)
        destroyed.append(name)

    with pytest.raises(DiskRefused):
        desk.dispose(going, one_and_no_more, office.opened.files.is_shredded)
    assert len(destroyed) == 1
    assert office.contract(late).title == "遅かった契約書"
    hold = holds(first, late, other)
    assert "1件の契約の廃棄を停止しました。" in first.text
    assert LATE in first.text
    assert "遅かった契約書" not in first.opens(hold).text
    assert (held(office, late), held(office, other)) == (False, True)
    carried_out(office, key)
    assert stone(office, late) is not None
    holds(first, late)
    assert GONE in first.text
    assert "廃棄済みの契約" in first.opens(f"/contracts/holding?contract={late.contract}").text
    with office.opened.database.reading() as session:
        told = [json.loads(one) for one in session.scalars(select(AuditEvent.facts).where(PUT))]
    assert [one["contracts"] for one in told] == [1]


PUT = AuditEvent.code == "hold_contracts_put"


def test_what_is_at_rest_and_confidential_is_not_told_of(office: Office, persons: Pair, first: Clerk) -> None:
    secret = over(office, title="役員の覚書")
    key = approved(office, persons, secret)
    with office.opened.database.writing() as session:
        named = update(Contract).where(Contract.public_id == secret.contract)
        session.execute(named.values(confidential=True))
    carried_out(office, key)
    with office.opened.database.reading() as session:
        assert session.scalars(select(Tombstone.confidential)).one()
    holds(first, secret)
    assert "すでに廃棄されている" not in first.text
    assert "入れられる契約がありません" in first.text


def test_what_the_database_refuses_destroys_nothing(office: Office, persons: Pair) -> None:
    """A table that nobody thought of holds the contract: no byte goes before the rows do."""
    sent = over(office)
    desk, going = begun(office, approved(office, persons, sent))
    files = office.opened.files
    with office.opened.database.writing() as session:
        session.execute(text("CREATE TABLE forgotten (contract_id INTEGER REFERENCES contract (id))"))
        session.execute(text(f"INSERT INTO forgotten VALUES ({office.contract(sent).id})"))  # noqa: S608 -- a number
    with pytest.raises(IntegrityError):
        desk.dispose(going, files.shred, files.is_shredded)
    assert office.newest_bytes(sent)
    with office.opened.database.writing() as session:
        session.execute(text("DROP TABLE forgotten"))
    assert desk.dispose(going, files.shred, files.is_shredded)
    assert not desk.dispose(going, files.shred, files.is_shredded)
