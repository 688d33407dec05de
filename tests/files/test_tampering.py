import os
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.files import FileIdentity, FileStore, FileTampered
from adapters.keys import MasterKey, MasterKeys

Identify = Callable[..., FileIdentity]
HEADER = 47
SEALED_FRAME = 64 * 1024 + 16
DATA = secrets.token_bytes(3 * 64 * 1024 + 500)


@pytest.fixture
def identity(store: FileStore, identify: Identify) -> FileIdentity:
    identity = identify(DATA)
    store.write(identity, DATA)
    return identity


def path_of(root: Path, identity: FileIdentity) -> Path:
    return next(root.glob(f"??/{identity.object_id}"))


@pytest.mark.shows("T74")
@pytest.mark.parametrize("place", [0, 6, 7, 14, 15, 31, HEADER - 1, HEADER, HEADER + SEALED_FRAME, -1])
def test_one_changed_bit_anywhere_is_found(
    store: FileStore, root: Path, identity: FileIdentity, place: int
) -> None:
    path = path_of(root, identity)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(FileTampered):
        store.read(identity)


@pytest.mark.shows("T74")
def test_two_objects_put_in_each_others_place_do_not_open(
    store: FileStore, root: Path, identity: FileIdentity, identify: Identify
) -> None:
    other = identify(DATA)
    store.write(other, DATA)
    here, there, aside = path_of(root, identity), path_of(root, other), root / "aside"
    here.rename(aside)
    there.rename(here)
    aside.rename(there)
    for swapped in (identity, other):
        with pytest.raises(FileTampered):
            store.read(swapped)


@pytest.mark.parametrize("cut", [1, 516, SEALED_FRAME, HEADER + 3 * SEALED_FRAME])
def test_a_cut_object_is_found_even_when_only_its_start_is_read(
    store: FileStore, root: Path, identity: FileIdentity, cut: int
) -> None:
    path = path_of(root, identity)
    os.truncate(path, path.stat().st_size - cut)
    with pytest.raises(FileTampered):
        store.read_range(identity, 0, 10)


def test_bytes_added_at_the_end_are_found(store: FileStore, root: Path, identity: FileIdentity) -> None:
    with path_of(root, identity).open("ab") as stream:
        stream.write(b"x")
    with pytest.raises(FileTampered):
        store.read(identity)


def test_frames_in_another_order_are_found(store: FileStore, root: Path, identity: FileIdentity) -> None:
    path = path_of(root, identity)
    content = path.read_bytes()
    header, frames = content[:HEADER], content[HEADER:]
    first, second, rest = (
        frames[:SEALED_FRAME],
        frames[SEALED_FRAME : 2 * SEALED_FRAME],
        frames[2 * SEALED_FRAME :],
    )
    path.write_bytes(header + second + first + rest)
    with pytest.raises(FileTampered):
        store.read(identity)


@pytest.mark.shows("T74")
@pytest.mark.parametrize(
    ("field", "value"), [("organization", "org-2"), ("purpose", "id_photo"), ("digest", "0" * 64)]
)
def test_an_object_opens_only_as_what_it_was_stored_as(
    store: FileStore, identity: FileIdentity, field: str, value: str
) -> None:
    with pytest.raises(FileTampered):
        store.read(replace(identity, **{field: value}))


def test_another_master_key_opens_nothing(store: FileStore, root: Path, identity: FileIdentity) -> None:
    assert store.exists(identity.object_id)
    with pytest.raises(FileTampered):
        FileStore(root, MasterKeys.of(MasterKey(b"x" * 32))).read(identity)
