"""Letters about accounts: アカウント発行のお知らせ (IM-01 to IM-04), what another person changed (T09)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.accounts import AccountNews
from contracts.languages import SOURCE
from contracts.letters import Letter
from contracts.messages import NoticeKind, NoticeRequest
from contracts.roles import Role
from database.account import AccountLetter
from database.engine import Database, now_of
from database.letters.contacting import with_contacts
from database.people import Organization

ISSUED, CHANGED, JOINED = "account_issued", "account_changed", "account_joined"
ROLE_NAMES = {
    "ja": {
        Role.ADMINISTRATOR: "管理者",
        Role.LEGAL: "法務",
        Role.APPROVER: "承認者",
        Role.VIEWER: "閲覧者",
        Role.COMPLIANCE: "コンプライアンス",
        Role.SYSTEM: "システム管理者",
    },
    "en": {
        Role.ADMINISTRATOR: "administrator",
        Role.LEGAL: "legal",
        Role.APPROVER: "approver",
        Role.VIEWER: "viewer",
        Role.COMPLIANCE: "compliance",
        Role.SYSTEM: "system administrator",
    },
}


@dataclass(frozen=True, slots=True)
class AccountPost:
    """`secret_id` makes the temporary password of the letter; None where it has none."""

    letter: Letter
    secret_id: bytes | None


class AccountLetterDesk:
    def __init__(self, database: Database, base_url: str) -> None:
        self._database = database
        self._base_url = base_url

    def due(self, public_id: str) -> AccountPost | None:
        """Return what is to be sent; None once it is, and where the account is closed (T07)."""
        with self._database.reading() as session:
            row = _untold(session, public_id)
            if row is None or row.user.disabled_at is not None:
                return None
            letters = with_contacts(session, row.organization_id, [self._letter(session, row)])
            return AccountPost(letters[0], row.secret_id)

    def told(self, public_id: str, fate: str) -> None:
        with self._database.writing() as session:
            row = _untold(session, public_id)
            if row is not None:
                row.fate, row.told_at = fate, now_of(session)

    def untold(self) -> list[NoticeRequest]:
        """Return what could not be said while the engine was away."""
        with self._database.reading() as session:
            waiting = session.scalars(select(AccountLetter.public_id).where(AccountLetter.told_at.is_(None)))
            return [NoticeRequest(NoticeKind.ACCOUNT_NEWS, one) for one in waiting]

    def _letter(self, session: Session, row: AccountLetter) -> Letter:
        company = session.get_one(Organization, row.organization_id).name
        user = row.user
        names = ROLE_NAMES.get(user.language, ROLE_NAMES[SOURCE])
        facts: dict[str, object] = {
            "organization": company,
            "role_name": names[Role(user.role)],
            "login_id": user.mail,
            "login_url": f"{self._base_url}/sign-in",
        }
        template, more = self._news(row)
        return Letter(
            template=template,
            message_id=f"{template}.{row.public_id}",
            to=row.address or user.mail,
            to_company=company,
            to_name=user.name,
            facts={**facts, **more},
            language=user.language,
        )

    def _news(self, row: AccountLetter) -> tuple[str, dict[str, object]]:
        if row.kind == AccountNews.ISSUED:
            return ISSUED, {"guide_url": f"{self._base_url}/setup"}
        if row.kind == AccountNews.JOINED:
            return JOINED, {
                "about": row.about,
                "joined_at": row.created_at.isoformat(),
                "users_url": f"{self._base_url}/users",
            }
        return CHANGED, _changed(row)


def _changed(row: AccountLetter) -> dict[str, object]:
    return {"news": row.kind, "by_name": row.by_name, "changed_at": row.created_at.isoformat()}


def _untold(session: Session, public_id: str) -> AccountLetter | None:
    query = select(AccountLetter).where(AccountLetter.public_id == public_id, AccountLetter.told_at.is_(None))
    return session.scalars(query.options(joinedload(AccountLetter.user))).first()
