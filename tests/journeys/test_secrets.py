"""After a whole life no secret lies open: not in the engine, the logs, the files or SQL (T12, T75)."""

import os
import re
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from database.engine import Database
from tests import databases
from tests.canaries import readable
from tests.journeys.counterparty import agrees
from tests.journeys.person import Person
from tests.journeys.running import PROCESSES, Running, read_mail, running, until
from tests.lifecycle.office import a_pdf

NAME, MAIL, CODE, TITLE = "金糸雀 一郎", "canary@example.com", "Kanaria-19850505", "秘密の賃貸借契約書"
MEMO = "社外に出さない覚え書き"
FACTS: dict[str, object] = {
    "title": TITLE,
    "contract_type": "nda",
    "memo": MEMO,
    "parties": [
        {
            "role": "当事者",
            "kind": "individual",
            "name": NAME,
            "email": MAIL,
            "order": 1,
            "access_code": CODE,
            "access_code_hint": "鳥",
        }
    ],
}
IN_SQL_ONLY = (NAME, MAIL, TITLE, MEMO)
CLAUSE = "KANARIENVOGEL4711"
FOUND_BY = "kanarienvogel4711"
"""The clause as it is searched: it may be read in the database, and nowhere else (decision 051)."""
OF_TESTS = Path(tempfile.gettempdir())
"""Where the tests themselves write, which may be in shared memory: homes, with their mails, among it."""


def one_life(system: Running) -> list[str]:
    """Live one contract through and return every secret that was used on its way."""
    contract = system.new_contract(FACTS, a_pdf(CLAUSE))
    system.fetch("POST", f"/api/v1/contracts/{contract}/sending", b"{}")
    invitation = system.link(MAIL, "ご確認のお願い")
    agrees(system, MAIL, CODE)
    until(lambda: system.call("GET", f"/api/v1/contracts/{contract}")["stage"] == "concluded")
    until(lambda: found_by_its_words(system))
    done = system.link(MAIL, "締結完了")
    shown_to_anybody(system, system.fetch("GET", f"/api/v1/contracts/{contract}/signed.pdf"))
    system.fetch("GET", f"/api/v1/contracts/{contract}/certificate.pdf")
    tokens = [link.rpartition("/")[2] for link in (invitation, done)]
    return [*tokens, CODE, system.token]


def found_by_its_words(system: Running) -> bool:
    found = system.call("GET", f"/api/v1/contracts?q={CLAUSE}&stage=concluded")
    return bool(found["items"])


def shown_to_anybody(system: Running, pdf: bytes) -> None:
    """Have the signed PDF verified, and once more made larger than what is kept in memory alone."""
    person = Person(system.base)
    for upload in (pdf, pdf + b"\n%" + CLAUSE.encode() * 100_000):
        page = person.press(person.get("/verify"), "検証", {"file": upload})
        assert page.status == 200, page.text


def left_behind(home: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield every file that is no mail (those are the recipients') and no key (one of those is the lock).

    Of PostgreSQL, whose files are elsewhere, every row stands for the file.
    """
    for path in home.rglob("*"):
        if not {"outbox", "keys"} & set(path.relative_to(home).parts):
            yield from _as_it_lies(path)
    begun = (home / "lock").stat().st_mtime
    shared = (path for path in Path("/dev/shm").rglob("*") if not path.is_relative_to(OF_TESTS))  # noqa: S108 -- looked into, not written to
    for path in (*scratch_of(home).rglob("*"), *shared):
        yield from _as_it_lies(path, since=begun)
    if databases.is_postgresql():
        engine = Database(databases.database_url(home)).engine
        yield home / "warifu.db", "\n".join(databases.rows(engine)).encode()
        engine.dispose()


def scratch_of(home: Path) -> Path:
    """What processes that were killed may have left in their folder for passing files."""
    return home.with_name("scratch")


def _as_it_lies(path: Path, since: float = 0.0) -> Iterator[tuple[Path, bytes]]:
    """Yield the file unless it is gone by now, or older: other programs use the same shared memory."""
    try:
        if path.is_file() and path.stat().st_mtime >= since:
            yield path, path.read_bytes()
    except FileNotFoundError:
        return


def mailed(home: Path) -> str:
    parts = (part for path in (home / "outbox").glob("*.eml") for part in read_mail(path).walk())
    return "".join(part.get_content() for part in parts if part.get_content_maintype() == "text")


def descendants(pid: int) -> set[int]:
    """Return the process and every one below it, those that stand by included."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = {pid}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def largest_core(pid: int) -> str:
    limits = Path(f"/proc/{pid}/limits").read_text()
    return next(line.split()[4] for line in limits.splitlines() if line.startswith("Max core file size"))


@pytest.mark.timeout(400)
@pytest.mark.shows("T12", "T75", "LW-40")
def test_after_a_whole_life_no_secret_and_no_document_lies_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the mails only what they are for may be read in them: the links of their recipients."""
    home = tmp_path / "home"
    scratch_of(home).mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch_of(home)))
    with running(home) as system:
        password = first_password(system)
        secrets = [*one_life(system), password]
        family = descendants(system.process.pid)
        assert {system.pid(name) for name in PROCESSES} < family
        assert {largest_core(pid) for pid in family} == {"0"}
        found = list(left_behind(home))
        for name in ("web", "contracts", "signing"):
            os.kill(system.pid(name), signal.SIGKILL)
    found += list(left_behind(home))
    assert not [one for one in (CODE, password, system.token, CLAUSE, "%PDF-") if one in mailed(home)]
    leaks = [
        (path.name, secret)
        for path, data in found
        for secret in readable((*secrets, CLAUSE, "%PDF-"), data)
        if not _is_the_first_login(path, secret, password)
    ]
    leaks += [
        (path.name, word)
        for path, data in found
        if not path.name.startswith("warifu.db")
        for word in readable((*IN_SQL_ONLY, FOUND_BY), data)
    ]
    assert not leaks
    for word in (NAME, FOUND_BY):
        assert any(word.encode() in data for path, data in found if path.name.startswith("warifu.db"))
    names = {path.name for path, _ in found}
    assert {"warifu.db", "temporal.db"} <= names
    assert any(path.parent.name == "logs" for path, _ in found)


def first_password(system: Running) -> str:
    shown = re.search(r"仮パスワード\s+(\S+?)（", system.output.read_text())
    assert shown
    return shown[1]


def _is_the_first_login(path: Path, secret: str, password: str) -> bool:
    """The terminal, which this test keeps in a file, is where the first password belongs."""
    return path.name == "up.txt" and secret == password
