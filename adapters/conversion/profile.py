"""The profile LibreOffice starts with: no macros, no links to other files or addresses, Japanese fonts."""

import os
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

COMMON = "/org.openoffice.Office.Common"
ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
SECURITY = {
    "MacroSecurityLevel": "3",
    "DisableMacrosExecution": "true",
    "DisableActiveContent": "true",
    "BlockUntrustedRefererLinks": "true",
    "DisablePythonRuntime": "true",
}
SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
)
FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
    "<dir>/usr/share/fonts</dir>{folders}<cachedir>{cache}</cachedir>{aliases}</fontconfig>"
)
ALIAS = '<alias binding="same"><family>{asked}</family><prefer><family>{given}</family></prefer></alias>'
MINCHO = ("ＭＳ 明朝", "ＭＳ Ｐ明朝", "MS Mincho", "MS PMincho", "游明朝", "Yu Mincho")
GOTHIC = (
    *("ＭＳ ゴシック", "ＭＳ Ｐゴシック", "MS Gothic", "MS PGothic", "MS UI Gothic"),
    *("游ゴシック", "Yu Gothic", "メイリオ", "Meiryo"),
)
REPLACED = {**dict.fromkeys(MINCHO, "Noto Serif JP"), **dict.fromkeys(GOTHIC, "Noto Sans JP")}
"""The fonts of Windows, which a server does not have, and those of ours that come nearest."""


def write_profile(folder: Path, fonts: Sequence[str]) -> dict[str, str]:
    """Write profile and fonts into `folder` and return the environment of the program."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    chosen, folders = folder / "fonts.conf", "".join(f"<dir>{escape(path)}</dir>" for path in sorted(fonts))
    cache = escape(str(folder / "fonts"))
    aliases = "".join(ALIAS.format(asked=asked, given=given) for asked, given in REPLACED.items())
    chosen.write_text(FONTS.format(folders=folders, cache=cache, aliases=aliases), encoding="utf-8")
    return {
        "PATH": os.defpath,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(chosen),
    }


def _settings() -> str:
    security = (
        ITEM.format(path=f"{COMMON}/Security/Scripting", name=name, value=value)
        for name, value in SECURITY.items()
    )
    return SETTINGS.format(items="".join(security))
