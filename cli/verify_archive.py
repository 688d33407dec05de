"""`warifu verify-archive --from DAY --to DAY`: 一括検証 of a period, here and now (domain.md LW-14)."""

import argparse
import json
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from activities.archive_checking import ArchiveChecking
from adapters.confinement import ConfinedTaskFailed
from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from contracts.archive_check import Basis, Outcome
from contracts.messages import ArchiveCheckStart
from database.archive_check import ArchiveCheck, ArchiveCheckFile
from database.archive_check_desk import Asked, begin_check, counts_of
from database.people import Organization
from database.queries.archive_checks import every_file
from workflows.archive_checking import archive_checking, complain_of_unknown_signers
from workflows.installation import Opened, open_installation

ALL_OK, NOT_OK, USAGE = 0, 1, 2
COMMAND = "command"
BUSY_SECONDS = 2.0
OUTCOMES = {Outcome.DOUBT: "要確認", Outcome.BAD: "異常あり"}


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found in one organisation; `files` are those that are not as they should be."""

    organization: str
    run: str
    counts: Mapping[str, int]
    files: Sequence[dict[str, Any]]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verify = subparsers.add_parser(
        "verify-archive", help="期間を選び、保管しているファイルを一括検証します。"
    )
    verify.add_argument("--from", dest="first", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
    verify.add_argument("--to", dest="last", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
    bases = [basis.value for basis in Basis]
    verify.add_argument("--basis", choices=bases, default=Basis.CONCLUDED.value, help="期間の基準")
    verify.add_argument("--json", action="store_true", help="結果をJSONで表示します。")
    verify.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 0 when every file is as it should be, 1 when one is not, 2 when nothing can be checked."""
    if arguments.last < arguments.first:
        complain("終わりの日が、始まりの日より前です。")
        return USAGE
    try:
        installed_database(settings).engine.dispose()
    except NotInstalled as reason:
        complain(str(reason))
        return USAGE
    opened = open_installation(settings)
    asked = Asked(Basis(arguments.basis), arguments.first, arguments.last, COMMAND, "管理コマンド")
    if complain_of_unknown_signers(opened):
        complain("署名した認証局の証明書が鍵のフォルダー（keys/records）にないため、検証できません。")
        return USAGE
    reports = [_checked(opened, organization, asked) for organization in _organizations(opened)]
    if arguments.json:
        say(json.dumps([asdict(report) for report in reports], ensure_ascii=False))
    else:
        _tell(reports)
    return NOT_OK if any(report.files for report in reports) else ALL_OK


def _organizations(opened: Opened) -> list[tuple[int, str]]:
    with opened.database.reading() as session:
        found = session.execute(select(Organization.id, Organization.name).order_by(Organization.id))
        return [(row[0], row[1]) for row in found]


def _checked(opened: Opened, organization: tuple[int, str], asked: Asked) -> Report:
    """Every file of the organisation is looked at in this process; a run of its own keeps the result."""
    organization_id, name = organization
    with opened.database.writing() as session:
        run_id = begin_check(session, organization_id, str(uuid.uuid4()), asked).public_id
    steps = archive_checking(opened)
    while _goes_on(steps, run_id):
        pass
    with opened.database.reading() as session:
        row = session.scalars(select(ArchiveCheck).where(ArchiveCheck.public_id == run_id)).one()
        faulty = [_fault(one) for one in every_file(session, row) if one.outcome != Outcome.OK]
        return Report(name, run_id, counts_of(session, row), faulty)


def _goes_on(steps: ArchiveChecking, run_id: str) -> bool:
    try:
        return steps.check_archived_files(ArchiveCheckStart(run_id)).goes_on
    except ConfinedTaskFailed:
        time.sleep(BUSY_SECONDS)
        return True


def _fault(row: ArchiveCheckFile) -> dict[str, Any]:
    return {
        "outcome": row.outcome,
        "reasons": json.loads(row.reasons),
        "contract": row.contract.number or row.contract.public_id,
        "kept": row.kept,
        "place": row.place,
        "generation": row.generation,
        "sha256": row.digest,
    }


def _tell(reports: Sequence[Report]) -> None:
    for report in reports:
        counts = report.counts
        say(
            f"{report.organization}: {sum(counts.values())}件を検証しました（異常なし {counts['ok']}件、"
            f"要確認 {counts['doubt']}件、異常あり {counts['bad']}件）。"
        )
        for one in report.files:
            named = " ".join([one["contract"], one["kept"], one["sha256"], *one["reasons"]])
            say(f"  {OUTCOMES[Outcome(one['outcome'])]} {named}")
