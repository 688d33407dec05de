"""The mail that tells the operator of a report (T53)."""

from datetime import timedelta

from contracts.abuse import is_mailed
from contracts.letters import Letter
from contracts.messages import NoticeKind, NoticeRequest
from database.abuse import AbuseReport, report_of, reports_of_the_hour, reports_since
from database.engine import Database, now_of

TEMPLATE = "abuse_reported"
NEWS = timedelta(hours=25)
"""A daily round reaches back to the one before."""


class AbuseLetterDesk:
    """The record as the post of these letters is handed it; `operator` is a mail address, or empty."""

    def __init__(self, database: Database, operator: str) -> None:
        self._database = database
        self._operator = operator

    def letter(self, report: str) -> Letter | None:
        """Return the letter; None where nobody reads such mail, and in a flood: the list has them all."""
        with self._database.reading() as session:
            row = report_of(session, report)
            if row is None or not self._operator or not is_mailed(reports_of_the_hour(session)):
                return None
            return self._letter(row)

    def untold(self) -> list[NoticeRequest]:
        """Return the notices since the last daily round; what the engine took already is no news to it."""
        with self._database.reading() as session:
            found = reports_since(session, now_of(session) - NEWS)
            return [NoticeRequest(NoticeKind.ABUSE_REPORTED.value, row.public_id) for row in found]

    def _letter(self, row: AbuseReport) -> Letter:
        company = row.organization
        facts: dict[str, object] = {
            "report_number": row.public_id[:8],
            "kind": row.kind,
            "details": row.details,
            "reporter_mail": row.mail,
            "reported_at": row.reported_at.isoformat(),
            "sender_organization": company.name if company else "",
            "organization_id": company.public_id if company else "",
            "contract_id": row.contract,
        }
        return Letter(
            template=TEMPLATE,
            message_id=f"{TEMPLATE}.{row.public_id}",
            to=self._operator,
            to_company="",
            to_name="",
            facts=facts,
        )
