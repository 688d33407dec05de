"""A letter to staff or to the outside, and whether a link is still to be put into it."""

from dataclasses import dataclass, replace

from contracts.letters import Letter
from database.people import User


@dataclass(frozen=True, slots=True)
class Due:
    """`secret_id` makes the link of a letter to the outside; None: the letter is whole."""

    letter: Letter
    secret_id: bytes | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a letter is made of: its template, the row it is about, its facts."""

    template: str
    subject: str
    facts: dict[str, object]


def answered_to(due: Due, address: str) -> Due:
    """Return the letter as one whose answers go to `address`, and which says so."""
    facts = {**due.letter.facts, "can_answer": True}
    return replace(due, letter=replace(due.letter, reply_to=address, facts=facts))


def to_colleague(user: User, company: str, written: Written) -> list[Due]:
    """Return the letter to a member of staff; none once the account is disabled."""
    if user.disabled_at is not None:
        return []
    letter = Letter(
        template=written.template,
        message_id=f"{written.template}.{written.subject}.{user.public_id}",
        to=user.mail,
        to_company=company,
        to_name=user.name,
        facts=written.facts,
        language=user.language,
    )
    return [Due(letter)]
