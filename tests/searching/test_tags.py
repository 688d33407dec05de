"""Tags are among the words of the search box, for who may see the contract that carries them."""

import pytest

import database.searchable as folding
from database.contract import Contract
from database.folders import Tag
from database.shelves.tags import add_tags, delete_tag, rename_tag, set_tags
from database.shelves.telling import By
from tests.searching.archive import Archive, Paper, new_staff


def tagged(archive: Archive, id_: int, *names: str) -> None:
    with archive.database.writing() as session:
        set_tags(session, By(archive.staff), session.get_one(Contract, id_), names)


def renamed(archive: Archive, key: str, name: str) -> None:
    with archive.database.writing() as session:
        rename_tag(session, By(archive.staff), session.query(Tag).filter_by(key=key).one(), name)


def test_a_contract_is_found_by_its_tags_as_they_are_now(archive: Archive) -> None:
    first, second = archive.holds(Paper("業務委託契約書"), Paper("変更覚書"))
    archive.is_indexed()
    tagged(archive, first, "買収計画", "至急")
    tagged(archive, second, "計画")
    assert archive.titles("買収") == archive.titles("至急 業務委託") == {"業務委託契約書"}
    assert archive.titles("計画 -至急") == {"変更覚書"}
    archive.is_indexed()
    renamed(archive, "買収計画", "ゆずりは")
    assert archive.titles("買収") == set()
    assert archive.titles("ゆずりは") == {"業務委託契約書"}
    renamed(archive, "ゆずりは", "計画")
    assert archive.titles("計画") == {"業務委託契約書", "変更覚書"}
    with archive.database.writing() as session:
        add_tags(session, By(archive.staff), session.get_one(Contract, second), ["みかん"])
        delete_tag(session, By(archive.staff), session.query(Tag).filter_by(key="計画").one())
    assert archive.titles("計画") == set()
    assert archive.titles("みかん") == {"変更覚書"}
    tagged(archive, second)
    assert archive.titles("みかん") == set()


@pytest.mark.shows("SR-19")
def test_the_tag_of_a_contract_that_somebody_may_not_see_finds_nothing(archive: Archive) -> None:
    (secret,) = archive.holds(Paper("共有の契約"))
    with archive.database.writing() as session:
        session.get_one(Contract, secret).confidential = True
    tagged(archive, secret, "買収計画")
    archive.is_indexed()
    assert archive.page("買収計画").total == 1
    archive.staff = new_staff(archive.database, name="佐藤 次郎")
    assert archive.page("買収計画").total == 0


def test_a_tag_on_many_contracts_is_folded_by_the_indexer(
    indexed: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "FOLDED_AT_ONCE", 2)
    for id_ in indexed.holds(*(Paper(f"契約{number}") for number in range(5))):
        tagged(indexed, id_, "至急")
    renamed(indexed, "至急", "ゆずりは")
    assert indexed.titles("ゆずりは") == {"契約0", "契約1"}
    assert indexed.desk.refold(10) == 3
    assert len(indexed.titles("ゆずりは")) == 5
