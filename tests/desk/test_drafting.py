import re
from io import BytesIO

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from adapters.passwords import access_code_matches
from contracts.roles import Role
from database.contract import Contract
from database.document import DocumentVersion
from database.drafting.planning import plan_of
from database.party import Party
from database.queries.preferences import set_preference
from database.queries.versions import newest_version
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk, hired

CODES = {"保証 一郎": "20010203", "保証 二郎": "19991231"}


def locked_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(paper("秘密"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def begun(clerk: Clerk) -> str:
    clerk.opens("/drafts/new")
    clerk.uploads("/drafts/new", paper("建物賃貸借契約書"))
    draft = clerk.path.split("/")[2]
    clerk.opens(f"/drafts/{draft}")
    return draft


def party_of(office: Office, public_id: str) -> Party:
    with office.opened.database.reading() as session:
        return session.scalars(select(Party).where(Party.public_id == public_id)).one()


@pytest.mark.shows("IM-17", "T43")
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "ファイルが空です。"),
        (b"PK\x03\x04 word", "PDFではないファイルです。"),
        (locked_pdf(), "保護を解除してから"),
        (paper("壊れた契約書")[:700], "PDFが壊れていて読み取れません。"),
    ],
    ids=["empty", "word", "encrypted", "truncated"],
)
def test_what_cannot_be_signed_is_refused_in_words_and_leaves_no_draft(
    clerk: Clerk, office: Office, data: bytes, sentence: str
) -> None:
    clerk.opens("/drafts/new")
    assert clerk.uploads("/drafts/new", data).status_code == 422
    assert sentence in clerk.text
    with office.opened.database.reading() as session:
        assert session.scalars(select(Contract)).first() is None


@pytest.mark.shows("IM-22")
def test_every_page_of_the_upload_can_be_seen_before_going_on(clerk: Clerk) -> None:
    draft = begun(clerk)
    clerk.opens(f"/drafts/{draft}/document?pages=all")
    assert clerk.text.count('class="viewer__picture"') == 2
    picture = clerk.client.get(f"/contracts/{draft}/shown/pages/2.png")
    assert picture.mimetype == "image/png"
    assert clerk.client.get(f"/contracts/{draft}/shown/pages/3.png").status_code == 404
    shown = clerk.client.get(f"/contracts/{draft}/shown/document.pdf", headers={"Range": "bytes=0-4"})
    assert (shown.status_code, shown.data) == (206, b"%PDF-")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


def test_another_file_is_the_next_version_and_says_why(clerk: Clerk, office: Office) -> None:
    draft = begun(clerk)
    clerk.opens(f"/drafts/{draft}/document")
    refused = clerk.uploads(f"/drafts/{draft}/document", paper("差し替え後"), "差し替え.pdf")
    assert refused.status_code == 422
    assert "変更の理由を入力してください。" in clerk.text
    clerk.uploads(f"/drafts/{draft}/document", paper("差し替え後"), "差し替え.pdf", reason="賃料の修正")
    assert "差し替え.pdf" in clerk.text
    with office.opened.database.reading() as session:
        versions = session.scalars(select(DocumentVersion)).all()
    assert [(version.number, version.filename) for version in versions][1:] == [(2, "差し替え.pdf")]
    assert [version.note for version in versions] == ["", "賃料の修正"]


@pytest.mark.shows("IM-26", "IM-27")
def test_parties_are_added_and_removed_and_nothing_typed_is_lost(clerk: Clerk) -> None:
    draft = begun(clerk)
    page = f"/drafts/{draft}"
    first = clerk.parties()[0]
    clerk.sends(page, title="更新契約書", **{f"party-{first}-name": "佐藤 一郎", "add": "party"})
    assert len(clerk.parties()) == 2
    second = clerk.parties()[1]
    assert clerk.fields(page)["title"] == "更新契約書"
    assert clerk.fields(page)[f"party-{second}-order"] == "2"
    clerk.sends(page, **{f"party-{second}-name": "鈴木 花子", "remove": first})
    assert clerk.parties() == [second]
    assert clerk.fields(page)[f"party-{second}-name"] == "鈴木 花子"


@pytest.mark.shows("IM-26")
def test_two_guarantors_have_an_order_a_code_and_a_colour_each(clerk: Clerk, office: Office) -> None:
    draft = clerk.drafts()
    page = f"/drafts/{draft}"
    clerk.opens(page)
    for name, code in CODES.items():
        clerk.sends(page, add="party")
        typed = {"role": "保証人", "name": name, "access_code": code}
        party = clerk.parties()[-1]
        clerk.sends(page, intent="save", **{f"party-{party}-{one}": word for one, word in typed.items()})
    tenant, *guarantors = clerk.parties()
    kept = {party_of(office, party).name: party_of(office, party) for party in guarantors}
    assert [(one.role, one.ordering) for one in kept.values()] == [("保証人", 2), ("保証人", 3)]
    for name, code in CODES.items():
        opened = [one for one, party in kept.items() if access_code_matches(party.access_code_hash, code)]
        assert opened == [name]
    clerk.opens(f"{page}/placement")
    marks = re.findall(r'placing__chip mark mark--(\d)"[^>]*data-placing-chip="([^"]+)"', clerk.text)
    assert {party for _mark, party in marks} == {tenant, *guarantors}
    assert len({mark for mark, _party in marks}) == len(marks) == 3


