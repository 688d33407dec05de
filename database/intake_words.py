"""What a mail or a command brings, before it is filed."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from contracts.mail_intake import (
    LONGEST_TITLE,
    IncomingFile,
    IncomingMail,
    title_of,
)
from contracts.mail_proof import Proof
from contracts.reviewing import IntakeLimits, intake_fault
from database.people import User
from database.queries.intake import MAIL, SLACK, digest_of
from database.queries.preferences import preferences_of


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody typed in Slack; `trigger` is that one command's own id."""

    trigger: str
    text: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What is to be filed; `raw` is the mail as it came, and `file_fault` why its files are not taken."""

    user: User
    way: str
    source_key: str
    mail_id: str
    title: str
    text: str
    references: tuple[str, ...] = ()
    files: tuple[IncomingFile, ...] = ()
    file_fault: str = ""
    proof: Proof = field(default_factory=lambda: Proof(is_verified=False))
    raw: bytes = field(default=b"", repr=False)


def of_mail(session: Session, user: User, mail: IncomingMail, proof: Proof) -> Brought:
    """Files beyond the limits are left to the original; the words are taken all the same (MK-45)."""
    kept = preferences_of(session, user.organization_id)
    limits = IntakeLimits(kept.review_files, kept.review_file_mb, kept.review_total_mb)
    fault = intake_fault(limits, [one.name for one in mail.files], [len(one.data) for one in mail.files])
    return Brought(
        user=user,
        way=MAIL,
        source_key=digest_of(f"{MAIL}\n{user.public_id}\n{mail.message_id}"),
        mail_id=digest_of(mail.message_id),
        title=title_of(mail.subject, mail.text),
        text=mail.text,
        references=mail.references,
        files=() if fault else mail.files,
        file_fault=fault or ("winmail" if mail.has_winmail else ""),
        proof=proof,
        raw=mail.raw,
    )


def of_command(user: User, command: Command) -> Brought:
    """The first line is the title; Slack has signed whose command it is."""
    first, _, rest = command.text.strip().partition("\n")
    source = digest_of(f"{SLACK}\n{user.public_id}\n{command.trigger}")
    text = rest.strip() or (first if len(first) > LONGEST_TITLE else "")
    return Brought(user, SLACK, source, "", title_of(first, ""), text, proof=Proof(is_verified=True))
