"""The wrapped key beside each object: replaced by a rotation, gone for good with a shredding."""

import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.files import FileIdentity, FileMissing, FileStore, FileTampered, ObjectAlreadyWritten
from adapters.files import store as store_module
from adapters.files.first_format import BLANK
from adapters.files.wrapped import DESTROYED, DataKey, WrappedKeys
from adapters.keys import KeyPurpose, MasterKey, MasterKeys
from contracts.signing import Purpose
from tests.files.first_format import HEADER, write_as_before

Identify = Callable[..., FileIdentity]
ROOT = Path(__file__).resolve().parents[2]
OLD, NEW = MasterKey(b"k" * 32), MasterKey(b"n" * 32)
DATA = secrets.token_bytes(3 * 64 * 1024 + 500)


def object_of(root: Path, identity: FileIdentity) -> Path:
    return next(root.glob(f"??/{identity.object_id}"))


def key_of(root: Path, identity: FileIdentity) -> Path:
    return next(root.glob(f"wrapped/??/{identity.object_id}"))


@pytest.mark.shows("GM-31")
def test_a_rotation_wraps_the_key_anew_and_leaves_the_object_as_it_is(
    store: FileStore, root: Path, identify: Identify
) -> None:
    identity = identify(DATA)
    store.write(identity, DATA)
    before = object_of(root, identity).read_bytes()
    during = FileStore(root, MasterKeys.of(NEW, OLD))
    assert during.read(identity) == DATA
    assert (during.wrap_anew(identity), during.wrap_anew(identity)) == (True, False)
    assert object_of(root, identity).read_bytes() == before
    assert FileStore(root, MasterKeys.of(NEW)).read(identity) == DATA
    with pytest.raises(FileTampered):
        FileStore(root, MasterKeys.of(OLD)).read(identity)


@pytest.mark.shows("GM-31")
def test_an_object_of_an_older_release_opens_and_gives_up_its_own_header_to_a_rotation(
    store: FileStore, root: Path, identify: Identify
) -> None:
    identity = identify(DATA)
    path = write_as_before(root, identity, DATA, OLD)
    before = path.read_bytes()
    assert store.read(identity) == DATA
    assert FileStore(root, MasterKeys.of(NEW, OLD)).wrap_anew(identity)
    after = path.read_bytes()
    assert after[:HEADER] == BLANK
    assert after[HEADER:] == before[HEADER:]
    newest = FileStore(root, MasterKeys.of(NEW))
    assert newest.read(identity) == DATA
    assert newest.read_range(identity, 70_000, 70_010) == DATA[70_000:70_010]
    path.write_bytes(before)
    assert newest.read(identity) == DATA, "a kill before the header is blank"
    path.write_bytes(BLANK[:40] + before[40:])
    assert newest.read(identity) == DATA, "a power cut while it is blanked"


@pytest.mark.parametrize("release", ["now", "before, rotated", "before, its key taken out"])
def test_a_shredded_file_opens_never_again_even_where_a_copy_of_the_object_was_kept(
    store: FileStore, root: Path, identify: Identify, release: str
) -> None:
    identity = identify(DATA)
    if release == "now":
        store.write(identity, DATA)
    elif release == "before, rotated":
        write_as_before(root, identity, DATA, MasterKey(b"o" * 32))
        store = FileStore(root, MasterKeys.of(OLD, MasterKey(b"o" * 32)))
        assert store.wrap_anew(identity)
    else:
        write_as_before(root, identity, DATA, OLD)
        assert (store.take_key_out(identity), store.take_key_out(identity)) == (True, False)
        assert store.read(identity) == DATA
    path = object_of(root, identity)
    copy = path.read_bytes()
    store.shred(identity.object_id)
    store.shred(identity.object_id)
    assert left_in(root) == {key_of(root, identity): DESTROYED}
    assert store.is_shredded(identity.object_id)
    path.write_bytes(copy)
    with pytest.raises(FileMissing):
        store.read(identity)
    assert not store.wrap_anew(identity)
    assert left_in(root)[key_of(root, identity)] == DESTROYED


def left_in(root: Path) -> dict[Path, bytes]:
    found = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return {path: content for path, content in found.items() if content}


SHREDDING = """
import sys
from pathlib import Path
from adapters.files import FileStore
from adapters.keys import MasterKey, MasterKeys

print("begun", flush=True)
FileStore(Path(sys.argv[1]), MasterKeys.of(MasterKey(b"k" * 32))).shred(sys.argv[2])
print("done", flush=True)
"""


