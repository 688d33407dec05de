import stat
from pathlib import Path

import pytest

from adapters.keys import KeyPurpose, MasterKey, MasterKeyMissing, MasterKeyWrong, open_master_keys, ring
from adapters.keys.ring_file import FIRST_LINE, create_key_file, read_key_file

SEVERAL = b"warifu master keys 2\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "master"


def test_a_new_key_is_its_owners_alone_and_loads_as_the_same_key(path: Path) -> None:
    keys = open_master_keys(path, ())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert open_master_keys(path, keys.check_values()).newest == keys.newest
    assert [file.name for file in path.parent.iterdir()] == ["master"]


def test_an_existing_key_is_never_replaced(path: Path) -> None:
    (key,) = create_key_file(path)
    with pytest.raises(FileExistsError):
        create_key_file(path)
    assert open_master_keys(path, ()).newest == key


def test_a_missing_key_is_named_with_its_cure_and_no_new_one_is_made(path: Path, tmp_path: Path) -> None:
    known = open_master_keys(tmp_path / "elsewhere", ()).check_values()
    with pytest.raises(MasterKeyMissing) as refusal:
        open_master_keys(path, known)
    assert str(path) in str(refusal.value)
    assert "WARIFU_MASTER_KEY_FILE" in str(refusal.value)
    assert not path.exists()


def test_the_key_of_another_installation_is_refused(path: Path, tmp_path: Path) -> None:
    known = open_master_keys(tmp_path / "ours", ()).check_values()
    create_key_file(path)
    with pytest.raises(MasterKeyWrong, match="not the one this database was started with"):
        open_master_keys(path, known)


@pytest.mark.parametrize(
    "content",
    [b"", *(FIRST_LINE + key for key in (b"AAAA\n", b"***\n")), *(SEVERAL + key for key in (b"", b"AAAA\n"))],
)
def test_a_damaged_key_file_is_refused(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(MasterKeyWrong):
        open_master_keys(path, ())


@pytest.mark.shows("GM-31")
def test_a_rotation_in_the_very_moment_of_a_start_is_followed_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rotating = open_master_keys(path, ())
    expected = rotating.check_values()

    def overtaken(path: Path) -> tuple[MasterKey, ...]:
        held = read_key_file(path)
        if len(held) == 1:
            rotating.add_generation()
        return held

    monkeypatch.setattr(ring, "read_key_file", overtaken)
    started = open_master_keys(path, expected)
    assert started.generations == rotating.generations
    assert len(started.generations) == 2


def test_a_new_generation_is_seen_by_whoever_runs_and_the_elder_still_opens(path: Path) -> None:
    running, command = open_master_keys(path, ()), open_master_keys(path, ())
    links = running.derived(KeyPurpose.LINKS)
    (before,), elder = links.each(), links.new_id(32)
    made = command.add_generation()
    assert running.newest == made
    assert links.each() == (made.derived(KeyPurpose.LINKS), before)
    assert links.of(elder) == before
    assert links.of(links.new_id(32)) == links.newest != before


def test_a_key_file_that_lacks_a_generation_which_is_still_needed_is_refused(path: Path) -> None:
    keys = open_master_keys(path, ())
    old_copy = path.read_bytes()
    keys.add_generation()
    needed = keys.check_values()
    assert open_master_keys(path, needed).check_values() == needed
    path.write_bytes(old_copy)
    with pytest.raises(MasterKeyWrong):
        open_master_keys(path, needed)


def test_each_purpose_has_its_own_key_and_none_shows_the_secret(path: Path) -> None:
    (key,) = create_key_file(path)
    derived = [key.derived(purpose) for purpose in KeyPurpose]
    derived += [key.secret, key.key_id, bytes.fromhex(key.check_value())]
    assert len({value[:8] for value in derived}) == len(KeyPurpose) + 3
    assert {len(key.derived(purpose)) for purpose in KeyPurpose} == {32}
    assert repr(key.secret)[2:-1] not in repr(key)
