"""`warifu evidence CONTRACT -o FILE.zip`: 立証パッケージ of a concluded contract (domain.md MK-92)."""

import argparse
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.exc import MultipleResultsFound, NoResultFound

from adapters.confinement import ConfinedTaskFailed
from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from workflows.evidence import NoEvidenceYet, evidence_package
from workflows.installation import Opened, open_installation
from workflows.verifying import anchors_of

DONE, FAILED = 0, 1
SAID: dict[type[Exception], str] = {
    NoEvidenceYet: "締結済みの契約ではないか、合意証明書がまだ発行されていません。",
    NoResultFound: "その契約、または操作ログのその番号の記録はありません。",
    MultipleResultsFound: "その契約番号は複数の会社にあります。契約IDを指定してください。",
    FileExistsError: "{file} はすでにあります。別の名前を指定してください。",
    OSError: "{file} に書き込めません。保存先をご確認ください。",
    ConfinedTaskFailed: "処理が混み合っています。しばらくしてから、もう一度実行してください。",
}
FAULTS: tuple[type[Exception], ...] = tuple(SAID)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    evidence = subparsers.add_parser("evidence", help="締結済みの契約の立証パッケージ（ZIP）を書き出します。")
    evidence.add_argument("contract", metavar="CONTRACT", help="契約番号か契約ID")
    evidence.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.zip")
    evidence.add_argument("--through", type=int, metavar="N", help="操作ログのN番の記録までで作ります。")
    evidence.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 0 when the file is whole; it is written beside its name first and never overwrites another."""
    try:
        installed_database(settings).engine.dispose()
        return _written(arguments, open_installation(settings))
    except NotInstalled as reason:
        complain(str(reason))
    except FAULTS as reason:
        sentence = next(said for kind, said in SAID.items() if isinstance(reason, kind))
        complain(sentence.format(file=arguments.output))
    return FAILED


def _written(arguments: argparse.Namespace, opened: Opened) -> int:
    if arguments.output.exists():
        raise FileExistsError
    contract_id, organization_id = _contract(opened, arguments.contract)
    package = evidence_package(
        opened.database, opened.files, anchors_of(opened.settings), contract_id, arguments.through
    )
    with opened.database.writing() as session:
        told = Told("evidence_packaged", "command", contract_id, {"through": package.through})
        append_audit(session, organization_id, told, now_of(session))
    beside = arguments.output.with_name(f".{arguments.output.name}.part")
    with beside.open("wb") as out:
        for piece in package.pieces:
            out.write(piece)
    beside.rename(arguments.output)
    say(f"{arguments.output}（操作ログの{package.through}番の記録まで）")
    return DONE


def _contract(opened: Opened, named: str) -> tuple[str, int]:
    query = select(Contract.public_id, Contract.organization_id)
    with opened.database.reading() as session:
        found = session.execute(query.where(or_(Contract.public_id == named, Contract.number == named)))
        public_id, organization_id = found.one()
    return public_id, organization_id
