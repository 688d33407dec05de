import pytest

from adapters.imprint import ImprintImpossible, surname_imprint, surname_of


@pytest.mark.shows("IM-68")
@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("佐藤 一郎", "佐藤"),
        ("佐藤　一郎", "佐藤"),
        ("森 蘭丸", "森"),
        ("勅使河原 宏", "勅使河原"),
        ("𠮷田　美咲", "𠮷田"),
        ("森茉莉", "森茉莉"),
        ("佐藤一郎", "佐藤"),
        ("スミス", "スミス"),
        ("ジョン・スミス", "スミス"),
        ("シュワルツェネッガー", "シュワルツェネッガー"),
        ("John Smith", "Smith"),
        ("   ", ""),
    ],
)
def test_the_surname_is_guessed_from_the_name(name: str, surname: str) -> None:
    assert surname_of(name) == surname


@pytest.mark.shows("IM-68")
def test_the_seal_of_a_person_bears_the_surname_in_a_circle_of_10_5_mm() -> None:
    seal = surname_imprint(surname_of("佐藤 一郎"))

    assert (seal.shape, seal.text, seal.size_mm) == ("round", "佐藤", 10.5)


@pytest.mark.shows("UX-29")
@pytest.mark.parametrize("surname", ["佐藤", "髙橋", "シュミット", "Smith"])
def test_the_same_surname_gives_the_same_bytes(surname: str) -> None:
    first, second = surname_imprint(surname), surname_imprint(surname)

    assert first.svg.encode() == second.svg.encode()
    assert first.operators == second.operators


def test_the_svg_carries_no_style_no_script_and_no_text() -> None:
    svg = surname_imprint("佐藤").svg

    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" ')
    assert not any(word in svg for word in ("style", "script", "<text", "href", "佐"))
    assert "#C8202A" in svg


def test_half_width_and_split_kana_are_drawn_as_one_letter() -> None:
    assert surname_imprint("ｶﾞﾙｼｱ").svg == surname_imprint("ガルシア").svg
    assert surname_imprint("カ\u3099ルシア").svg == surname_imprint("ガルシア").svg


def test_a_variation_selector_takes_no_cell_of_its_own() -> None:
    plain, varied = surname_imprint("葛城"), surname_imprint("葛\U000e0101城")

    assert varied.svg.count("<path") == plain.svg.count("<path")
    assert surname_imprint("葛\U000e01ef城").svg == plain.svg


@pytest.mark.parametrize("surname", ["", "  ", "　"])
def test_an_empty_surname_makes_no_seal(surname: str) -> None:
    with pytest.raises(ImprintImpossible) as refusal:
        surname_imprint(surname)

    assert refusal.value.code == "empty"


def test_a_surname_over_15_characters_makes_no_seal() -> None:
    with pytest.raises(ImprintImpossible) as refusal:
        surname_imprint("ア" * 16)

    assert (refusal.value.code, refusal.value.facts) == ("too_long", {"length": 16, "most": 15})
