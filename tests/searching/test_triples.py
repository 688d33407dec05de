"""PostgreSQL names a long document by its triples: fewer are looked through, and none is missed."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.finding import LONG, bigrams, tokens_of, tokens_of_long, triples_for
from tests.searching.archive import Archive, Paper, by_hand

SIGNS = "契約書乙甲はのa1b2𠮷が -._%*(:|、\n"
FEW = 25
"""Characters from which a text is long here."""


@pytest.fixture
def long_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bigrams, "LONG_FROM", FEW)


@pytest.mark.shows("SR-15")
@given(st.text(alphabet="契約書AB1-(・ー 髙\n", max_size=30), st.data())
def test_the_tokens_of_a_long_text_hold_the_triples_of_every_part_of_it(
    text: str, data: st.DataObject
) -> None:
    begin = data.draw(st.integers(0, len(text)))
    part = text[begin : data.draw(st.integers(begin, len(text)))]
    held = tokens_of_long(text + "\n" + "。" * bigrams.LONG_FROM)
    assert LONG in held
    assert set(triples_for(part)) <= set(held)


def test_a_short_text_and_one_with_too_many_triples_have_their_pairs_alone() -> None:
    chance = random.Random(6)  # noqa: S311 -- repeatable, and no secret
    assert tokens_of_long("契約書") == tokens_of("契約書")
    many = "".join(chr(chance.randrange(0x4E00, 0x9FFF)) for _ in range(bigrams.LONG_FROM * 12))
    assert tokens_of_long(many) == tokens_of(many)
    assert len("".join(tokens_of(many)).encode()) < bigrams.MOST_BYTES


@pytest.mark.usefixtures("long_soon")
@pytest.mark.shows("SR-24")
def test_long_and_short_documents_are_found_as_by_hand(archive: Archive) -> None:
    chance = random.Random(7)  # noqa: S311 -- repeatable, and no secret
    said = ["".join(chance.choices(SIGNS, k=chance.choice((10, 60)))) for _ in range(40)]
    archive.holds(*(Paper(f"{number}契約", body=(one,)) for number, one in enumerate(said)))
    archive.is_indexed()
    texts = archive.texts()
    parts = [one[at : at + chance.choice((2, 3, 4, 6))] for at, one in enumerate(said) if len(one) > at + 6]
    typed = [*parts, *(f"{one} {other}" for one, other in itertools.pairwise(parts))]
    typed += [f"契約 -{one.strip()}" for one in parts if one.strip().isalnum()]
    assert [one for one in typed if archive.ids(one) != by_hand(texts, one)] == []


@pytest.mark.usefixtures("long_soon")
def test_triples_tell_a_long_document_that_has_the_pairs_but_not_the_word(archive: Archive) -> None:
    """乙契約、約書: all pairs of 契約書."""
    filler = "以上のとおり合意し、本書を作成する。" * 2
    has, lacks = archive.holds(
        Paper("甲", body=(f"本契約書は、{filler}",)), Paper("乙", body=(f"乙契約、約書は、{filler}",))
    )
    archive.is_indexed()
    assert archive.ids("契約書") == {has}
    assert set(triples_for("契約書")) <= set(tokens_of_long(f"本契約書は、{filler}"))
    assert not set(triples_for("契約書")) & set(tokens_of_long(f"乙契約、約書は、{filler}"))
    assert lacks not in archive.ids("契約書")
