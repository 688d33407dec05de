"""契約種別 as data: an administrator makes, changes, orders and hides them; drafts follow (IM-19, IM-20)."""

import importlib
import json

import pytest
from sqlalchemy import select

from contracts.acts import Submit
from contracts.preset_spelling import preset_from
from contracts.usual_types import USUAL
from database.audit import AuditEvent
from database.contract_type import ContractType
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.desk.typing import begun, kept, kept_contract, of

PAGE = "/contract-types"


def kind_of(office: Office, name: str) -> ContractType:
    with office.opened.database.reading() as session:
        return session.scalars(select(ContractType).where(ContractType.name == name)).one()


def told(office: Office, code: str) -> list[dict[str, str]]:
    with office.opened.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.code == code)).all()
    return [json.loads(row.facts) for row in rows]


def offered(clerk: Clerk) -> list[str]:
    """Return the types that the draft on the page shown may choose."""
    select_ = clerk.text.partition('name="contract_type"')[2].partition("</select>")[0]
    return [one.partition("</option>")[0].partition(">")[2] for one in select_.split("<option")[2:]]


def made(administrator: Clerk, name: str, **typed: object) -> str:
    administrator.opens(f"{PAGE}/new")
    administrator.sends(f"{PAGE}/new", name=name, **typed)
    return administrator.path


def test_what_was_in_code_before_is_what_an_installed_office_finds_in_its_types() -> None:
    migration = importlib.import_module("migrations.versions.0013_types")
    assert {code: preset_from(json.dumps(preset)) for code, preset in migration.PRESETS.items()} == USUAL


@pytest.mark.shows("IM-19", "CF-14")
def test_the_four_choices_of_the_guides_are_offered_and_a_type_is_added_and_renamed(
    clerk: Clerk, administrator: Clerk, office: Office
) -> None:
    page = begun(clerk)
    names = offered(clerk)
    for name in (
        "賃貸契約書（連帯保証人あり）",
        "賃貸契約書（連帯保証人なし）",
        "更新・駐車場・マンスリーマンション・家賃保証などの契約書",
        "管理委託契約や工事契約などの上記以外の契約書",
    ):
        assert name in names
    assert clerk.sends(page, intent="confirmation").status_code == 422
    assert "契約種別を選んでください。" in clerk.text
    made_at = made(administrator, "定期借地契約書")
    administrator.sends(made_at, name="事業用定期借地契約書")
    clerk.opens(page)
    assert offered(clerk) == [*names, "事業用定期借地契約書"]
    assert told(office, "contract_type_changed") == [{"name": "事業用定期借地契約書"}]


@pytest.mark.shows("IM-20", "IM-40")
def test_a_type_of_ones_own_proposes_its_parties_with_all_that_is_asked_of_them(
    clerk: Clerk, administrator: Clerk, office: Office
) -> None:
    path = made(
        administrator,
        "入会申込書",
        standing="own_signer",
        **{
            "party-1-role": "会員",
            "party-1-seal_drawn": "y",
            "party-1-hint": "会員番号の下4桁です。",
            "party-1-may_hand_over": "y",
            "party-1-access_code": "required",
            "party-1-document-1-title": "運転免許証",
            "party-1-document-1-is_identity": "y",
        },
    )
    administrator.sends(path, **{"party-2-role": "主催者", "party-2-order": "2", "party-2-side": "ours"})
    code = kind_of(office, "入会申込書").code
    page = begun(clerk, contract_type=code)
    assert kept_contract(office).standing == "own_signer"
    member, host = (kept(office, one) for one in clerk.parties())
    assert (member.role, member.seal_methods, member.may_hand_over) == ("会員", "drawn", True)
    assert member.access_code_hint == "会員番号の下4桁です。"
    clerk.sends(page, intent="save", **of(member.public_id, access_code_hint="会員番号の上4桁です。"))
    assert kept(office, member.public_id).access_code_hint == "会員番号の上4桁です。"
    assert [(one.title, one.is_identity) for one in member.required_documents] == [("運転免許証", True)]
    assert (host.role, host.own, host.ordering, host.kind) == ("主催者", True, 2, "corporate_informal")
    clerk.sends(page, intent="confirmation")
    assert "この契約種別では、アクセスコードを設定してください。" in clerk.text
    clerk.sends(page, contract_type="nda", intent="save", **of(host.public_id, name="法務 花子"))
    assert [kept(office, one).role for one in clerk.parties()] == ["乙", "甲", "主催者"]


