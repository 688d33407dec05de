"""The four Noto fonts (SIL OFL 1.1) that seals and pages are drawn with."""

from pathlib import Path
from types import MappingProxyType
from typing import Literal

import adapters

FontName = Literal["sans", "sans-bold", "serif", "serif-bold"]

ROOT = Path(adapters.__file__).parent.parent
FOLDER = ROOT / "var" / "fonts"
PACKAGES = ROOT / "node_modules" / "@expo-google-fonts"
SOURCES = MappingProxyType(
    {
        "sans": Path("noto-sans-jp", "400Regular", "NotoSansJP_400Regular.ttf"),
        "sans-bold": Path("noto-sans-jp", "700Bold", "NotoSansJP_700Bold.ttf"),
        "serif": Path("noto-serif-jp", "400Regular", "NotoSerifJP_400Regular.ttf"),
        "serif-bold": Path("noto-serif-jp", "700Bold", "NotoSerifJP_700Bold.ttf"),
    }
)


class FontMissing(Exception):
    def __init__(self, file_name: str) -> None:
        super().__init__(f"{file_name} is not in {FOLDER}: run `make setup`")
        self.file_name = file_name


def font(name: FontName) -> Path:
    """Return the TrueType file that setup copied, else the one inside the npm package; raises FontMissing."""
    source = SOURCES[name]
    for path in (FOLDER / source.name, PACKAGES / source):
        if path.is_file():
            return path
    raise FontMissing(source.name)
