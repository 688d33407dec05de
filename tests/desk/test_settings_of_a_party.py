"""詳しい設定: how somebody is known, what is asked of them, what they may do."""

import pytest
from sqlalchemy import select

from contracts.acts import EDITION, Submit
from database.queries.preferences import set_preference
from database.snippet import Snippet
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.desk.typing import begun, kept, of


def sent(clerk: Clerk, office: Office, page: str) -> Submit:
    clerk.sends(page, intent="confirmation")
    assert clerk.path == f"{page}/confirmation", clerk.text
    clerk.sends(f"{page}/sending")
    submit = office.engine.asked[0]
    assert isinstance(submit, Submit)
    return submit


@pytest.mark.shows("LW-06")
def test_the_levels_are_explained_without_a_promise(clerk: Clerk) -> None:
    begun(clerk)
    for words in (
        "L1　",
        "L2　",
        "L3　",
        "アクセスコードは数えません。",
        "法律上の効果を約束するものではありません。",
    ):
        assert words in clerk.text
    assert "3条" not in clerk.text
    assert "推定" not in clerk.text


@pytest.mark.shows("CS-36", "IM-58", "CF-08")
def test_everything_asked_of_a_party_reaches_the_confirmation_and_the_plan(
    clerk: Clerk, office: Office
) -> None:
    page = begun(
        clerk,
        title="秘密保持契約書",
        contract_type="nda",
        standing="broker",
        comment="よろしくお願いします。",
    )
    first, second = clerk.parties()
    clerk.sends(
        page,
        **of(first, name="佐藤 一郎", company="株式会社みどり企画", mail="sato@example.com", profile="L2"),
        **of(first, may_hand_over="y", seal_generated=None, seal_drawn="y", access_code="2001-0203"),
        **{f"party-{first}-document-1-title": "登記事項証明書", f"party-{first}-input-1-title": "住所"},
        **{f"party-{first}-input-1-maps_to": "address", "more": f"party-{first}-document"},
    )
    clerk.sends(
        page,
        intent="save",
        **{f"party-{first}-document-2-title": "名刺", f"party-{first}-document-2-required": None},
        **of(second, name="田中 誠", company="株式会社みどり不動産", mail="tanaka@example.com", imprint=None),
        **of(second, declares=None),
    )
    submit = sent(clerk, office, page)
    one, two = submit.parties
    row = kept(office, first)
    assert submit.edition == EDITION
    assert (one.profile, one.may_hand_over, one.access_code, one.declares) == ("L2", True, True, True)
    assert [one.documents, one.optional_documents] == [
        [document.public_id] for document in row.required_documents
    ]
    assert one.fields == [field.public_id for field in row.fields]
    assert row.fields[0].maps_to == "address"
    assert row.seal_methods == "uploaded drawn"
    assert (two.imprint, two.declares, two.documents) == (False, False, [])


def test_the_confirmation_lists_what_was_entered(clerk: Clerk) -> None:
    page = begun(
        clerk, title="覚書", contract_type="other", standing="broker", comment="二枚目をご覧ください。"
    )
    party = clerk.parties()[0]
    clerk.sends(
        page,
        intent="confirmation",
        **of(party, name="佐藤 一郎", phone="09012345678", phone_obtained_on="2026-04-01", may_hand_over="y"),
        **{f"party-{party}-document-1-title": "運転免許証", f"party-{party}-document-1-is_identity": "y"},
        **{f"party-{party}-input-1-title": "入居日", f"party-{party}-input-1-maps_to": "starts_on"},
    )
    for shown in (
        "二枚目をご覧ください。",
        "090-1234-5678（取得日 2026年4月1日）",
        "運転免許証（必須・本人確認書類）",
        "入居日（フリーテキスト・必須・契約開始日）",
        "生成（氏名・会社名から作る）、アップロード（印影の画像）",
        "許可する",
    ):
        assert shown in clerk.text


def test_a_row_keeps_its_identity_while_it_is_reworded_and_goes_when_it_is_emptied(
    clerk: Clerk, office: Office
) -> None:
    page = begun(clerk)
    party = clerk.parties()[0]
    clerk.sends(page, intent="save", **{f"party-{party}-document-1-title": "免許証"})
    before = kept(office, party).required_documents[0].public_id
    clerk.sends(page, intent="save", **{f"party-{party}-document-1-title": "運転免許証"})
    after = kept(office, party).required_documents
    assert [(row.public_id, row.title) for row in after] == [(before, "運転免許証")]
    note = {f"party-{party}-document-1-title": "", f"party-{party}-document-1-note": "両面"}
    assert clerk.sends(page, intent="save", **note).status_code == 422
    clerk.sends(page, intent="save", **{f"party-{party}-document-1-note": ""})
    assert kept(office, party).required_documents == []


@pytest.mark.shows("IM-45")
def test_handing_over_is_offered_only_where_role_and_kind_allow_it(clerk: Clerk, office: Office) -> None:
    page = begun(clerk, contract_type="lease", standing="broker")
    lessor = clerk.parties()[2]
    shown = [party for party in clerk.parties() if f'name="party-{party}-may_hand_over"' in clerk.text]
    assert shown == [lessor]
    clerk.sends(page, intent="save", **of(lessor, may_hand_over="y"))
    assert kept(office, lessor).may_hand_over
    clerk.sends(page, intent="save", **of(lessor, role="借主"))
    assert not kept(office, lessor).may_hand_over


