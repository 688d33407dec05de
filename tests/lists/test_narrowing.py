"""文書管理 narrowed: every condition alone and together, and numbers that are those of the lists."""

import re
from datetime import date
from html import unescape

import pytest
from sqlalchemy import select, text

from contracts.roles import Role
from contracts.stage import Stage
from database.contract import Contract
from database.contract_type import ContractType
from database.engine import now_of
from database.folders import ContractTag, Folder, Tag
from database.people import User
from database.queries.archive import Order, Wanted, ordering
from tests import databases
from tests.counterparty.office import Office
from tests.desk.site import Clerk, hired
from tests.lists.looking import HEAPS, chips_of, days_ago, returned, stands, titles


@pytest.mark.shows("IM-71", "IM-72", "IM-70")
def test_ticked_statuses_and_days_list_exactly_what_meets_both(clerk: Clerk, office: Office) -> None:
    old, new, back = (office.sent(title=title) for title in ("古い契約", "新しい契約", "戻った契約"))
    stands(office, old, submitted_at=days_ago(office, 40))
    stands(office, back, stage=Stage.SENT_BACK)
    assert titles(clerk, stage="awaiting_other") == ["新しい契約", "古い契約"]
    assert set(titles(clerk, stage=["awaiting_other", "sent_back"])) == {
        "古い契約",
        "新しい契約",
        "戻った契約",
    }
    today = f"{days_ago(office, 1):%Y-%m-%d}"
    assert titles(clerk, stage="awaiting_other", sent_from=today) == ["新しい契約"]
    assert list(chips_of(clerk)) == ["送信日", "状態"]
    assert titles(clerk, sent_to=f"{days_ago(office, 30):%Y-%m-%d}") == ["古い契約"]
    assert new.contract in clerk.opens("/contracts").text
    clerk.opens("/contracts?sent_from=いつか")
    assert clerk.at is not None
    assert clerk.at.status_code == 422
    assert 'value="いつか"' in clerk.text


@pytest.mark.shows("IM-73")
def test_who_waits_too_long_and_what_came_back_are_found_and_marked(clerk: Clerk, office: Office) -> None:
    office.sent(title="今日の依頼")
    lost = office.sent(title="届かない依頼")
    returned(office, lost)
    assert titles(clerk, party="undelivered") == ["届かない依頼"]
    assert "不達" in clerk.text.partition('<th scope="row">')[2]
    assert titles(clerk, party="asked") == ["今日の依頼"]
    assert titles(clerk, waiting="3") == []
    assert chips_of(clerk) == {"依頼からの日数": "3日以上"}
    assert set(titles(clerk, columns="waiting,parties")) == {"今日の依頼", "届かない依頼"}
    assert "本日" in clerk.text.partition('<th scope="row">')[2]


def test_place_people_and_kind_narrow_the_list_and_what_is_unknown_finds_nothing(
    clerk: Clerk, office: Office
) -> None:
    filed, deep, loose = (office.sent(title=title) for title in ("上の階", "下の階", "棚の外"))
    with office.opened.database.writing() as session:
        organization, now = office.organization.id, now_of(session)
        top = Folder(organization_id=organization, name="賃貸", created_at=now)
        session.add(top)
        session.flush()
        below = Folder(organization_id=organization, name="東京", parent_id=top.id, created_at=now)
        tag = Tag(organization_id=organization, name="至急", key="至急", created_at=now)
        session.add_all([below, tag])
        session.flush()
        for one in session.execute(text("SELECT id, public_id FROM contract")).all():
            if one.public_id == deep.contract:
                session.add(ContractTag(tag_id=tag.id, contract_id=one.id, organization_id=organization))
        kind = session.scalars(select(ContractType).where(ContractType.code == "nda")).first()
        kind = kind or session.scalars(select(ContractType)).all()[-1]
        owner = session.scalars(select(User).where(User.name == "山田 花子")).first()
        top_id, below_id, kind_id = top.id, below.id, kind.id
        names = {"top": top.public_id, "below": below.public_id, "tag": tag.public_id, "kind": kind.public_id}
    stands(office, filed, folder_id=top_id)
    stands(office, deep, folder_id=below_id, confidential=False)
    stands(office, loose, type_id=kind_id)
    clerk = _administrator(clerk, office)
    assert set(titles(clerk, folder=names["top"])) == {"上の階", "下の階"}
    assert titles(clerk, folder=names["below"]) == ["下の階"]
    assert titles(clerk, folder="none") == ["棚の外"]
    assert titles(clerk, tag=names["tag"], folder=names["top"]) == ["下の階"]
    assert chips_of(clerk) == {"フォルダ": "賃貸", "タグ": "至急"}
    assert titles(clerk, type=names["kind"]) == ["棚の外"]
    assert titles(clerk, confidential="yes") == titles(clerk, folder="nowhere") == []
    assert owner is None or len(titles(clerk, owner=owner.public_id)) == 3


