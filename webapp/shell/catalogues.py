"""The compiled catalogues: what the repository holds is the .po, what gettext reads is the .mo beside it."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"


def compile_stale() -> list[Path]:
    """Compile each catalogue that is newer than its compiled form or has none; return those written."""
    sources = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))
    return [_compiled(source) for source in sources if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.is_file() or compiled.stat().st_mtime < source.stat().st_mtime


def _compiled(source: Path) -> Path:
    """Several processes start at once: each writes the whole file, then puts it in place."""
    with source.open("rb") as lines:
        catalogue = read_po(lines, locale=source.parts[-3])
    compiled = source.with_suffix(".mo")
    part = compiled.with_name(f"{compiled.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        write_mo(file, catalogue)
    return part.replace(compiled)
