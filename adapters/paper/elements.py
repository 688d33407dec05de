"""Our own page, read: it is well-formed, and an element that it does not have is refused (T31)."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from adapters.paper.lines import Run, Type
from adapters.paper.styles import ID

BREAK = "\n"
SPACE = re.compile(r"[ \t\r\n]+")


class PageRefused(Exception):
    """The page is not one of ours: broken, or with an element that none of our templates has."""


def read(html: str) -> Element:
    try:
        return ET.fromstring(html)  # noqa: S314 -- our own template; every fact in it is escaped
    except ET.ParseError as error:
        raise PageRefused(str(error)) from error


def classes(element: Element) -> frozenset[str]:
    return frozenset(element.get("class", "").split())


def runs_of(element: Element, usual: Type, code: float) -> list[Run]:
    """Return the text of an element as CSS collapses its white space; a run may be one line break."""
    found: list[Run] = []
    for run in _raw(element, usual, code):
        if run.text == BREAK:
            _trim_end(found)
            found.append(run)
            continue
        text = SPACE.sub(" ", run.text)
        if not found or found[-1].text.endswith((" ", BREAK)):
            text = text.lstrip(" ")
        if text:
            found.append(replace(run, text=text))
    _trim_end(found)
    return found


def _raw(element: Element, usual: Type, code: float) -> Iterator[Run]:
    yield from _text(element.text, usual)
    for child in element:
        if child.tag == "br":
            yield Run(BREAK, usual)
        elif child.tag == "strong":
            yield from _raw(child, usual.bold(), code)
        elif child.tag == "span":
            yield from _raw(child, _span(child, usual, code), code)
        else:
            raise PageRefused(child.tag)
        yield from _text(child.tail, usual)


def _text(text: str | None, usual: Type) -> Iterator[Run]:
    """A line break is an element: in the text itself it is a space."""
    if text:
        yield Run(text if text != BREAK else " ", usual)


def _span(element: Element, usual: Type, code: float) -> Type:
    if "certificate-id" in classes(element):
        return ID
    return replace(usual, size=code, whole=True)


def _trim_end(runs: list[Run]) -> None:
    while runs and runs[-1].text != BREAK:
        text = runs[-1].text.rstrip(" ")
        if text:
            runs[-1] = replace(runs[-1], text=text)
            return
        runs.pop()