def _administrator(clerk: Clerk, office: Office) -> Clerk:
    hired(office, "chief@sample.example", Role.ADMINISTRATOR)
    chief = Clerk(clerk.site)
    chief.signs_in("chief@sample.example")
    return chief


@pytest.mark.shows("CL-39", "CL-43", "AD-25")
def test_the_number_of_each_heap_is_that_of_its_list(clerk: Clerk, office: Office) -> None:
    for at, stage in enumerate(HEAPS.values(), 1):
        for number in range(at):
            stands(office, office.sent(title=f"{stage}{number}"), stage=stage)
    stands(office, office.sent(title="相手が却下した契約"), stage=Stage.DECLINED)
    clerk.drafts("まだ送らない契約")
    clerk.opens("/contracts")
    heaps = clerk.text.partition('class="heaps"')[2].partition("</nav>")[0]
    found = re.findall(r'href="([^"]+)"\s*>([^<]+?)\s*<span[^>]*>(\d+)<', heaps)
    assert [(label, count) for _path, label, count in found] == [
        ("要確認", "1"),
        ("先方確認中", "2"),
        ("下書き", "1"),
    ]
    rest = re.findall(r'href="([^"]+)"\s*>(締結済み|却下)\s*</a>', heaps)
    for path, label, count in [*found, (*rest[0], "3"), (*rest[1], "5")]:
        clerk.opens(unescape(path))
        assert f"全{count}件" in clerk.text, label
        assert chips_of(clerk) == {"状態": label}
    refused = clerk.text
    assert "相手が却下した契約" in refused
    ends = refused.partition("契約の一覧</caption>")[2]
    assert [word for word in ("却下", "取り下げ") if f">{word}</span>" in ends] == ["却下", "取り下げ"]


@pytest.mark.shows("IM-12", "CL-40", "IM-84")
def test_every_bar_of_the_home_page_opens_a_list_of_its_number(clerk: Clerk, office: Office) -> None:
    for stage in (Stage.AWAITING_OWN, Stage.AWAITING_OTHER, Stage.CONCLUDED, Stage.CANCELLED):
        stands(office, office.sent(title=f"契約{stage}"), stage=stage)
    today = days_ago(office, 0)
    stands(
        office,
        office.sent(title="まもなく満了"),
        stage=Stage.CONCLUDED,
        ends_on=date.fromisoformat(f"{today:%Y-%m-%d}"),
    )
    stands(office, office.sent(title="先月の契約"), submitted_at=days_ago(office, 40))
    clerk.opens("/")
    figures = clerk.text.partition('class="home__figures"')[2].partition("署名リクエスト文書")[0]
    rows = re.findall(
        r'class="figures__link"\s+href="([^"]+)".*?figures__count number">(\d+)件', figures, re.DOTALL
    )
    assert len(rows) == 7 + 4 + 3
    for path, count in rows:
        clerk.opens(unescape(path))
        assert ("条件に合う契約はありません" if count == "0" else f"全{count}件") in clerk.text, path
    total = re.search(r'href="([^"]+)">\s*<span class="month__total number">(\d+)<', figures)
    assert total is not None
    assert total[2] == "5"
    clerk.opens(unescape(total[1]))
    assert "全5件" in clerk.text


@pytest.mark.skipif(databases.is_postgresql(), reason="of few rows PostgreSQL reads the whole table")
def test_every_order_is_read_off_an_index(office: Office) -> None:
    with office.opened.database.reading() as session:
        for order in Order:
            for reverse in (False, True):
                wanted = Wanted(order=order, reverse=reverse)
                ordered = select(Contract.id).where(Contract.organization_id == 1)
                query = ordered.order_by(*(one.by(one.column) for one in ordering(wanted))).limit(21)
                spelled = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
                plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {spelled}")
                steps = " ".join(row[-1] for row in plan)
                assert "INDEX ix_contract" in steps or "INDEX sqlite_autoindex_contract" in steps, steps
                assert "TEMP B-TREE FOR ORDER BY" not in steps, (order, reverse)
