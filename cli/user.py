"""`warifu user add MAIL --name NAME --role ROLE`: an account with a temporary password."""

import argparse

from sqlalchemy.orm import Session

from adapters.passwords import hash_password, temporary_password
from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from contracts.languages import LANGUAGES, SOURCE
from contracts.mail_address import is_address
from contracts.roles import Role
from database.people import Organization
from database.queries.accounts import NewAccount, add_account, is_taken, organizations

DONE, FAILED = 0, 1


class CannotAdd(Exception):
    """The sentence says why no account was made and what to do."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    user = subparsers.add_parser("user", help="利用者を登録します。")
    verbs = user.add_subparsers(required=True, metavar="verb")
    add = verbs.add_parser("add", help="利用者を登録し、仮パスワードを表示します。")
    add.add_argument("mail", metavar="MAIL")
    add.add_argument("--name", required=True, help="氏名")
    add.add_argument("--role", required=True, help=f"役割: {_roles()}")
    add.add_argument("--language", default=SOURCE, choices=LANGUAGES, help="画面とメールの言語（既定: ja）")
    add.add_argument("--organization", help="会社名（複数の会社があるとき）")
    add.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the temporary password alone on a line; it is shown this once."""
    password = temporary_password()
    try:
        _add(arguments, settings, password)
    except (CannotAdd, NotInstalled) as reason:
        complain(str(reason))
        return FAILED
    say(password)
    return DONE


def _add(arguments: argparse.Namespace, settings: Settings, password: str) -> None:
    new = NewAccount(
        mail=mail_of(arguments.mail),
        name=name_of(arguments.name),
        role=_role(arguments.role),
        password_hash=hash_password(password),
        language=arguments.language,
    )
    with installed_database(settings).writing() as session:
        if is_taken(session, new.mail):
            raise CannotAdd(f"{new.mail} はすでに登録されています。別のメールアドレスを指定してください。")
        add_account(session, _organization(session, arguments.organization), new, "command")


def _organization(session: Session, name: str | None) -> Organization:
    found = [one for one in organizations(session) if name in {None, one.name, one.public_id}]
    if len(found) == 1:
        return found[0]
    names = "、".join(one.name for one in organizations(session))
    raise CannotAdd(f"--organization で会社を一つ指定してください（登録済み: {names or 'なし'}）。")


def mail_of(mail: str) -> str:
    if not is_address(mail.strip()):
        raise CannotAdd(f"{mail} はメールアドレスとして使えません（例: hanako@example.co.jp）。")
    return mail.strip()


def name_of(name: str) -> str:
    if not name.strip():
        raise CannotAdd("--name に氏名を指定してください。")
    return " ".join(name.split())


def _role(role: str) -> Role:
    try:
        return Role(role.strip().lower())
    except ValueError:
        raise CannotAdd(f"{role} という役割はありません。次から選んでください: {_roles()}") from None


def _roles() -> str:
    return ", ".join(role.value for role in Role)
