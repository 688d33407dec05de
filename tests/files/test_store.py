import hashlib
import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.files import (
    DigestDiffers,
    FileIdentity,
    FileMissing,
    FileStore,
    ObjectAlreadyWritten,
    ObjectIdRefused,
)
from adapters.keys import MasterKey, MasterKeys

Identify = Callable[..., FileIdentity]
FRAME = 64 * 1024


@pytest.mark.parametrize("length", [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME])
def test_what_was_written_is_read_back(store: FileStore, identify: Identify, length: int) -> None:
    data = secrets.token_bytes(length)
    identity = identify(data)
    store.write(identity, data)
    assert store.read(identity) == data
    assert store.size(identity) == length
    assert list(store.object_ids()) == [identity.object_id]


@pytest.fixture(scope="module")
def long_object(tmp_path_factory: pytest.TempPathFactory) -> tuple[FileStore, FileIdentity, bytes]:
    data = secrets.token_bytes(2 * FRAME + 100)
    identity = FileIdentity("org-1", str(uuid.uuid4()), "document", hashlib.sha256(data).hexdigest())
    store = FileStore(tmp_path_factory.mktemp("ranges"), MasterKeys.of(MasterKey(b"k" * 32)))
    store.write(identity, data)
    return store, identity, data


@given(start=st.integers(0, 2 * FRAME + 200), stop=st.integers(0, 2 * FRAME + 200))
def test_any_range_is_the_same_part_of_the_whole(
    long_object: tuple[FileStore, FileIdentity, bytes], start: int, stop: int
) -> None:
    store, identity, data = long_object
    assert store.read_range(identity, start, stop) == data[start:stop]


@pytest.mark.shows("T77")
def test_nothing_of_the_content_is_readable_on_disk(store: FileStore, root: Path, identify: Identify) -> None:
    data = b"CANARY-contract-of-Yamada " * 10_000
    identity = identify(data, organization="CANARY-org", purpose="CANARY-purpose")
    store.write(identity, data)
    for path in filter(Path.is_file, root.rglob("*")):
        assert b"CANARY" not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.shows("GM-31", "CL-44")
def test_two_equal_files_have_keys_and_ciphertexts_of_their_own_and_neither_is_a_pdf(
    store: FileStore, root: Path, identify: Identify
) -> None:
    data = b"%PDF-1.7 same" * 1000
    for _ in range(2):
        store.write(identify(data), data)
    one, other = (path.read_bytes() for path in root.glob("??/*"))
    its_key, others_key = (path.read_bytes() for path in root.glob("wrapped/??/*"))
    assert its_key[15:] != others_key[15:]
    assert not {one[at : at + 16] for at in range(15, len(one), 16)} & {
        other[at : at + 16] for at in range(15, len(other), 16)
    }
    assert b"PDF" not in one + other


def test_writing_the_same_again_changes_nothing(store: FileStore, root: Path, identify: Identify) -> None:
    identity = identify(b"once")
    store.write(identity, b"once")
    before = [path.read_bytes() for path in root.rglob("*") if path.is_file()]
    store.write(identity, b"once")
    assert [path.read_bytes() for path in root.rglob("*") if path.is_file()] == before


def test_an_id_is_written_once(store: FileStore, identify: Identify) -> None:
    first = identify(b"first")
    store.write(first, b"first")
    with pytest.raises(ObjectAlreadyWritten):
        store.write(identify(b"second", object_id=first.object_id), b"second")
    assert store.read(first) == b"first"


def test_bytes_that_are_not_those_of_the_digest_are_not_stored(store: FileStore, identify: Identify) -> None:
    identity = identify(b"shown")
    with pytest.raises(DigestDiffers):
        store.write(identity, b"other")
    assert not store.exists(identity.object_id)


def test_an_object_that_was_never_written_is_missing(store: FileStore, identify: Identify) -> None:
    with pytest.raises(FileMissing):
        store.read(identify(b""))


@pytest.mark.parametrize(
    "object_id", ["../../etc/passwd", "", "A" * 36, "B51E6A6F-F267-42A0-9A6D-D92CDD04415F"]
)
def test_an_id_that_is_no_uuid_never_becomes_a_path(
    store: FileStore, identify: Identify, object_id: str
) -> None:
    with pytest.raises(ObjectIdRefused):
        store.exists(object_id)
    with pytest.raises(ObjectIdRefused):
        store.write(replace(identify(b""), object_id=object_id), b"")


def test_fifty_megabytes_are_stored_and_read_in_seconds(store: FileStore, identify: Identify) -> None:
    data = secrets.token_bytes(50 * 1024 * 1024)
    identity = identify(data)
    started = time.perf_counter()
    store.write(identity, data)
    written = time.perf_counter()
    assert store.read(identity) == data
    read = time.perf_counter()
    print(f"50 MB: write {written - started:.2f} s, read {read - written:.2f} s")  # noqa: T201 -- the measure
    assert read - started < 20
