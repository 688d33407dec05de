"""The `warifu` command: one sub-command a file; faults a person can cure are sentences, not traces.

Of the files only the one that is asked for is loaded: all of them take twice as long, or longer.
"""

import argparse
import os
import runpy
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from adapters.given import SettingRefused
from adapters.keys import MasterKeyMissing, MasterKeyWrong
from adapters.settings import Settings, read_settings
from cli.half_restored import HalfRestored
from cli.locking import AlreadyUp
from database import schema as _every_table  # noqa: F401 -- tables name one another, whichever file is loaded

Command = Callable[[argparse.Namespace, Settings], int]
PARTS = {
    "install": "cli.install",
    "organization": "cli.organization",
    "user": "cli.user",
    "token": "cli.token",
    "verify": "cli.verify",
    "verify-archive": "cli.verify_archive",
    "search": "cli.search",
    "key": "cli.signing_key",
    "audit": "cli.audit",
    "receipt": "cli.receipt",
    "evidence": "cli.evidence",
    "receive-mail": "cli.receive_mail",
    "import": "cli.importing",
    "master-key": "cli.master_key",
    "backup": "cli.backup",
    "restore": "cli.restore",
    "demo": "cli.demo",
}
"""The sub-commands in the order of the help, and the file whose add_parser tells what each takes."""
NO_FILE = ("up", "web", "worker", "doctor")
UNABLE = 2


def main(words: Sequence[str] | None = None) -> int:
    arguments = _parser(sys.argv[1:] if words is None else words).parse_args(words)
    unable = int(getattr(arguments, "when_unable", UNABLE))
    command: Command = arguments.run
    try:
        return command(arguments, _settings(arguments))
    except (SettingRefused, MasterKeyMissing, MasterKeyWrong, HalfRestored) as fault:
        print(f"warifu: {fault}", file=sys.stderr)  # noqa: T201 -- a command talks on standard error
    except AlreadyUp as fault:
        print(f"warifu: すでに起動しています（{fault}）。", file=sys.stderr)  # noqa: T201 -- as above
    return unable


def _parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser of all commands, or of the one that these words name."""
    parser = argparse.ArgumentParser(prog="warifu", description="割符（Warifu）: 契約の締結と保管")
    parser.add_argument("--home", type=Path, help="保存先（WARIFU_HOME）")
    commands = parser.add_subparsers(required=True, metavar="command")
    everything = commands.add_parser("up", help="この一台ですべてを起動します。Ctrl-Cで終了します。")
    everything.add_argument("--home", type=Path, default=argparse.SUPPRESS)
    everything.add_argument("--port", type=int)
    everything.set_defaults(run=_up)
    commands.add_parser("web", help="画面だけを起動します。").set_defaults(run=_module("webapp"))
    worker = commands.add_parser("worker", help="処理だけを起動します。")
    worker.add_argument("queue", nargs="?", choices=["contracts", "signing"], default="contracts")
    worker.set_defaults(run=_module("workflows"))
    doctor = commands.add_parser("doctor", help="足りないものを一行のaptコマンドで示します。")
    doctor.add_argument("purpose", nargs="?", choices=["run", "test", "test-postgres"], default="run")
    doctor.set_defaults(run=_module("tools.doctor"))
    for file in _files_of(words):
        import_module(file).add_parser(commands)
    return parser


def _files_of(words: Sequence[str]) -> Sequence[str]:
    """Return the files that the parser needs: all of them where help is asked, or what is no command."""
    rest = words[2:] if tuple(words[:1]) == ("--home",) else words
    named = rest[0] if rest else ""
    if named in NO_FILE:
        return ()
    return (PARTS[named],) if named in PARTS else tuple(PARTS.values())


def _up(arguments: argparse.Namespace, settings: Settings) -> int:
    return int(import_module("cli.up").run(arguments, settings))


def _settings(arguments: argparse.Namespace) -> Settings:
    given = dict(os.environ)  # noqa: TID251 -- the command line overrides what the settings reader is given
    if arguments.home:
        given["WARIFU_HOME"] = str(arguments.home)
    if getattr(arguments, "port", None):
        given["WARIFU_PORT"] = str(arguments.port)
    settings = read_settings(given)
    return replace(settings, home=settings.home.absolute())


def _module(name: str) -> Command:
    """Run a part that is a program of its own in this process."""

    def run(arguments: argparse.Namespace, settings: Settings) -> int:
        os.environ["WARIFU_HOME"] = str(settings.home)  # noqa: TID251 -- the program reads its own settings
        extra = [getattr(arguments, "queue", None) or getattr(arguments, "purpose", None)]
        sys.argv = [name, *filter(None, extra)]
        runpy.run_module(name, run_name="__main__")
        return 0

    return run


if __name__ == "__main__":
    sys.exit(main())