@pytest.mark.shows("CF-02")
def test_where_a_type_uses_no_code_one_that_is_set_must_be_taken_away(
    clerk: Clerk, administrator: Clerk, office: Office
) -> None:
    made(administrator, "注文書", code_corporate="off", **{"party-1-role": "買主"})
    code = kind_of(office, "注文書").code
    page = begun(clerk, contract_type="nda")
    theirs = clerk.parties()[0]
    clerk.sends(page, intent="save", **of(theirs, access_code="A-1234"))
    clerk.sends(page, contract_type=code, intent="save")
    clerk.sends(page, intent="confirmation")
    assert "「設定済みのアクセスコードを外す」を選んでください。" in clerk.text
    clerk.sends(page, intent="confirmation", **of(theirs, drop_code="y"))
    assert "「設定済みのアクセスコードを外す」を選んでください。" not in clerk.text


def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(administrator: Clerk) -> None:
    administrator.opens(f"{PAGE}/new")
    wrong = {"party-1-role": "甲", "party-1-order": "先", "field-1-title": "種別", "field-1-kind": "choice"}
    answer = administrator.sends(f"{PAGE}/new", name="秘密保持契約書（NDA）", **wrong)
    assert answer.status_code == 422
    assert "1〜99の数字で入力してください。" in administrator.text
    assert "選択肢を2つ以上" in administrator.text
    assert wrong.items() <= administrator.fields(f"{PAGE}/new").items()
    fitting = {"party-1-order": "1", "field-1-options": "新規、更新"}
    assert administrator.sends(f"{PAGE}/new", **fitting).status_code == 422
    assert "同じ名前の契約種別があります。" in administrator.text
    administrator.sends(f"{PAGE}/new", more="party", name="")
    assert {"party-1-role": "甲", "party-2-role": ""}.items() <= administrator.fields(f"{PAGE}/new").items()


def test_a_type_is_moved_copied_and_hidden_and_a_draft_that_holds_it_keeps_it(
    clerk: Clerk, administrator: Clerk, office: Office
) -> None:
    page = begun(clerk, contract_type="nda")
    nda = kind_of(office, "秘密保持契約書（NDA）").public_id
    administrator.opens(PAGE)
    administrator.sends(f"{PAGE}/{nda}/place", to="up")
    administrator.opens(f"{PAGE}/{nda}")
    administrator.sends(f"{PAGE}/{nda}/visibility", hidden="yes")
    clerk.opens(page)
    assert offered(clerk)[2] == "秘密保持契約書（NDA）"
    clerk.sends(page, contract_type="lease", intent="save")
    assert "秘密保持契約書（NDA）" not in offered(clerk)
    administrator.opens(f"{PAGE}/new?like={nda}")
    administrator.sends(f"{PAGE}/new")
    copy = kind_of(office, "秘密保持契約書（NDA） のコピー")
    assert preset_from(copy.preset) == USUAL["nda"]
    assert len(told(office, "contract_type_moved")) == len(told(office, "contract_type_hidden")) == 1


@pytest.mark.shows("CF-09")
def test_a_type_asks_for_signature_boxes_and_says_how_long_a_request_stays_open(
    clerk: Clerk, administrator: Clerk, office: Office
) -> None:
    lease = kind_of(office, "賃貸契約書（連帯保証人なし）").public_id
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}/confirmation")
    administrator.opens(f"{PAGE}/{lease}")
    administrator.sends(f"{PAGE}/{lease}", min_signature_boxes="１", link_days="7")
    clerk.sends(f"/drafts/{draft}/sending")
    assert office.engine.asked == []
    administrator.sends(f"{PAGE}/{lease}", min_signature_boxes="0")
    clerk.opens(f"/drafts/{draft}/confirmation")
    clerk.sends(f"/drafts/{draft}/sending")
    [submit] = office.engine.asked
    assert isinstance(submit, Submit)
    assert submit.link_days == 7


def test_a_form_sent_twice_makes_one_type(administrator: Clerk, office: Office) -> None:
    administrator.opens(f"{PAGE}/new")
    typed = {**administrator.fields(f"{PAGE}/new"), "name": "覚書"}
    first = administrator.client.post(f"{PAGE}/new", data=typed)
    second = administrator.client.post(f"{PAGE}/new", data=typed)
    assert first.location == second.location
    assert len(told(office, "contract_type_added")) == 1


def test_only_administrators_find_the_pages(clerk: Clerk, office: Office) -> None:
    nda = kind_of(office, "秘密保持契約書（NDA）").public_id
    for path in (PAGE, f"{PAGE}/new", f"{PAGE}/{nda}"):
        assert clerk.opens(path).status_code == 404
