"""Electronic delivery of documents that a law wants on paper: the classes of domain.md C.4 as data (AD-26).

A class says when the recipient's consent is needed, of whom, and how it is given. What is asked after the
conclusion locks only the status as the statutory document: the contract itself is always handed out (AD-12).
"""

from dataclasses import dataclass
from enum import StrEnum

from contracts import refusals
from contracts.standing import Standing

TEXT_VERSION = "2026-11"
"""Of the texts shown beside a consent; they live with the pages."""


class When(StrEnum):
    """Before the content is shown, after the conclusion, paper only if it is asked for, or never."""

    BEFORE = "before"
    AFTER = "after"
    ON_REQUEST = "on_request"
    BLOCKED = "blocked"


class Answer(StrEnum):
    CONSENTED = "consented"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DELIVERED = "delivered"


TOLD_TO_OWNER = frozenset({Answer.REFUSED, Answer.WITHDRAWN})
"""Answers after which a delivery on paper is owed (LW-32)."""


@dataclass(frozen=True, slots=True)
class DeliveryClass:
    """`roles` are the roles asked, empty for every signer; `standings` those to which it applies (AD-01).

    `phrase` must be typed, a tick alone is not enough (特定商取引法). `least` is the lowest
    `contracts.authentication.Profile` that the class allows.
    """

    code: str
    when: When
    roles: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = tuple(Standing)
    phrase: str = ""
    least: str = ""


LESSEE_AND_LESSOR = ("借主", "貸主")
IN_BETWEEN = (Standing.AGENT, Standing.BROKER)
"""A landlord who lets its own property is outside 宅建業法 37条."""

CLASSES = {
    each.code: each
    for each in (
        DeliveryClass("article37", When.AFTER, roles=LESSEE_AND_LESSOR, standings=IN_BETWEEN),
        DeliveryClass("construction", When.BEFORE, least="L2"),
        DeliveryClass("consumer", When.BEFORE, phrase="電子交付の内容を理解し、承諾します"),
        DeliveryClass("labour", When.BEFORE),
        DeliveryClass("fixed_term_lease", When.BEFORE, roles=("借主",)),
        DeliveryClass("freelance", When.ON_REQUEST),
        DeliveryClass("notarial", When.BLOCKED),
    )
}


def is_asked(when: When, code: str, standing: str, role: str) -> bool:
    """Tell whether somebody of this role is asked for a consent, and then."""
    found = CLASSES.get(code)
    if found is None or found.when is not when or standing not in found.standings:
        return False
    return not found.roles or role in found.roles


def require_sendable(code: str) -> None:
    """Refuse what needs a notarial deed: no electronic form makes it valid (C.4)."""
    if code in CLASSES and CLASSES[code].when is When.BLOCKED:
        raise refusals.NotarialDeedNeeded


def require_answer(code: str, answer: str, phrase: str, newest: str) -> Answer:
    """Return the answer if it can be given now; `newest` is the one before, or an empty text.

    A consent may be withdrawn and given again; a refusal may be changed. DELIVERED: the person took the
    document as the statutory one.
    """
    if code not in CLASSES or answer not in set(Answer):
        raise refusals.NothingToAnswer
    wanted = CLASSES[code].phrase
    if answer == Answer.CONSENTED and wanted and "".join(phrase.split()) != wanted:
        raise refusals.PhraseDiffers(phrase=wanted)
    if answer in {Answer.WITHDRAWN, Answer.DELIVERED} and not has_consented(newest):
        raise refusals.NothingToAnswer
    return Answer(answer)


def has_consented(newest: str) -> bool:
    """Tell whether the newest word lets the document be delivered electronically (LW-33)."""
    return newest in {Answer.CONSENTED, Answer.DELIVERED}
