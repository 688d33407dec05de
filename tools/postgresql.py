"""A PostgreSQL server for tests: made in a folder of its own, reached by a socket in it, gone afterwards.

Nothing of it listens on the network; the socket is found only by who knows the folder's random name.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
ACCOUNT = "postgres"
START_SECONDS = 60.0
END_SECONDS = 30.0
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""What is lost when the machine stops is thrown away anyway."""
ROOMY = ("max_connections=200", "shared_buffers=64MB", "listen_addresses=")


class NoPostgresql(Exception):
    """There is no server to be had; its text says what to install."""


def programs() -> Path:
    """Return the folder of initdb and postgres (Debian keeps them off PATH); raises NoPostgresql."""
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    for folder in (*folders, *([Path(on_path).parent] if on_path else [])):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgresql("PostgreSQL is not installed: python -m tools.doctor test-postgres")


@contextmanager
def server() -> Iterator[str]:
    """Run a server and yield the address of its first database; raises NoPostgresql."""
    folder = Path(tempfile.mkdtemp(prefix="warifu-pg-"))
    try:
        with _running(folder):
            yield f"postgresql://{ACCOUNT}@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(folder: Path) -> Iterator[None]:
    data = folder / "data"
    if os.geteuid() == 0:
        account = _account()
        os.chown(folder, account.pw_uid, account.pw_gid)
    folder.chmod(0o711)
    _initialise(data)
    words = ["-D", str(data), "-k", str(folder), *_options(*CARELESS, *ROOMY)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*_unprivileged(), str(programs() / "postgres"), *words], cwd=folder, stderr=log
        )
    try:
        _wait(process, data / "postmaster.pid")
        yield
    finally:
        process.send_signal(2)
        process.wait(END_SECONDS)


def _initialise(data: Path) -> None:
    words = ["--auth=trust", f"--username={ACCOUNT}", "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync"]
    subprocess.run(
        [*_unprivileged(), str(programs() / "initdb"), *words, "-D", str(data)],
        cwd=data.parent,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _unprivileged() -> list[str]:
    """PostgreSQL refuses to run as root; it ends with whoever started it, even when that is killed."""
    words = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        account = _account()
        words += [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    return words


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        raise NoPostgresql(f"There is no account {ACCOUNT} to run the server as.") from None


def _options(*settings: str) -> list[str]:
    return [word for setting in settings for word in ("-c", setting)]


def _wait(process: "subprocess.Popen[bytes]", note: Path) -> None:
    """The last line of postmaster.pid says when the server takes connections."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if note.exists() and note.read_text().splitlines()[-1:] == ["ready   "]:
            return
        time.sleep(0.02)
    raise NoPostgresql("The PostgreSQL server did not start.")
