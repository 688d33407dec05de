"""Names that are written to be markup, styles or addresses (T31)."""

import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from adapters.certificates.confined import drawn
from adapters.paper import PageRefused
from tests.certificate.reading import rendered, words_of
from tests.certificate.sample import a_party, some_facts

AT = "2026-11-21T13:05:20.001+09:00"


@dataclass
class Listener:
    """Counts whoever connects."""

    socket: socket.socket
    hits: list[object] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def listen(self) -> None:
        while True:
            try:
                caller, address = self.socket.accept()
            except OSError:
                return
            self.hits.append(address)
            caller.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = Listener(server)
        thread = threading.Thread(target=found.listen)
        thread.start()
        yield found
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.fixture(scope="module")
def opened() -> list[str]:
    """Every path that this process opens from now on, as Python's own audit events tell."""
    paths: list[str] = []

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            paths.append(str(arguments[0]))

    sys.addaudithook(note)
    return paths


def page_of(url: str, secret: Path) -> str:
    """Every way of fetching that facts/pdf.md measured, as if it had come through unescaped."""
    file = secret.as_uri()
    return f"""<html><head><title>x</title><link rel="stylesheet" href="{url}/a.css"/>
    <link rel="attachment" href="{file}"/><link rel="attachment" href="{url}/b"/>
    <style>@import "{url}/c.css"; @font-face {{ font-family: x; src: url({file}) }}
    body {{ background: url({url}/d.png); list-style-image: url({file}) }}</style></head>
    <body style="font-family: x" background="{url}/i"><p style="color: url({url}/e)">a</p></body></html>"""


@pytest.mark.shows("T31")
def test_a_hostile_name_is_printed_as_it_is_and_nothing_is_fetched(
    listener: Listener, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden-in-a-file")
    names = (
        f'<img src="{listener.url}/x.png">',
        f"</style><style>@import '{listener.url}/x.css'",
        f'"><link rel=attachment href="{secret.as_uri()}">',
        "{{ 7 * 7 }}{% raw %}&lt;b&gt;",
    )
    pdf = rendered(some_facts(*(a_party(n, name) for n, name in enumerate(names, 1))))
    assert all("".join(name.split()) in words_of(pdf) for name in names)
    assert listener.hits == []
    with pikepdf.open(BytesIO(pdf)) as read:
        assert list(read.attachments) == ["certificate.json"]


@pytest.mark.shows("T31")
def test_even_markup_that_came_through_reads_no_file_and_reaches_no_host(
    listener: Listener, tmp_path: Path, opened: list[str]
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden-in-a-file")
    opened.clear()
    pdf = drawn(page_of(listener.url, secret), AT, b"{}").body
    assert listener.hits == []
    assert not {str(secret), secret.as_uri(), "/dev/urandom"} & set(opened)
    with pikepdf.open(BytesIO(pdf)) as read:
        assert list(read.attachments) == ["certificate.json"]


FOREIGN = [
    '<img src="file:///etc/passwd"/>',
    '<object data="http://127.0.0.1/"/>',
    '<svg><image href="file:///etc/passwd"/></svg>',
    '<p>a<a rel="attachment" href="file:///etc/passwd">a</a></p>',
    "<script>1</script>",
    "<p>a<br></p>",
    "<p>&secret;</p>",
]


@pytest.mark.shows("T31")
@pytest.mark.parametrize("body", FOREIGN)
def test_an_element_that_is_not_one_of_ours_is_refused(body: str) -> None:
    with pytest.raises(PageRefused):
        drawn(f"<html><head><title>x</title></head><body>{body}</body></html>", AT, b"{}")


@pytest.mark.shows("T31")
def test_an_entity_that_names_a_file_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden-in-a-file")
    named = f'<!DOCTYPE html [<!ENTITY secret SYSTEM "{secret.as_uri()}">]>'
    page = f"{named}<html><head><title>x</title></head><body><p>&secret;</p></body></html>"
    with pytest.raises(PageRefused):
        drawn(page, AT, b"{}")
