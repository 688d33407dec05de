"""文書テンプレート: kept from a draft or a contract, used for drafts that are copies (MK-50)."""

import json
import re

import pytest
from flask import Flask
from sqlalchemy import select

from contracts.event_table import canonical
from contracts.roles import Role
from database.contract import Contract
from database.document import DocumentVersion
from database.document_template import DocumentTemplate
from database.party import Party
from database.placing import PartyBox
from tests.counterparty.office import Office
from tests.desk.cases import sent_by
from tests.desk.site import Clerk, hired
from tests.desk.typing import begun, of

PAGE = "/templates"


def contract_of(office: Office, public_id: str) -> Contract:
    with office.opened.database.reading() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == public_id)).one()
        _ = [(len(party.required_documents), len(party.fields)) for party in row.parties]
    return row


def template_of(office: Office, name: str) -> DocumentTemplate:
    with office.opened.database.reading() as session:
        return session.scalars(select(DocumentTemplate).where(DocumentTemplate.name == name)).one()


def a_placed_box(office: Office, party: str) -> None:
    with office.opened.database.writing() as session:
        row = session.scalars(select(Party).where(Party.public_id == party)).one()
        field = row.fields[0]
        field.page, field.x, field.y, field.width, field.height = 1, 72.0, 500.0, 120.0, 20.0
        session.add(
            PartyBox(
                organization_id=row.organization_id,
                party_id=row.id,
                kind="seal",
                document=1,
                page=2,
                x=300.0,
                y=100.0,
                width=68.0,
                height=68.0,
            )
        )


def nda(clerk: Clerk, office: Office) -> str:
    """Prepare a whole NDA and return its public id."""
    page = begun(clerk, title="秘密保持契約書", contract_type="nda", standing="own_signer")
    theirs, ours = clerk.parties()
    clerk.sends(
        page,
        intent="save",
        comment="よろしくお願いいたします。",
        **of(theirs, company="株式会社乙社", name="乙山 次郎", mail="otsu@example.com", access_code="A-1234"),
        **of(ours, name="法務 花子", mail="president@sample.example"),
        **{
            f"party-{theirs}-document-1-title": "登記簿謄本",
            f"party-{theirs}-input-1-title": "契約締結日",
            f"party-{theirs}-input-1-maps_to": "agreed_on",
        },
    )
    a_placed_box(office, theirs)
    return page.rpartition("/")[2]


def kept(clerk: Clerk, contract: str, **typed: object) -> None:
    clerk.opens(f"/contracts/{contract}/template")
    clerk.sends(f"/contracts/{contract}/template", **typed)


@pytest.mark.shows("MK-50", "CL-52")
def test_a_draft_made_of_a_template_has_its_files_boxes_settings_and_fixed_recipients(
    clerk: Clerk, office: Office
) -> None:
    contract = nda(clerk, office)
    kept(clerk, contract, name="NDA ひな形", title="{{会社名}} 秘密保持契約書", shared="y")
    use = clerk.path
    assert use == f"{PAGE}/{template_of(office, 'NDA ひな形').public_id}/draft"
    clerk.sends(
        use, **{"who-1-company": "株式会社丙社", "who-1-name": "丙川 三郎", "who-1-mail": "hei@example.com"}
    )
    draft = clerk.path.split("/")[2]
    assert clerk.path == f"/drafts/{draft}/confirmation"
    row = contract_of(office, draft)
    assert (row.title, row.comment, row.standing) == (
        "株式会社丙社 秘密保持契約書",
        "よろしくお願いいたします。",
        "own_signer",
    )
    theirs, ours = row.parties
    assert (theirs.company, theirs.name, theirs.mail) == ("株式会社丙社", "丙川 三郎", "hei@example.com")
    assert theirs.access_code_hash == ""
    assert (ours.name, ours.mail, ours.own) == ("法務 花子", "president@sample.example", True)
    [field], [paper] = theirs.fields, theirs.required_documents
    assert (field.label, field.maps_to, field.page, field.x) == ("契約締結日", "agreed_on", 1, 72.0)
    assert paper.title == "登記簿謄本"
    with office.opened.database.reading() as session:
        boxes = session.scalars(select(PartyBox).where(PartyBox.party_id == theirs.id)).all()
        versions = session.scalars(select(DocumentVersion).order_by(DocumentVersion.id)).all()
        assert [(one.kind, one.page, one.x) for one in boxes] == [("seal", 2, 300.0)]
        assert versions[0].uploaded_id == versions[-1].uploaded_id


def with_coded_party(clerk: Clerk, office: Office) -> DocumentTemplate:
    """Keep an NDA with everybody's names; the other side was to enter an access code."""
    contract = nda(clerk, office)
    parties = [party.public_id for party in contract_of(office, contract).parties]
    kept(clerk, contract, name="NDA ひな形", fixed=parties)
    return template_of(office, "NDA ひな形")


def test_a_template_keeps_no_access_code_and_its_draft_asks_for_another(clerk: Clerk, office: Office) -> None:
    held = with_coded_party(clerk, office)
    assert "access_code_hash" not in held.content
    use = f"{PAGE}/{held.public_id}/draft"
    clerk.opens(use)
    assert "アクセスコードはテンプレートに残りません。" in clerk.text
    clerk.sends(use)
    draft = clerk.path.split("/")[2]
    assert clerk.path == f"/drafts/{draft}"
    assert "アクセスコードを設定し直してください。" in clerk.text
    theirs, _ours = contract_of(office, draft).parties
    assert (theirs.company, theirs.access_code_hash) == ("株式会社乙社", "")


