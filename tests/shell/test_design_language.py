"""docs/design-language.md says nothing that is not so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from webapp.texts.filters import FILTERS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TEXT = (DOCS / "design-language.md").read_text("utf-8")
SHEETS = "\n".join(one.read_text("utf-8") for one in (ROOT / "webapp/static/css").glob("*.css"))
VENDOR = ROOT / "webapp/static/vendor/design-tokens/tokens.css"
LARGEST_PICTURE = 150_000


def chapter(title: str) -> str:
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def spans(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def told_macros() -> Iterator[tuple[str, str, list[str]]]:
    """Yield file, name and parameters of each macro in the table."""
    file = ""
    for line in chapter("Macros").splitlines():
        for span in spans(line if line.startswith("|") else ""):
            file = span if span.startswith("macros/") else file
            if found := re.fullmatch(r"(?:call )?(\w+)\((.*)\)", span):
                given = [one.split("=")[0].strip() for one in found[2].split(",") if one.strip()]
                yield file, found[1], given


def macros_in(file: str) -> dict[str, list[str]]:
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(
        (ROOT / "templates" / file).read_text("utf-8")
    )
    return {one.name: [argument.name for argument in one.args] for one in tree.find_all(nodes.Macro)}


def test_every_macro_of_the_reference_exists_with_these_parameters() -> None:
    told = list(told_macros())
    assert len(told) > 20
    for file, name, given in told:
        assert macros_in(file).get(name) == given, (file, name)


def test_every_class_named_exists_in_a_sheet() -> None:
    named = {span for span in spans(TEXT) if re.fullmatch(r"\.[a-z][\w-]*", span)}
    assert len(named) > 60
    missing = {one for one in named if not re.search(re.escape(one) + r"(?![\w-])", SHEETS)}
    assert missing == set()


def test_every_filter_icon_and_picture_named_exists() -> None:
    line = next(one for one in TEXT.splitlines() if one.startswith("Filters:"))
    assert {one for one in spans(line) if "(" not in one} <= {one.__name__ for one in FILTERS}
    icons = re.search(r"`icon\(name\)`: ([a-z -]+)", TEXT)
    assert icons is not None
    drawn = (ROOT / "templates/macros/icon.html").read_text("utf-8")
    assert [name for name in icons[1].split() if f'"{name}":' not in drawn] == []
    for path in re.findall(r"\]\((screenshots/[^)]+)\)", TEXT):
        assert 0 < (DOCS / path).stat().st_size < LARGEST_PICTURE, path


def test_type_sizes_are_those_of_the_tokens() -> None:
    for name, size in re.findall(r"\| `(--text-\w+)` \| ([\d.]+rem)", TEXT):
        assert f"  {name}: {size};" in SHEETS, name


def test_contrasts_are_those_measured() -> None:
    if not VENDOR.is_file():
        pytest.skip("the design tokens are not installed: python -m tools.assets")
    rows = re.findall(r"\| `(--[\w-]+)` \| `(--[\w-]+)` \| ([\d.]+) \|", TEXT)
    assert len(rows) > 15
    for ink, ground, said in rows:
        assert float(said) == pytest.approx(contrast(ink, ground), abs=0.06), (ink, ground)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two tokens (WCAG 2.2, relative luminance)."""
    tokens = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", VENDOR.read_text("utf-8")))
    own = (ROOT / "webapp/static/css/tokens.css").read_text("utf-8").split("@media")[0]
    tokens |= dict(re.findall(r"(--[\w-]+):\s*([^;]+);", own))
    lighter, darker = sorted((luminance(resolved(name, tokens)) for name in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def resolved(name: str, tokens: dict[str, str]) -> str:
    value = tokens[name].strip()
    while inner := re.match(r"var\((--[\w-]+)", value):
        value = tokens[inner[1]].strip()
    return value


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
