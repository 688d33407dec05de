"""Name every system library that is missing, with the one apt line that installs them; as root, install them.

`python -m tools.doctor run|test|test-postgres`; answers 0 when nothing is missing (any more).
"""

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tools.postgresql import NoPostgresql, programs

APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o=Dpkg::Use-Pty=0")
APT_PATIENCE_SECONDS = 900
PATIENCE_FOR_LESS_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Need:
    what: str
    package: str
    is_present: Callable[[], bool]
    is_required: bool = True
    """False: installed where that takes little time, and done without elsewhere."""


def library(name: str) -> Callable[[], bool]:
    def loads() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return loads


def command(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def japanese_font() -> bool:
    """PDFs that embed no font borrow one of the machine's; Chromium draws our pages with it."""
    try:
        listed = subprocess.run(
            ["fc-list", ":lang=ja", "file"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(listed.stdout.strip())


def has_postgresql() -> bool:
    try:
        programs()
    except NoPostgresql:
        return False
    return True


TO_RUN = (
    Need("Pango（合意証明書の組版）", "libpango-1.0-0", library("libpango-1.0.so.0")),
    Need("PangoFT2（合意証明書の組版）", "libpangoft2-1.0-0", library("libpangoft2-1.0.so.0")),
    Need("HarfBuzz subset（フォントの埋め込み）", "libharfbuzz-subset0", library("libharfbuzz-subset.so.0")),
)
FASTER = Need(
    "描画だけのChromium（なくても試験できます。あると速くなります）",
    "chromium-headless-shell",
    command("chromium-headless-shell"),
    is_required=False,
)
TO_TEST = (
    *TO_RUN,
    Need("Chromium（画面の試験）", "chromium", command("chromium")),
    FASTER,
    Need("qpdf（PDFの検査）", "qpdf", command("qpdf")),
    Need("zbarimg（QRコードの読み取り）", "zbar-tools", command("zbarimg")),
    Need("pdfsig（署名の検査）", "poppler-utils", command("pdfsig")),
    Need("openssl（署名とタイムスタンプの検査）", "openssl", command("openssl")),
    Need("日本語フォント（画面の試験）", "fonts-ipaexfont", japanese_font),
    Need("SoftHSM2（署名鍵の試験）", "softhsm2", command("softhsm2-util")),
    Need("age（バックアップの検査）", "age", command("age")),
)
TO_TEST_POSTGRES = (
    *TO_TEST,
    Need("PostgreSQL（試験の一式を動かすデータベース）", "postgresql", has_postgresql),
)
PURPOSES = {"run": TO_RUN, "test": TO_TEST, "test-postgres": TO_TEST_POSTGRES}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.doctor", description=__doc__)
    parser.add_argument("purpose", choices=sorted(PURPOSES), nargs="?", default="run")
    needs = PURPOSES[parser.parse_args(arguments).purpose]
    missing = missing_of(needs)
    if not missing:
        return 0
    print("足りないもの: " + "、".join(need.what for need in missing))
    if may_install() and install(missing):
        missing = missing_of(needs)
    if not missing:
        print("インストールしました。")
        return 0
    print("次の1行でインストールできます:\n  " + apt_line(missing))
    return int(is_lacking(missing))


def missing_of(needs: Sequence[Need]) -> tuple[Need, ...]:
    return tuple(need for need in needs if not need.is_present())


def is_lacking(missing: Sequence[Need]) -> bool:
    return any(need.is_required for need in missing)


def apt_line(missing: Sequence[Need]) -> str:
    packages = " ".join(dict.fromkeys(need.package for need in missing))
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {packages}"


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(missing: Sequence[Need]) -> bool:
    """Install as root, quietly; False when apt refuses, whose own words then stand above the apt line."""
    packages = dict.fromkeys(need.package for need in missing)
    patience = APT_PATIENCE_SECONDS if is_lacking(missing) else PATIENCE_FOR_LESS_SECONDS
    orders = (("update",), ("install", "-y", "--no-install-recommends", *packages))
    try:
        for order in orders:
            subprocess.run([*APT, *order], check=True, timeout=patience, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
