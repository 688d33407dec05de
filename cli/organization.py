"""`warifu organization add | reports | suspend | resume`: companies, and one that may send nothing (T53)."""

import argparse

from sqlalchemy.orm import Session

from adapters.passwords import hash_password, temporary_password
from adapters.settings import Settings
from cli import abuse, suspension
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from cli.user import CannotAdd, mail_of, name_of
from contracts.roles import Role
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import Organization
from database.queries.accounts import NewAccount, add_account, is_taken, organizations
from database.seed import seed_contract_types

DONE, FAILED = 0, 1
LONGEST_NAME = 200


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    organization = subparsers.add_parser("organization", help="会社（組織）を追加します。")
    verbs = organization.add_subparsers(required=True, metavar="verb")
    add = verbs.add_parser("add", help="会社と最初の管理者を登録し、仮パスワードを表示します。")
    add.add_argument("organization", metavar="NAME", help="会社名")
    add.add_argument("--mail", required=True, help="最初の管理者のメールアドレス")
    add.add_argument("--name", required=True, help="最初の管理者の氏名")
    add.set_defaults(run=run)
    reports = verbs.add_parser(
        "reports", help="心当たりのない依頼・迷惑な依頼の報告を、新しい順に表示します。"
    )
    reports.set_defaults(run=abuse.run)
    suspend = verbs.add_parser("suspend", help="会社からの送信と、送ったリンクをすべて止めます。")
    suspend.add_argument("organization", metavar="NAME", help="会社名か会社のID")
    suspend.add_argument("--reason", required=True, help="理由（記録に残ります）")
    suspend.set_defaults(run=suspension.suspend)
    resume = verbs.add_parser("resume", help="止めた会社の送信とリンクを再開します。")
    resume.add_argument("organization", metavar="NAME", help="会社名か会社のID")
    resume.set_defaults(run=suspension.resume)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the temporary password alone on a line; organisations see nothing of each other."""
    password = temporary_password()
    try:
        with installed_database(settings).writing() as session:
            _add(session, arguments, password)
    except (CannotAdd, NotInstalled) as reason:
        complain(str(reason))
        return FAILED
    say(password)
    return DONE


def _add(session: Session, arguments: argparse.Namespace, password: str) -> None:
    name = " ".join(arguments.organization.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise CannotAdd(f"会社名を1文字以上{LONGEST_NAME}文字以内で指定してください。")
    if any(one.name == name for one in organizations(session)):
        raise CannotAdd(f"{name} はすでに登録されています。利用者の追加は「warifu user add」で行います。")
    mail = mail_of(arguments.mail)
    if is_taken(session, mail):
        raise CannotAdd(f"{mail} はすでに登録されています。別のメールアドレスを指定してください。")
    new = NewAccount(mail, name_of(arguments.name), Role.ADMINISTRATOR, hash_password(password))
    organization = Organization(name=name, created_at=now_of(session))
    session.add(organization)
    session.flush()
    told = Told("organization_added", "command", "", {})
    append_audit(session, organization.id, told, organization.created_at)
    seed_contract_types(session, organization)
    add_account(session, organization, new, "command")
