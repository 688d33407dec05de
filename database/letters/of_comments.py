"""Letters about words on a version: to who is called inside, to both sides of a shared one (MK-40, MK-41)."""

from sqlalchemy.orm import Session

from contracts.letters import Letter
from contracts.reminders import last_day
from contracts.sharing import ExternalKind, ShareState
from database.commenting import CommentMention
from database.contract import Contract
from database.letters.sealed import Due, Written, to_colleague
from database.queries.levels import sees
from database.shares import state_now
from database.sharing import ExternalComment, VersionShare

MENTIONED, SHARED = "comment_mentioned", "version_shared"
FROM_OUTSIDE, TO_OUTSIDE = "external_commented", "external_answered"


def mention_letters(session: Session, mention: CommentMention, base_url: str) -> list[Due]:
    """Who may not see the contract any more is not told of it."""
    comment = mention.comment
    contract = session.get_one(Contract, comment.contract_id)
    if not sees(session, mention.user, contract):
        return []
    page = f"{base_url}/contracts/{contract.public_id}/versions/{comment.version.number}#comments"
    facts: dict[str, object] = {
        "contract_title": contract.title,
        "author_name": comment.user.name,
        "comment": comment.body,
        "page_url": page,
    }
    written = Written(MENTIONED, mention.public_id, facts)
    return to_colleague(mention.user, contract.organization.name, written)


def share_letters(session: Session, share: VersionShare, base_url: str) -> list[Due]:
    """The code never goes with the link; nothing goes out once the link is closed."""
    del base_url
    if not share.mail or state_now(session, share) is not ShareState.OPEN:
        return []
    until = last_day(share.expires_at).isoformat()
    facts: dict[str, object] = {"message": share.message, "expires_on": until}
    return [_to_outside(share, SHARED, share.public_id, facts)]


def outside_letters(session: Session, word: ExternalComment, base_url: str) -> list[Due]:
    """Words from outside go to whoever shared, ours to the reader if there is an address."""
    share = word.share
    if word.user_id is not None:
        is_open = share.mail and state_now(session, share) is ShareState.OPEN
        return [_to_outside(share, TO_OUTSIDE, word.public_id, {"comment": word.body})] if is_open else []
    if not sees(session, share.created_by, share.contract):
        return []
    facts: dict[str, object] = {
        "contract_title": share.contract.title,
        "author_name": word.author,
        "comment": word.body,
        "is_agreed": word.kind == ExternalKind.AGREED,
        "page_url": f"{base_url}/contracts/{share.contract.public_id}/shares/{share.public_id}",
    }
    written = Written(FROM_OUTSIDE, word.public_id, facts)
    return to_colleague(share.created_by, share.contract.organization.name, written)


def _to_outside(share: VersionShare, template: str, subject: str, facts: dict[str, object]) -> Due:
    letter = Letter(
        template=template,
        message_id=f"{template}.{subject}",
        to=share.mail,
        to_company="",
        to_name=share.recipient,
        facts={**facts, "contract_title": share.contract.title, "display_name": share.display_name},
        language=share.language,
    )
    return Due(letter, share.secret_id)
