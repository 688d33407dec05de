"""`warifu demo [--contracts N]`: fill the running installation with a believable office."""

import argparse
import asyncio
from collections.abc import Sequence

from adapters.settings import Settings
from cli.demo.cases import Case, all_cases
from cli.demo.engine import EngineAway, client_of
from cli.demo.office import Outcome, fill
from cli.demo.people import Login, Office, hired
from cli.demo.progress import Progress
from cli.demo.shelf import fill_shelf
from cli.demo.watching import WorkerSilent
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from workflows.door import Door, EngineUnavailable, NotKnownYet
from workflows.installation import Opened, open_installation

DONE, FAILED = 0, 1


class NotForDemonstration(Exception):
    """This installation is not one of this machine only; the text names the way round."""

    def __init__(self) -> None:
        super().__init__(
            "この割符は外部に公開されているか、実際にメールを送る設定です。デモの契約は架空の相手方に"
            "メールを送ります。それでも作成する場合は --fill-public-installation を付けてください。"
        )


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    most = len(all_cases())
    demo = subparsers.add_parser("demo", help="起動中の割符に、デモの契約と利用者を作成します。")
    demo.add_argument(
        "--contracts", type=_number, default=most, metavar="N", help=f"作成する契約の数（1〜{most}）"
    )
    demo.add_argument(
        "--fill-public-installation",
        action="store_true",
        help="外部に公開した割符や、実際にメールを送る割符にも作成します。",
    )
    demo.set_defaults(run=run)


def _number(spelled: str) -> int:
    most = len(all_cases())
    if not spelled.isascii() or not spelled.isdigit() or not 1 <= int(spelled) <= most:
        raise argparse.ArgumentTypeError(f"1から{most}までの数を指定してください。")
    return int(spelled)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 0 when everything stands, also when it stood already."""
    try:
        _require_own_machine(settings, forced=arguments.fill_public_installation)
        installed_database(settings)
        outcomes = asyncio.run(_filled(open_installation(settings), all_cases()[: arguments.contracts]))
    except (NotForDemonstration, NotInstalled, EngineAway, WorkerSilent) as reason:
        complain(str(reason))
        return FAILED
    say(_summary(outcomes))
    return DONE


def _require_own_machine(settings: Settings, *, forced: bool) -> None:
    if not forced and (not settings.is_loopback or settings.mail != "outbox"):
        raise NotForDemonstration


async def _filled(opened: Opened, cases: Sequence[Case]) -> list[Outcome]:
    client = await client_of(opened)
    office, logins = hired(opened)
    _tell_logins(office, logins)
    progress = Progress(len(cases))
    try:
        _tell_shelf(await fill_shelf(office, client))
        return await fill(
            office, Door(client), cases, lambda case, outcome: progress.show(case.title, outcome)
        )
    except EngineUnavailable:
        raise EngineAway from None
    except NotKnownYet:
        raise WorkerSilent from None


def _tell_logins(office: Office, logins: Sequence[Login]) -> None:
    say(f"{office.organization.name} の利用者（仮パスワードの表示は今回だけです）")
    for login in logins:
        say(f"  {login.who.mail:24} {login.password or '登録済み':16} {login.who.name}（{login.who.duty}）")
    say(f"ログイン {office.opened.settings.base_url}")


def _tell_shelf(registered: int) -> None:
    if registered:
        say(f"紙の契約書{registered}件を、文書管理に登録しました（重複とエラーも1件ずつ残しています）。")


def _summary(outcomes: Sequence[Outcome]) -> str:
    counts = {outcome: outcomes.count(outcome) for outcome in Outcome}
    if counts[Outcome.THERE] == len(outcomes):
        return f"デモの契約{len(outcomes)}件は、すでに作成されています。変更はありません。"
    told = [f"{outcome} {count}件" for outcome, count in counts.items() if count]
    return f"デモの契約: {'、'.join(told)}。"