def test_an_access_code_that_a_template_kept_earlier_gets_into_no_draft_and_goes_with_the_next_change(
    clerk: Clerk, office: Office
) -> None:
    held = with_coded_party(clerk, office)
    kept_earlier = json.loads(held.content)
    for party in kept_earlier["parties"]:
        del party["asked"]["asks_code"]
    kept_earlier["parties"][0]["who"]["access_code_hash"] = "scrypt$secret"
    with office.opened.database.writing() as session:
        session.merge(held).content = canonical(kept_earlier)
    use, page = f"{PAGE}/{held.public_id}/draft", f"{PAGE}/{held.public_id}"
    clerk.opens(use)
    assert "アクセスコードはテンプレートに残りません。" in clerk.text
    clerk.sends(use)
    draft = clerk.path.split("/")[2]
    assert [one.access_code_hash for one in contract_of(office, draft).parties] == ["", ""]
    clerk.opens(page)
    clerk.sends(page, name="NDA（改）")
    changed = template_of(office, "NDA（改）")
    assert "secret" not in changed.content
    clerk.opens(use)
    assert "アクセスコードはテンプレートに残りません。" in clerk.text


@pytest.mark.shows("MK-50")
def test_from_the_menu_to_sent_takes_four_presses(clerk: Clerk, office: Office) -> None:
    kept(clerk, nda(clerk, office), name="NDA ひな形")
    clerk.opens("/")
    presses = [PAGE, f"{PAGE}/{template_of(office, 'NDA ひな形').public_id}/draft"]
    for path in presses:
        assert f'href="{path}"' in clerk.text
        clerk.opens(path)
    who = {"who-1-company": "株式会社丙社", "who-1-name": "丙川 三郎", "who-1-mail": "hei@example.com"}
    clerk.sends(clerk.path, **who)
    draft = clerk.path.split("/")[2]
    clerk.sends(f"/drafts/{draft}/sending")
    assert clerk.path == f"/contracts/{draft}"
    assert contract_of(office, draft).sequence > 0


@pytest.mark.shows("MK-50")
def test_a_sent_contract_becomes_a_template_and_a_change_of_it_alters_nothing_sent(
    clerk: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    assert f'href="/contracts/{sent.contract}/template"' in clerk.text
    kept(clerk, sent.contract, name="賃貸", fixed=sent.parties[0].public_id)
    before = contract_of(office, sent.contract)
    held = template_of(office, "賃貸")
    clerk.opens(f"{PAGE}/{held.public_id}")
    clerk.sends(f"{PAGE}/{held.public_id}", name="賃貸（改）", title="別の文書名", comment="別のコメント")
    after = contract_of(office, sent.contract)
    assert (after.title, after.comment, after.rev) == (before.title, before.comment, before.rev)
    clerk.opens(f"{PAGE}/{held.public_id}/deletion")
    clerk.sends(f"{PAGE}/{held.public_id}/deletion")
    assert "テンプレートはまだありません" in clerk.text
    assert contract_of(office, sent.contract).title == before.title


@pytest.mark.shows("T32")
def test_placeholders_come_from_a_short_list_and_are_never_code(clerk: Clerk, office: Office) -> None:
    contract = nda(clerk, office)
    clerk.opens(f"/contracts/{contract}/template")
    page = f"/contracts/{contract}/template"
    for attack in ("{{ config }}", "{{7*7}}", "{{ ''.__class__ }}"):
        assert clerk.sends(page, name="攻撃", title=attack).status_code == 422
        assert "使えない差し込みです" in clerk.text
    clerk.sends(page, name="差し込み", title="{{会社名}}／{{件名}}／{% raw %}", comment="{{氏名}} 様")
    use = clerk.path
    clerk.sends(
        use,
        subject="{{自社名}}",
        **{"who-1-company": "{{7*7}}社", "who-1-name": "丙川 三郎", "who-1-mail": "hei@example.com"},
    )
    row = contract_of(office, clerk.path.split("/")[2])
    assert (row.title, row.comment) == ("{{7*7}}社／{{自社名}}／{% raw %}", "丙川 三郎 様")


def test_what_is_personal_is_seen_by_nobody_else_and_no_template_is_made_of_what_one_may_not_see(
    clerk: Clerk, site: Flask, office: Office
) -> None:
    contract = nda(clerk, office)
    kept(clerk, contract, name="自分用", shared=None)
    own = template_of(office, "自分用").public_id
    hired(office, "colleague@sample.example", Role.LEGAL)
    colleague = Clerk(site)
    colleague.signs_in("colleague@sample.example")
    assert "自分用" not in colleague.opens(PAGE).text
    for path in (f"{PAGE}/{own}", f"{PAGE}/{own}/draft", f"/contracts/{contract}/template"):
        assert colleague.opens(path).status_code == 404


def test_a_form_sent_twice_makes_one_draft_and_what_is_missing_is_asked_for(
    clerk: Clerk, office: Office
) -> None:
    kept(clerk, nda(clerk, office), name="NDA ひな形")
    use = clerk.path
    assert clerk.sends(use, **{"who-1-company": "株式会社丙社"}).status_code == 422
    for words in ("氏名を入力してください。", "メールアドレスを入力してください。", "株式会社丙社"):
        assert words in clerk.text
    said = {**clerk.fields(use), "who-1-name": "丙川 三郎", "who-1-mail": "hei@example.com"}
    typed = {name: value for name, value in said.items() if value}
    first, second = (clerk.client.post(use, data=typed) for _press in range(2))
    assert first.location == second.location
    assert re.fullmatch(r"/drafts/[0-9a-f-]{36}/confirmation", first.location)
