"""`warifu token create --user MAIL`: an API token with that person's rights."""

import argparse

from adapters.secrets import new_api_token, token_digest
from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.people import account_of
from database.queries.tokens import file_token

DONE, FAILED = 0, 1


class NoSuchUser(Exception):
    """The sentence says which address was looked for."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    token = subparsers.add_parser("token", help="APIのトークンを発行します。")
    verbs = token.add_subparsers(required=True, metavar="verb")
    create = verbs.add_parser("create", help="トークンを発行し、一度だけ表示します。")
    create.add_argument("--user", required=True, metavar="MAIL", help="利用者のメールアドレス")
    create.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the token alone on a line; only its digest is kept."""
    token = new_api_token()
    try:
        _file(arguments.user, settings, token)
    except (NoSuchUser, NotInstalled) as reason:
        complain(str(reason))
        return FAILED
    say(token)
    return DONE


def _file(mail: str, settings: Settings, token: str) -> None:
    with installed_database(settings).writing() as session:
        user = account_of(session, mail)
        if user is None:
            raise NoSuchUser(
                f"{mail} という利用者はいません。「warifu user add」で登録するか、アドレスをご確認ください。"
            )
        row = file_token(session, user, token_digest(token))
        told = Told("token_created", "command", user.public_id, {"token": row.id})
        append_audit(session, user.organization_id, told, now_of(session))
