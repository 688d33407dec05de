"""Taking what came by mail or Slack: one core behind every door; each delivery once (MK-44, MK-45)."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contracts.mail_intake import IncomingMail
from contracts.mail_proof import Proof
from contracts.messages import NoticeRequest
from contracts.signing import FileIdentity, Purpose
from database.audit import Told, append_audit
from database.engine import Database, now_of
from database.intake_filing import filed
from database.intake_words import Brought, Command, of_command, of_mail
from database.people import Organization, User
from database.queries.intake import taken_before, unproved_since
from database.queries.people import account_of, first_organization_id
from database.review_desk import Attached

A_DAY = timedelta(days=1)
MOST_UNPROVED_A_DAY = 50


class Keeper(Protocol):
    def write(self, identity: FileIdentity, data: bytes) -> None:
        """Store the bytes durably before returning."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a delivery: the request it stands in, and the letter that is to be sent.

    `refused` is the code of why nothing became of it; without it and a notice it was there before.
    """

    review: str = ""
    notice: NoticeRequest | None = None
    refused: str = ""


class IntakeDesk:
    def __init__(self, database: Database, keeper: Keeper) -> None:
        self._database = database
        self._keeper = keeper

    def take_mail(self, mail: IncomingMail, proof: Proof) -> Taken:
        """Open a request or join the one it answers; only for somebody who is known, never for a program."""
        with self._database.reading() as session:
            user = account_of(session, mail.sender) if mail.sender else None
            brought = of_mail(session, user, mail, proof) if user and not mail.is_automatic else None
        if brought is None:
            return self.refuse("automatic" if mail.is_automatic else "unknown_sender", mail.raw, mail.sender)
        if not proof.is_verified and self._is_flooded(brought):
            return self.refuse("too_many", mail.raw, mail.sender)
        return self._take(brought)

    def take_command(self, user: User, command: Command) -> Taken:
        return self._take(of_command(user, command))

    def refuse(self, reason: str, raw: bytes, sender: str = "") -> Taken:
        """Keep in the audit log alone that something was not taken."""
        with self._database.writing() as session:
            user = account_of(session, sender) if sender else None
            house = user.organization_id if user else first_organization_id(session)
            digest = hashlib.sha256(raw).hexdigest()
            facts: dict[str, str | int] = {"reason": reason, "sha256": digest, "sender": sender}
            if house is not None:
                append_audit(session, house, Told("intake_refused", "intake", "", facts), now_of(session))
        return Taken(refused=reason)

    def _is_flooded(self, brought: Brought) -> bool:
        """Anybody can write under a colleague's name: so much a day, and no more fills the store (T52)."""
        with self._database.reading() as session:
            since = now_of(session) - A_DAY
            return unproved_since(session, brought.user, since) >= MOST_UNPROVED_A_DAY

    def _take(self, brought: Brought) -> Taken:
        with self._database.reading() as session:
            if (known := self._before(session, brought)) is not None:
                return known
            house = session.get_one(Organization, brought.user.organization_id).public_id
        files = [self._kept(house, one.name, one.data) for one in brought.files]
        original = self._kept(house, "", brought.raw) if brought.raw else None
        try:
            with self._database.writing() as session:
                return self._before(session, brought) or self._filed(session, brought, files, original)
        except IntegrityError:
            return Taken()

    def _filed(
        self, session: Session, brought: Brought, files: Sequence[Attached], original: Attached | None
    ) -> Taken:
        review, notice = filed(session, brought, files, original)
        facts: dict[str, str | int] = {"way": brought.way, "verified": int(brought.proof.is_verified)}
        if original is not None:
            facts["sha256"] = original.file.digest
        told = Told("intake_taken", "intake", review.public_id, facts)
        append_audit(session, review.organization_id, told, now_of(session))
        return Taken(review.public_id, notice)

    def _before(self, session: Session, brought: Brought) -> Taken | None:
        row = taken_before(session, brought.user, brought.source_key)
        return Taken(row.review.public_id) if row is not None else None

    def _kept(self, house: str, name: str, data: bytes) -> Attached:
        digest = hashlib.sha256(data).hexdigest()
        identity = FileIdentity(house, str(uuid.uuid4()), Purpose.ATTACHED, digest)
        self._keeper.write(identity, data)
        return Attached(identity, len(data), name)
