"""A person with a browser that has no JavaScript: follows links, fills in forms, presses labelled buttons."""

import http.client
import time
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from uuid import uuid4

from tests.journeys.running import TROUBLE

REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 8
MOST_RELOADS = 100


@dataclass
class Form:
    action: str
    method: str
    multipart: bool
    id: str = ""
    values: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)
    """(label, name, value)"""


class Page(HTMLParser):
    """What a person sees of an answer: its words, its links, its forms."""

    def __init__(self, status: int, url: str, body: bytes) -> None:
        super().__init__()
        self.status, self.url, self.body = status, url, body
        self.text = ""
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._opened: list[tuple[str, dict[str, str], str]] = []
        self._select = ""
        self._loose: list[tuple[dict[str, str], str, Form | None]] = []
        if body[:5] != b"%PDF-":
            self.feed(body.decode("utf-8", "replace"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        opened = {
            "form": self._open_form,
            "a": lambda given: self._opened.append(("a", given, "")),
            "button": lambda given: self._opened.append(("button", given, "")),
            "textarea": self._open_text,
            "select": self._open_select,
            "option": self._choose,
            "input": self._type_in,
        }.get(tag)
        if opened:
            opened(given)

    def handle_data(self, data: str) -> None:
        self.text += data
        self._opened = [(tag, given, words + data) for tag, given, words in self._opened]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if not self._opened or self._opened[-1][0] != tag:
            return
        _, given, words = self._opened.pop()
        if tag == "a":
            self.links.append((words.strip(), given.get("href", "")))
        elif tag == "button":
            self._loose.append((given, words.strip(), self._form))
        elif tag == "textarea" and self._form:
            self._form.values[given.get("name", "")] = words.removeprefix("\n")

    def form(self, label: str) -> tuple[Form, tuple[str, str]]:
        """Return the form whose button says `label`, and what that button sends."""
        for given, words, around in self._loose:
            form = next((form for form in self.forms if form.id and form.id == given.get("form")), around)
            if form and label in words:
                return form, (given.get("name", ""), given.get("value", ""))
        for form in self.forms:
            for words, name, value in form.buttons:
                if label in words:
                    return form, (name, value)
        raise AssertionError(label, self.status, self.url, " ".join(self.text.split())[:1500])

    def link(self, label: str) -> str:
        found = next((href for words, href in self.links if label in words), None)
        assert found, (label, self.status, self.url, " ".join(self.text.split())[:1500])
        return found

    def _open_form(self, given: dict[str, str]) -> None:
        multipart = "multipart" in given.get("enctype", "")
        self._form = Form(given.get("action", ""), given.get("method", "get"), multipart, given.get("id", ""))
        self.forms.append(self._form)

    def _open_text(self, given: dict[str, str]) -> None:
        self._opened.append(("textarea", given, ""))

    def _open_select(self, given: dict[str, str]) -> None:
        self._select = given.get("name", "")

    def _choose(self, given: dict[str, str]) -> None:
        if self._form and self._select and ("selected" in given or self._select not in self._form.values):
            self._form.values[self._select] = given.get("value", "")

    def _type_in(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if self._form is None or not name or kind == "file":
            return
        if kind in {"checkbox", "radio"} and "checked" not in given:
            return
        if kind == "submit":
            self._form.buttons.append((given.get("value", ""), name, given.get("value", "")))
            return
        self._form.values[name] = given.get("value", "on" if kind == "checkbox" else "")


class Person:
    def __init__(self, base: str) -> None:
        self._base = urllib.parse.urlsplit(base)
        self.cookies: dict[str, str] = {}

    def get(self, url: str) -> Page:
        return self._asked("GET", url, b"", {})

    def follow(self, page: Page, label: str) -> Page:
        return self.get(urllib.parse.urljoin(page.url, page.link(label)))

    def press(self, page: Page, label: str, files: dict[str, bytes] | None = None, **values: str) -> Page:
        """Fill in `values` and press the button that says `label`."""
        form, (name, value) = page.form(label)
        filled = {**form.values, **values, **({name: value} if name else {})}
        url = urllib.parse.urljoin(page.url, form.action or page.url)
        if form.method.lower() == "get":
            return self.get(f"{url}?{urllib.parse.urlencode(filled)}")
        if form.multipart:
            body, kind = _multipart(filled, files or {})
        else:
            body, kind = urllib.parse.urlencode(filled).encode(), "application/x-www-form-urlencoded"
        return self._asked("POST", url, body, {"Content-Type": kind})

    def _asked(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> Page:
        for turn in range(MOST_REDIRECTS):
            ask = self._reloaded if turn else self._once
            status, location, answer = ask(method, url, body, headers)
            if status not in REDIRECTS:
                return Page(status, url, answer)
            url = urllib.parse.urljoin(url, location)
            method, body, headers = "GET", b"", {}
        raise AssertionError("too many redirects", url)

    def _reloaded(
        self, method: str, url: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, str, bytes]:
        """Reload the page that an answered form leads to; the form itself is not sent again."""
        for _ in range(MOST_RELOADS):
            try:
                return self._once(method, url, body, headers)
            except TROUBLE:
                time.sleep(0.2)
        return self._once(method, url, body, headers)

    def _once(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> tuple[int, str, bytes]:
        parts = urllib.parse.urlsplit(url)
        host, port = parts.hostname or self._base.hostname or "", parts.port or self._base.port
        connection = http.client.HTTPConnection(host, port, timeout=60)
        path = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body or None, {**headers, "Cookie": cookies})
            answer = connection.getresponse()
            self._keep_cookies(answer)
            return answer.status, answer.getheader("Location", ""), answer.read()
        finally:
            connection.close()

    def _keep_cookies(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value


def _multipart(values: dict[str, str], files: dict[str, bytes]) -> tuple[bytes, str]:
    mark = uuid4().hex
    lines: list[bytes] = []
    for name, value in values.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        lines += [head.encode(), value.encode(), b"\r\n"]
    for name, data in files.items():
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="file.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        )
        lines += [head.encode(), data, b"\r\n"]
    return b"".join([*lines, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
