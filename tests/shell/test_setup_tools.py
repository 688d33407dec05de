import ctypes.util
import json
from pathlib import Path

import pytest

from tools import assets, doctor

ABSENT = doctor.Need("割符の部品", "libwarifu-absent0", doctor.library("libwarifu-absent.so.0"))


def test_the_doctor_names_what_is_missing_in_one_apt_line() -> None:
    needs = (ABSENT, doctor.Need("割符の命令", "warifu-absent", doctor.command("warifu-absent")), ABSENT)
    line = doctor.apt_line(doctor.missing_of(needs))
    assert line.endswith("install -y --no-install-recommends libwarifu-absent0 warifu-absent")
    assert "\n" not in line


def test_the_doctor_finds_what_is_there() -> None:
    libc = doctor.Need("C", "libc6", doctor.library(ctypes.util.find_library("c") or "libc.so.6"))
    assert doctor.missing_of((libc,)) == ()


def test_a_user_who_is_not_root_is_told_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(doctor.PURPOSES, "run", (ABSENT,))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert doctor.main(["run"]) == 1
    told = capsys.readouterr().out
    assert "足りないもの: 割符の部品" in told
    assert told.count("apt-get install") == 1


def test_what_only_saves_time_is_told_and_done_without(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saving = doctor.Need("速い部品", "warifu-fast", doctor.command("warifu-absent"), is_required=False)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setitem(doctor.PURPOSES, "run", (saving,))
    assert doctor.main(["run"]) == 0
    assert "warifu-fast" in capsys.readouterr().out
    monkeypatch.setitem(doctor.PURPOSES, "run", (saving, ABSENT))
    assert doctor.main(["run"]) == 1


def test_root_gets_the_line_too_when_apt_refuses(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(doctor.PURPOSES, "run", (ABSENT,))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(doctor, "APT", ("false",))
    assert doctor.main(["run"]) == 1
    assert "libwarifu-absent0" in capsys.readouterr().out


@pytest.fixture
def laid_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set-up folder of its own, filled from the node_modules of this checkout."""
    if not (assets.MODULES / "pdfjs-dist").is_dir():
        pytest.skip("npm has not run here: python -m tools.assets")
    monkeypatch.setattr(assets, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(assets, "MANIFEST", tmp_path / "vendor" / "manifest.json")
    assets.copy(assets.SERVED, assets.VENDOR)
    assets.copy(assets.FONTS, tmp_path / "fonts")
    assets.write_manifest()
    return tmp_path


def test_assets_are_current_until_a_file_or_the_lock_changes(
    laid_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert assets.is_current(laid_out / "fonts")
    assert assets.main(["--fonts", str(laid_out / "fonts")]) == 0
    monkeypatch.setattr(assets, "LOCK", assets.ROOT / "package.json")
    assert not assets.is_current(laid_out / "fonts")


def test_a_missing_cmap_or_font_is_noticed(laid_out: Path) -> None:
    (laid_out / "fonts" / "NotoSerifJP_700Bold.ttf").unlink()
    assert not assets.is_current(laid_out / "fonts")
    (laid_out / "vendor" / "pdfjs" / "cmaps" / "UniJIS-UCS2-H.bcmap").unlink()
    assert not assets.is_current(laid_out / "fonts")


def test_licences_travel_with_the_files_they_cover(laid_out: Path) -> None:
    listed = json.loads((laid_out / "vendor" / "manifest.json").read_text("utf-8"))["files"]
    assert {"pdfjs/LICENSE", "design-tokens/LICENSE", "pdfjs/cmaps/LICENSE"} <= set(listed)
    assert (laid_out / "fonts" / "LICENSE-NotoSansJP.txt").is_file()
