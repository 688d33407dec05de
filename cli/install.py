"""`warifu install`: schema, keys, organisation and first account; again, it changes nothing."""

import argparse

from adapters.settings import Settings
from cli.installing import first_login, install
from cli.speech import say


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("install", help="起動せずに、データベースと鍵と最初の利用者を用意します。")
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace, settings: Settings) -> int:
    install(settings)
    login = first_login(settings)
    if login:
        say(f"ログインID      {login[0]}")
        say(f"仮パスワード    {login[1]}（最初のログインで変更します）")
    return 0
