"""SQLite's index of documents follows them, whoever writes; and what it says of a word is so."""

import random

import pytest
from sqlalchemy import text

from contracts.finding import folded, phrase_for
from database.body_desk import BodyDesk
from database.contract import Contract
from database.contract_body import ContractBody
from database.party import Party
from tests import databases
from tests.searching.archive import Archive, Paper, by_hand

pytestmark = pytest.mark.skipif(databases.is_postgresql(), reason="PostgreSQL has no such table")
SIGNS = "契約書乙甲はのa1b2㍿𠮷が -._%*(:|、\n"


def indexed_ids(archive: Archive, word: str) -> set[int]:
    phrase = phrase_for(word).text
    asked = text("SELECT rowid FROM contract_body_pairs WHERE contract_body_pairs MATCH :phrase")
    with archive.database.reading() as session:
        return set(session.scalars(asked, {"phrase": phrase}))


def test_the_index_follows_what_is_written_changed_and_deleted(indexed: Archive) -> None:
    kept, gone = indexed.holds(
        Paper("契約", body=("ゆずりはの条項",)), Paper("覚書", body=("ゆずりはの別紙",))
    )
    assert indexed_ids(indexed, "ゆずりは") == {kept, gone}
    with indexed.database.writing() as session:
        session.query(ContractBody).filter_by(contract_id=kept).update({"text": "みかんの条項"})
        session.query(Party).filter_by(contract_id=gone).delete()
        session.query(Contract).filter_by(id=gone).delete()
    assert indexed_ids(indexed, "ゆずりは") == set()
    assert indexed_ids(indexed, "みかん") == indexed_ids(indexed, "の条項") == {kept}
    while BodyDesk(indexed.database).forget():
        pass
    assert indexed_ids(indexed, "みかん") == set()
    with indexed.database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM contract_body_pairs_idx")) == 0


@pytest.mark.shows("SR-24")
def test_random_texts_of_few_signs_are_found_as_by_hand(indexed: Archive) -> None:
    chance = random.Random(5)  # noqa: S311 -- repeatable, and no secret
    said = ["".join(chance.choices(SIGNS, k=40)) for _ in range(60)]
    indexed.holds(*(Paper(f"{number}", body=(one,)) for number, one in enumerate(said)))
    indexed.is_indexed()
    texts = indexed.texts()
    asked = ["".join(chance.choices(SIGNS, k=chance.choice((1, 2, 2, 3, 4, 6)))) for _ in range(150)]
    asked += [one[at : at + 5] for at, one in enumerate(said[:35])]
    assert [one for one in asked if indexed.ids(one) != by_hand(texts, one)] == []


@pytest.mark.shows("SR-24")
def test_a_word_with_signs_is_found_without_a_look_into_documents() -> None:
    assert phrase_for("書（ヘルプ、").is_exact
    assert phrase_for("（").is_exact
    assert not phrase_for("a" * 100).is_exact


def test_the_signs_of_a_word_are_among_its_letters(indexed: Archive) -> None:
    near, apart = indexed.holds(
        Paper("甲", body=("業務委託契約書（ヘルプデスク）",)),
        Paper("乙", body=("契約書・ヘルプデスク、会計",)),
    )
    assert indexed_ids(indexed, folded("書（ヘルプ")) == indexed_ids(indexed, folded("（ヘ")) == {near}
    assert indexed_ids(indexed, folded("クデス")) == set()
    assert indexed_ids(indexed, folded("契約書")) == {near, apart}
    assert indexed_ids(indexed, folded("、会計")) == {apart}
