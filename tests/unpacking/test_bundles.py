"""Only what stands in a ZIP comes out of it, and no more than the limits (T50)."""

import time
from pathlib import Path

import pytest

from adapters.unpacking import BundleLimits, BundleRefused, is_bundle, unpack
from tests.unpacking.bundles import ONE_MEBIBYTE, PDF, bundle, by_windows, claiming, linked, understated

LIMITS = BundleLimits(entries=5, entry_bytes=ONE_MEBIBYTE, all_bytes=2 * ONE_MEBIBYTE)


def refusal(data: bytes) -> str:
    with pytest.raises(BundleRefused) as refused:
        unpack(data, LIMITS)
    return refused.value.code


@pytest.mark.shows("T50")
def test_names_in_shift_jis_and_names_given_twice_are_told_apart() -> None:
    assert unpack(by_windows("賃貸借契約書.pdf", PDF), LIMITS)[0].name == "賃貸借契約書.pdf"
    twice = bundle(
        ("1階/契約書.pdf", b"first"), ("2階/契約書.pdf", b"second"), ("__MACOSX/._契約書.pdf", b"fork")
    )
    found = unpack(twice, LIMITS)
    assert [(one.name, one.data) for one in found] == [
        ("契約書.pdf", b"first"),
        ("契約書 (2).pdf", b"second"),
    ]
    assert is_bundle(twice)


@pytest.mark.shows("T50")
@pytest.mark.parametrize(
    ("made", "code"),
    [
        (bundle(("../../outside.pdf", PDF)), "escape"),
        (bundle(("/etc/outside.pdf", PDF)), "escape"),
        (bundle(("..\\..\\outside.pdf", PDF)), "escape"),
        (bundle(("C:/outside.pdf", PDF)), "escape"),
        (linked("contract.pdf", "/etc/passwd"), "link"),
        (bundle(("inside.zip", bundle(("contract.pdf", PDF)))), "nested"),
        (bundle(*((f"{at}.pdf", PDF) for at in range(6))), "too_many"),
        (bundle(("a.pdf", bytes(ONE_MEBIBYTE + 1))), "too_heavy"),
        (bundle(*((f"{at}.pdf", bytes(ONE_MEBIBYTE)) for at in range(3))), "too_heavy"),
        (b"PK\x03\x04 and nothing more", "damaged"),
    ],
)
def test_a_zip_that_wants_out_or_is_too_much_is_refused_whole(
    made: bytes, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "in" / "here"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    assert refusal(made) == code
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


@pytest.mark.shows("T50")
def test_a_zip_that_lies_about_its_sizes_or_its_number_gives_nothing() -> None:
    assert refusal(understated(100 * ONE_MEBIBYTE)) in {"damaged", "too_heavy"}
    began = time.monotonic()
    assert refusal(claiming(bundle(("contract.pdf", PDF)), 65_535)) == "too_many"
    assert refusal(bundle(*((f"{at}", b"") for at in range(20_000)))) == "too_many"
    assert time.monotonic() - began < 5
