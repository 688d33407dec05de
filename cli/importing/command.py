"""The command's own words, and what it does with them; the registering itself is the browser's too."""

import argparse
from pathlib import Path

from adapters.confinement import standing_by
from adapters.inspection import WARMING
from adapters.settings import Settings
from cli.importing.planning import Plan, Wish, plan_of
from cli.importing.results import lines_of, summary, troubles, write_csv
from cli.importing.running import run_job
from cli.importing.stopping import CannotImport
from cli.importing.twins import of_files
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from contracts.importing import FileOutcome
from database.import_desk import job_called
from database.import_jobs import all_files
from database.queries.colleagues import as_staff
from workflows.installation import Opened, open_installation

ALL_DONE, SOME_LEFT, UNABLE = 0, 1, 2
MOST_TOLD = 20
STANDBY_SECONDS = 20.0


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = subparsers.add_parser("import", help="締結済み契約のPDFを、フォルダーごと登録します。")
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument("--owner", required=True, metavar="MAIL", help="登録する人（既定の自社担当者）")
    command.add_argument(
        "--ledger", type=Path, metavar="CSV", help="台帳。「ファイル名」の列で対応づけます。"
    )
    command.add_argument("--encoding", default="", choices=["utf-8", "shift_jis"], help="台帳の文字コード")
    command.add_argument("--folder", dest="shelf", default="", metavar="NAME", help="保管先のフォルダー")
    command.add_argument("--how", default="paper", choices=["paper", "electronic"], help="締結方法の既定")
    command.add_argument("--duplicates", default="skip", choices=["skip", "import"], help="重複したファイル")
    command.add_argument(
        "--timestamp", action="store_true", help="登録したファイルにタイムスタンプを付けます。"
    )
    command.add_argument("--results", type=Path, metavar="CSV", help="結果の書き出し先")
    command.add_argument("--dry-run", action="store_true", help="何も登録せず、できることだけを調べます。")
    command.add_argument("--resume", action="store_true", help="途中で止まった登録の続きをします。")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 0 when every file is registered, 1 when one is not, 2 when nothing could be done."""
    try:
        _require_place(arguments.results)
        installed_database(settings).engine.dispose()
        opened = open_installation(settings)
        plan = plan_of(opened, _wish(arguments))
        if plan.aside:
            say(plan.aside)
        if plan.told is not None:
            return _tell_plan(plan)
        with standing_by(WARMING) as ready:
            ready.wait(STANDBY_SECONDS)
            is_over = run_job(opened, plan, registers_twins=_takes_twins(arguments))
    except (NotInstalled, CannotImport) as reason:
        complain(str(reason))
        return UNABLE
    return _tell(opened, plan, arguments.results or Path(f"import-{plan.job[:8]}.csv"), is_over=is_over)


def _require_place(results: Path | None) -> None:
    """Ask before the first file: what became of hundreds of files is not to be lost at the end."""
    if results is not None and (results.is_dir() or not results.parent.is_dir()):
        raise CannotImport(f"--results の {results} には書き出せません。フォルダーをご確認ください。")


def _wish(arguments: argparse.Namespace) -> Wish:
    return Wish(
        folder=arguments.folder,
        ledger=arguments.ledger,
        encoding=arguments.encoding,
        owner=arguments.owner,
        shelf=arguments.shelf,
        usual={"how": arguments.how},
        stamps=arguments.timestamp,
        is_dry=arguments.dry_run,
        resumes=arguments.resume,
        takes_twins=_takes_twins(arguments),
    )


def _takes_twins(arguments: argparse.Namespace) -> bool:
    return bool(arguments.duplicates == "import")


def _tell_plan(plan: Plan) -> int:
    for line in plan.told or ():
        say(line)
    return SOME_LEFT if plan.has_faults else ALL_DONE


def _tell(opened: Opened, plan: Plan, path: Path, *, is_over: bool) -> int:
    with opened.database.reading() as session:
        job = job_called(session, plan.job)
        files, staff = all_files(session, job), as_staff(session, job.owner)
        twins = of_files(session, staff, files, opened.settings.base_url)
        lines = lines_of(files, twins)
    write_csv(path, lines)
    for line in troubles(files, twins, MOST_TOLD):
        say(line)
    say(f"{summary(files)}。結果を {path} に書き出しました。")
    if not is_over:
        say("途中で止めました。同じコマンドに --resume を付けると、続きから登録します。")
    return ALL_DONE if all(one.outcome == FileOutcome.IMPORTED for one in files) else SOME_LEFT
