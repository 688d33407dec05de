"""The English catalogue: `python -m tools.catalogue extract|compile|check`.

`extract` brings the msgids of pages and of the verdict's reasons into the catalogue and drops those no longer
said; translations are typed into the .po by hand. Nothing in it names a machine, a line or a day.
"""

import re
import sys
from collections.abc import Iterator

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from contracts.verdict_reasons import REASONS
from webapp.shell.catalogues import TRANSLATIONS, compile_stale

ROOT = TRANSLATIONS.parent
ENGLISH = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
WITH_CONTEXT = ((1, "c"), 2)
KEYWORDS = {
    **dict.fromkeys(("_", "_l", "gettext", "lazy_gettext")),
    **dict.fromkeys(("pgettext", "lazy_pgettext"), WITH_CONTEXT),
}
Key = tuple[str, str | None]
# Mails have a file for each language; what is signed is Japanese (docs/decisions/018-languages.md).
SOURCES = {
    "webapp": [("**.py", "python")],
    "templates": [
        ("mail/**", "ignore"),
        ("certificate/**", "ignore"),
        ("evidence/**", "ignore"),
        ("counterparty/purposes/**", "ignore"),
        ("counterparty/terms/**", "ignore"),
        ("guide/body/**", "ignore"),
        ("**.html", "jinja2"),
    ],
}
# Who last ran it, and when, is git's to say.
HEADER_OF_A_RUN = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Project-Id-Version|'
    r"Report-Msgid-Bugs-To|Language-Team)[^\n]*\n",
    re.MULTILINE,
)


def extracted() -> list[Key]:
    """Return every msgid with its context, once and in order."""
    found = {key for folder in SOURCES for key in _said_in(folder)}
    found.update((sentence, None) for sentence in REASONS.values())
    return sorted(found, key=lambda key: (key[0], key[1] or ""))


def _said_in(folder: str) -> Iterator[Key]:
    said = extract_from_dir(ROOT / folder, SOURCES[folder], keywords=KEYWORDS)
    for _file, _line, msgid, _comments, context in said:
        yield str(msgid), context


def catalogue() -> Catalog:
    with ENGLISH.open("rb") as lines:
        return read_po(lines, locale="en")


def extract() -> int:
    """Write the catalogue anew: the msgids of now, with the translations they have."""
    known = catalogue() if ENGLISH.is_file() else Catalog(locale="en")
    fresh = Catalog(locale="en", project="Warifu", header_comment="# Warifu in English.", fuzzy=False)
    for msgid, context in extracted():
        message = known.get(msgid, context)
        fresh.add(msgid, message.string if message else "", context=context)
    _write(fresh)
    missing = [message for message in fresh if message.id and not message.string]
    for message in missing:
        print(f"untranslated: {message.id!r}")
    return 1 if missing else 0


def _write(fresh: Catalog) -> None:
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    part = ENGLISH.with_suffix(".part")
    with part.open("wb") as file:
        write_po(file, fresh, width=0, no_location=True, sort_output=True)
    text = HEADER_OF_A_RUN.sub("", part.read_text("utf-8"))
    part.write_text(text, "utf-8")
    part.replace(ENGLISH)


def compile_catalogues() -> int:
    for compiled in compile_stale():
        print(compiled.relative_to(ROOT))
    return 0


def check() -> int:
    from tools.texts import faults  # noqa: PLC0415 -- what it checks is this module's catalogue

    found = faults()
    for fault in found:
        print(fault)
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    verbs = {"extract": extract, "compile": compile_catalogues, "check": check}
    if len(arguments) != 1 or arguments[0] not in verbs:
        print(f"usage: python -m tools.catalogue {'|'.join(verbs)}")
        return 2
    return verbs[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