@pytest.mark.shows("GM-31")
def test_a_shredding_in_the_middle_of_a_rotation_waits_for_it_and_wins(
    store: FileStore, root: Path, identify: Identify, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = identify(DATA)
    store.write(identity, DATA)
    put, begun = WrappedKeys.put, []

    def late(self: WrappedKeys, identity: FileIdentity, key: DataKey) -> None:
        words = [sys.executable, "-c", SHREDDING, str(root), identity.object_id]
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        begun.append(process)
        put(self, identity, key)
        assert process.poll() is None

    monkeypatch.setattr(WrappedKeys, "put", late)
    assert FileStore(root, MasterKeys.of(NEW, OLD)).wrap_anew(identity)
    assert begun[0].communicate()[0] == "done\n"
    assert left_in(root) == {key_of(root, identity): DESTROYED}


@pytest.mark.shows("GM-31")
def test_a_rotation_that_finds_no_object_leaves_its_key_for_when_it_comes_back(
    store: FileStore, root: Path, identify: Identify
) -> None:
    identity = identify(DATA)
    store.write(identity, DATA)
    path = object_of(root, identity)
    copy = path.read_bytes()
    path.unlink()
    during = FileStore(root, MasterKeys.of(NEW, OLD))
    with pytest.raises(FileMissing):
        during.wrap_anew(identity)
    path.write_bytes(copy)
    assert during.wrap_anew(identity)
    assert FileStore(root, MasterKeys.of(NEW)).read(identity) == DATA


@pytest.mark.shows("GM-31")
def test_a_rotation_killed_before_the_old_header_was_blank_blanks_it_the_next_time(
    root: Path, identify: Identify, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = identify(DATA)
    path = write_as_before(root, identity, DATA, OLD)
    during = FileStore(root, MasterKeys.of(NEW, OLD))
    with monkeypatch.context() as patch:
        patch.setattr(store_module, "blank_header", interrupted)
        with pytest.raises(KeyboardInterrupt):
            during.wrap_anew(identity)
    assert not during.is_wrapped_anew(identity.object_id)
    assert during.wrap_anew(identity)
    assert path.read_bytes()[:HEADER] == BLANK
    assert FileStore(root, MasterKeys.of(NEW)).read(identity) == DATA


def interrupted(_path: Path) -> None:
    raise KeyboardInterrupt


def test_what_was_shredded_is_never_written_again(store: FileStore, identify: Identify) -> None:
    identity = identify(DATA)
    store.write(identity, DATA)
    store.shred(identity.object_id)
    with pytest.raises(ObjectAlreadyWritten):
        store.write(identity, DATA)


@pytest.mark.shows("T74")
def test_two_wrapped_keys_put_in_each_others_place_open_nothing(
    store: FileStore, root: Path, identify: Identify
) -> None:
    one, other = identify(DATA), identify(DATA)
    store.write(one, DATA)
    store.write(other, DATA)
    here, there = key_of(root, one), key_of(root, other)
    mine, others = here.read_bytes(), there.read_bytes()
    here.write_bytes(others)
    there.write_bytes(mine)
    for swapped in (one, other):
        with pytest.raises(FileTampered):
            store.read(swapped)


def test_a_key_that_an_interrupted_write_left_serves_the_next_one(
    store: FileStore, root: Path, identify: Identify
) -> None:
    identity = identify(DATA)
    store.write(identity, DATA)
    object_of(root, identity).unlink()
    again = identify(b"other bytes", object_id=identity.object_id)
    store.write(again, b"other bytes")
    assert store.read(again) == b"other bytes"


class WithoutIdentityPapers(MasterKey):
    """Whoever got hold of every key but that of 本人確認書類."""

    def derived(self, purpose: str) -> bytes:
        other = purpose != KeyPurpose.IDENTITY_FILES
        return MasterKey(self.secret).derived(purpose) if other else bytes(32)


@pytest.mark.shows("T54")
def test_an_identity_paper_is_wrapped_with_a_key_that_opens_nothing_else(
    store: FileStore, root: Path, identify: Identify
) -> None:
    paper, other = identify(DATA, purpose=Purpose.IDENTITY), identify(DATA)
    store.write(paper, DATA)
    store.write(other, DATA)
    poorer = FileStore(root, MasterKeys.of(WithoutIdentityPapers(OLD.secret)))
    assert poorer.read(other) == DATA
    with pytest.raises(FileTampered):
        poorer.read(paper)