@pytest.mark.shows("IM-37", "IM-39")
def test_an_access_code_is_never_shown_again_once_it_is_typed(clerk: Clerk, office: Office) -> None:
    draft = begun(clerk)
    page, party = f"/drafts/{draft}", clerk.parties()[0]
    code, hint = f"party-{party}-access_code", f"party-{party}-access_code_hint"
    clerk.sends(page, starts_on="令和八年", **{code: "20010203", hint: "生年月日8桁", "intent": "save"})
    assert "20010203" not in clerk.text
    assert "設定済みです。" in clerk.text
    assert party_of(office, party).access_code_hash.startswith("$argon2id$")
    clerk.sends(page, starts_on="", **{code: "", "intent": "save"})
    assert party_of(office, party).access_code_hash
    clerk.sends(page, **{f"party-{party}-drop_code": "y", "intent": "save"})
    assert not party_of(office, party).access_code_hash


@pytest.mark.shows("UX-16", "IM-30", "IM-31")
def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(clerk: Clerk) -> None:
    draft = begun(clerk)
    page, party = f"/drafts/{draft}", clerk.parties()[0]
    typed = {
        f"party-{party}-kind": "corporate_informal",
        f"party-{party}-mail": "suzuki",
        "intent": "confirmation",
    }
    assert (
        clerk.sends(page, title="", starts_on="2026-04-01", ends_on="2026-03-31", **typed).status_code == 422
    )
    for sentence in (
        "文書名を入力してください。",
        "契約種別を選んでください。",
        "自社の立場を選んでください。",
        "契約終了日は、契約開始日以降の日付を入力してください。",
        "会社名を入力してください。",
        "氏名を入力してください。",
        "メールアドレスを正しく入力してください",
    ):
        assert sentence in clerk.text
    assert clerk.fields(page)[f"party-{party}-mail"] == "suzuki"


@pytest.mark.shows("IM-29")
def test_the_registered_seal_is_shown_with_its_reason_and_cannot_be_chosen(clerk: Clerk) -> None:
    draft = begun(clerk)
    page, party = f"/drafts/{draft}", clerk.parties()[0]
    assert "当事者ご自身の電子証明書による署名が必要" in clerk.text
    clerk.sends(page, **{f"party-{party}-kind": "corporate_registered", "intent": "confirmation"})
    assert "法人（実印）は選べません。" in clerk.text


@pytest.mark.shows("IM-29", "LW-08")
def test_with_the_option_the_registered_seal_is_chosen_and_the_partys_own_certificate_is_asked(
    clerk: Clerk, office: Office
) -> None:
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "registered_seals", value=True)
    draft = begun(clerk)
    page, party = f"/drafts/{draft}", clerk.parties()[0]
    assert "ご自身の電子証明書で署名します（当事者型）" in clerk.text
    clerk.sends(page, **{f"party-{party}-kind": "corporate_registered", "intent": "confirmation"})
    assert "法人（実印）は選べません。" not in clerk.text
    with office.opened.database.reading() as session:
        row = session.scalars(select(Party).where(Party.public_id == party)).one()
        version = newest_version(session, row.contract)
        assert version is not None
        assert plan_of(session, row.contract, row, version).own_certificate


@pytest.mark.shows("UX-03", "UX-13")
def test_days_and_amounts_are_read_as_people_write_them(clerk: Clerk, office: Office) -> None:
    draft = begun(clerk)
    typed = {
        "starts_on": "令和8年4月1日",
        "ends_on": "R9/3/31",
        "amount_state": "stated",
        "amount": "１，２００，０００円",
    }
    clerk.sends(f"/drafts/{draft}", intent="save", **typed)
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract)).one()
    assert (str(contract.starts_on), str(contract.ends_on), contract.amount) == (
        "2026-04-01",
        "2027-03-31",
        1_200_000,
    )


@pytest.mark.shows("CL-42")
def test_a_draft_survives_signing_out_and_is_its_owners_alone(
    clerk: Clerk, site: Flask, office: Office
) -> None:
    draft = begun(clerk)
    clerk.sends(f"/drafts/{draft}", title="残る下書き", intent="save")
    clerk.sends("/sign-out")
    clerk.signs_in(LEGAL)
    clerk.opens("/drafts")
    assert "残る下書き" in clerk.text
    clerk.opens(f"/drafts/{draft}")
    assert clerk.fields(f"/drafts/{draft}")["title"] == "残る下書き"
    hired(office, "colleague@sample.example", Role.LEGAL)
    colleague = Clerk(site)
    colleague.signs_in("colleague@sample.example")
    for path in (f"/drafts/{draft}", f"/contracts/{draft}", f"/contracts/{draft}/shown/document.pdf"):
        assert colleague.opens(path).status_code == 404


@pytest.mark.shows("CL-42", "UX-24")
def test_a_draft_is_deleted_after_a_question_that_names_it(clerk: Clerk) -> None:
    draft = begun(clerk)
    clerk.opens(f"/drafts/{draft}/deletion")
    assert "賃貸借契約書" in clerk.text
    clerk.sends(f"/drafts/{draft}/deletion")
    assert clerk.path == "/drafts"
    assert clerk.opens(f"/drafts/{draft}").status_code == 404


def test_who_may_not_draft_finds_no_such_page(approver: Clerk) -> None:
    for path in ("/drafts", "/drafts/new"):
        assert approver.opens(path).status_code == 404
