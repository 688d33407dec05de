import stat
from pathlib import Path

import pytest

from adapters.keys import (
    KeyPurpose,
    MasterKeyMissing,
    MasterKeyWrong,
    create_master_key,
    load_master_key,
    open_master_key,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "master"


def test_a_new_key_is_its_owners_alone_and_loads_as_the_same_key(path: Path) -> None:
    key = create_master_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert load_master_key(path, key.check_value()) == key
    assert [file.name for file in path.parent.iterdir()] == ["master"]


def test_an_existing_key_is_never_replaced(path: Path) -> None:
    key = create_master_key(path)
    with pytest.raises(FileExistsError):
        create_master_key(path)
    assert load_master_key(path) == key


def test_a_missing_key_is_named_with_its_cure_and_no_new_one_is_made(path: Path, tmp_path: Path) -> None:
    known = create_master_key(tmp_path / "elsewhere").check_value()
    with pytest.raises(MasterKeyMissing) as refusal:
        open_master_key(path, known)
    assert str(path) in str(refusal.value)
    assert "WARIFU_MASTER_KEY_FILE" in str(refusal.value)
    assert not path.exists()


def test_the_key_of_another_installation_is_refused(path: Path, tmp_path: Path) -> None:
    known = create_master_key(tmp_path / "ours").check_value()
    create_master_key(path)
    with pytest.raises(MasterKeyWrong, match="not the one this database was started with"):
        open_master_key(path, known)


@pytest.mark.parametrize("content", [b"", b"warifu master key 1\nAAAA\n", b"warifu master key 1\n***\n"])
def test_a_damaged_key_file_is_refused(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(MasterKeyWrong):
        load_master_key(path)


def test_with_an_empty_database_the_key_is_made_once_and_then_kept(path: Path) -> None:
    assert open_master_key(path, None) == open_master_key(path, None)


def test_each_purpose_has_its_own_key_and_none_shows_the_secret(path: Path) -> None:
    key = create_master_key(path)
    derived = [key.derived(purpose) for purpose in KeyPurpose]
    derived += [key.secret, key.key_id, bytes.fromhex(key.check_value())]
    assert len({value[:8] for value in derived}) == len(KeyPurpose) + 3
    assert {len(key.derived(purpose)) for purpose in KeyPurpose} == {32}
    assert repr(key.secret)[2:-1] not in repr(key)
