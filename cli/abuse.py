"""`warifu organization reports`: what strangers told of requests that came in our name (T53)."""

import argparse

from sqlalchemy.orm import Session

from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from contracts.abuse import AbuseKind
from contracts.reasons import JST
from contracts.unseen import in_one_line
from database.abuse import AbuseReport, newest_reports
from database.suspension import standing_suspension

DONE, FAILED = 0, 1
MOST_SHOWN = 50
KINDS = {
    AbuseKind.UNEXPECTED: "依頼に心当たりがない",
    AbuseKind.PRETENDED: "実在の会社や人の名前をかたっている",
    AbuseKind.MONEY: "不審な請求や振込の指示がある",
    AbuseKind.OTHER: "そのほかの迷惑な依頼",
}


def run(arguments: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 -- every command is handed them
    try:
        with installed_database(settings).reading() as session:
            lines = [line for row in newest_reports(session, MOST_SHOWN) for line in _told(session, row)]
    except NotInstalled as reason:
        complain(str(reason))
        return FAILED
    for line in lines or ["報告はありません。"]:
        say(line)
    return DONE


def _told(session: Session, row: AbuseReport) -> list[str]:
    """Anybody can write anything into a report: nothing of it moves the cursor of a terminal (T35)."""
    when = row.reported_at.astimezone(JST).strftime("%Y/%m/%d %H:%M")
    more = {"契約のID": row.contract, "説明": in_one_line(row.details), "連絡先": row.mail}
    return [
        f"{when}  {row.public_id[:8]}  {KINDS[AbuseKind(row.kind)]}",
        f"  送信者: {_sender(session, row)}",
        *(f"  {name}: {value}" for name, value in more.items() if value),
    ]


def _sender(session: Session, row: AbuseReport) -> str:
    company = row.organization
    if company is None:
        return "不明"
    state = "（停止中）" if standing_suspension(session, company.id) else ""
    return f"{in_one_line(company.name)} {company.public_id}{state}"
