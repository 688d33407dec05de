"""The words of an HTML mail; nothing of it is ever shown as HTML.

Not `html.parser`: 200 kB of 「<a<a<a」 keep it busy for a minute (measured on Python 3.11; CVE-2025-6069).
Nothing that was matched is given back (`*+`): 200 kB of one unclosed name took eight minutes otherwise.
"""

import html
import re
from collections.abc import Iterator

_TAG = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>|<[!?/][^<>]*+>")
_CLOSING = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "head", "title")}
_BREAKING = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote", "table", "hr"})
_COMMENT, _COMMENT_END = "<!--", "-->"


def text_of_markup(markup: str) -> str:
    lines = (" ".join(line.split()) for line in "".join(_words(markup)).split("\n"))
    return "\n".join(line for line in lines if line)


def _words(markup: str) -> Iterator[str]:
    at = 0
    while (tag := _TAG.search(markup, at)) is not None:
        yield html.unescape(" ".join(markup[at : tag.start()].split("\n")))
        name = (tag[2] or "").casefold()
        if name in _BREAKING:
            yield "\n"
        at = _after(markup, tag, name)
    yield html.unescape(markup[at:])


def _after(markup: str, tag: "re.Match[str]", name: str) -> int:
    """Return where words go on: behind the tag, or behind all that a comment or a script holds."""
    if tag[0] == _COMMENT:
        end = markup.find(_COMMENT_END, tag.end())
        return end + len(_COMMENT_END) if end >= 0 else len(markup)
    if name in _CLOSING and not tag[1]:
        closing = _CLOSING[name].search(markup, tag.end())
        return closing.start() if closing else len(markup)
    return tag.end()