@pytest.mark.shows("IM-38")
def test_an_access_code_follows_the_rule_of_the_organisation(clerk: Clerk, office: Office) -> None:
    page = begun(clerk)
    party = clerk.parties()[0]
    assert clerk.sends(page, **of(party, access_code="秘密の言葉")).status_code == 422
    assert "アクセスコードは半角の英数字と記号で" in clerk.text
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "access_code_rule", "four_digits")
    clerk.sends(page, **of(party, access_code="20010203"))
    assert "アクセスコードは4桁の数字で入力してください。" in clerk.text
    clerk.sends(page, intent="save", **of(party, access_code="０４１２"))
    assert kept(office, party).access_code_hash


@pytest.mark.shows("IM-40", "IM-41")
def test_a_hint_begins_with_the_usual_words_and_takes_saved_ones(clerk: Clerk, office: Office) -> None:
    page = begun(clerk)
    party = clerk.parties()[0]
    assert "西暦8桁" in str(clerk.fields(page)[f"party-{party}-access_code_hint"])
    assert clerk.sends(page, **of(party, access_code="19850505")).status_code == 422
    assert "アクセスコードと同じ文字がヒントに書かれています。" in clerk.text
    clerk.opens("/snippets/new")
    clerk.sends("/snippets/new", body="届出の4桁を入力してください。", shared="y")
    with office.opened.database.reading() as session:
        saved = session.scalars(select(Snippet.public_id)).one()
    clerk.opens(page)
    clerk.sends(page, insert=party, **of(party, access_code_hint="ご存じの番号です。", snippet=saved))
    hint = kept(office, party).access_code_hint.splitlines()
    assert hint == ["ご存じの番号です。", "届出の4桁を入力してください。"]
    assert str(clerk.fields(page)[f"party-{party}-access_code_hint"]).splitlines() == hint


@pytest.mark.shows("IM-46", "IM-48")
def test_a_party_is_asked_to_sign_unless_it_is_unticked_and_then_needs_no_order(
    clerk: Clerk, office: Office
) -> None:
    page = begun(clerk, title="覚書", contract_type="other", standing="broker")
    clerk.sends(page, add="party")
    first, second = clerk.parties()
    assert clerk.fields(page)[f"party-{second}-signs"] == "y"
    clerk.sends(page, intent="save", **of(first, name="佐藤 一郎", mail="sato@example.com"))
    shared = {
        "role": "保証会社",
        "name": "共有 次郎",
        "mail": "share@example.com",
        "signs": None,
        "order": "なし",
    }
    clerk.sends(
        page, intent="save", **of(second, **shared, profile="L3", seal_generated=None, seal_uploaded=None)
    )
    plan = sent(clerk, office, page).parties[1]
    assert (plan.signs, plan.imprint, plan.profile, plan.declares) == (False, False, "", False)


@pytest.mark.shows("IM-54", "IM-55")
def test_a_colleague_signs_for_the_own_company_also_as_an_agent(clerk: Clerk, office: Office) -> None:
    page = begun(clerk, title="賃貸借契約書", contract_type="lease", standing="agent")
    lessee, lessor = clerk.parties()
    row = kept(office, lessor)
    assert (row.company, row.own, row.as_proxy, row.kind) == (
        "株式会社サンプル不動産",
        True,
        True,
        "corporate_informal",
    )
    clerk.sends(page, intent="save", **of(lessee, name="佐藤 一郎", mail="sato@example.com"))
    clerk.sends(page, intent="save", **of(lessor, name="山田 花子", mail="yamada@sample.example"))
    plans = sent(clerk, office, page).parties
    assert [(plan.own, plan.order, plan.signs) for plan in plans] == [(False, 1, True), (True, 2, True)]


@pytest.mark.shows("CF-10")
def test_an_input_is_required_unless_it_is_unticked(clerk: Clerk, office: Office) -> None:
    page = begun(clerk, title="覚書", contract_type="other", standing="broker")
    party = clerk.parties()[0]
    name = f"party-{party}-input-1"
    assert clerk.fields(page)[f"{name}-required"] == "y"
    clerk.sends(page, intent="save", **{f"{name}-title": "ご意見", f"{name}-required": None})
    clerk.sends(page, intent="save", **{f"party-{party}-input-2-title": "住所"})
    clerk.sends(page, intent="save", **of(party, name="佐藤 一郎", mail="sato@example.com"))
    plan = sent(clerk, office, page).parties[0]
    assert [(row.label, row.public_id in plan.fields) for row in kept(office, party).fields] == [
        ("ご意見", False),
        ("住所", True),
    ]


@pytest.mark.shows("CF-02", "CF-13")
def test_a_company_may_be_asked_for_an_access_code_and_its_person_stands_apart(
    clerk: Clerk, office: Office
) -> None:
    page = begun(clerk, title="覚書", contract_type="other", standing="broker")
    party = clerk.parties()[0]
    company = {"kind": "corporate_informal", "company": "株式会社みどり企画", "mail": "midori@example.com"}
    clerk.sends(page, intent="confirmation", **of(party, **company, access_code="2001-0203"))
    assert "氏名を入力してください。" in clerk.text
    clerk.sends(page, intent="save", **of(party, name="高橋 美咲"))
    row = kept(office, party)
    assert (row.company, row.name) == ("株式会社みどり企画", "高橋 美咲")
    assert sent(clerk, office, page).parties[0].access_code
