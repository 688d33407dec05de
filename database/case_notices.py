"""Letters of a case that no workflow waits for: what is still to be said, and what became of it.

They follow what happens beside the acts: 再提出依頼, files handed in later, a refused electronic delivery,
and a new link to the papers of a concluded contract (docs/decisions/023).
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from contracts.document_review import Verdict
from contracts.edelivery import TOLD_TO_OWNER
from contracts.letters import Letter, LinkPurpose, Minted, Outcome
from contracts.messages import NoticeKind, NoticeRequest
from database.delivery import Delivery, PartyLink
from database.document import SubmittedFile
from database.document_letters import REQUESTED, SUBMITTED, answer_letter, request_letter
from database.engine import Database, now_of
from database.holders import DeliveryAnswer, DocumentReview
from database.letters.by_channel import BY_SMS, by_channel
from database.letters.forwarding import outgoing
from database.letters.of_delivery import REFUSED, refusal_notice
from database.mailed import is_mailed, is_to_holder, keep_delivery, shorten
from database.paper_links import NEW_LINK, link_letter, took_a_dead_ones_place
from database.party import Party, RequiredDocument

Subject = type[DocumentReview | SubmittedFile | DeliveryAnswer | PartyLink]


@dataclass(frozen=True, slots=True)
class _Sort:
    """The rows a kind of notice is about, its template, which of them are told at all, and whose they are."""

    subject: Subject
    template: str
    is_told: ColumnElement[bool]
    party_id: ColumnElement[int]

    def untold(self) -> Select[str]:
        by_mail = f"{self.template}." + self.subject.public_id
        sent = Delivery.message_id == by_mail, Delivery.message_id == by_mail + BY_SMS
        told = select(Delivery.id).where(or_(*sent))
        return select(self.subject.public_id).where(self.is_told, ~told.exists())

    def party(self, public_id: str) -> Select[Party]:
        query = select(Party).join(self.subject, Party.id == self.party_id)
        return query.where(self.subject.public_id == public_id)


def _asked(item: ColumnElement[int]) -> ColumnElement[int]:
    return select(RequiredDocument.party_id).where(RequiredDocument.id == item).scalar_subquery()


_SORTS = {
    NoticeKind.DOCUMENTS_REQUESTED: _Sort(
        DocumentReview,
        REQUESTED,
        DocumentReview.verdict == Verdict.ASKED_AGAIN,
        _asked(DocumentReview.required_document_id.expression),
    ),
    NoticeKind.DOCUMENTS_SUBMITTED: _Sort(
        SubmittedFile,
        SUBMITTED,
        SubmittedFile.answers != "",
        _asked(SubmittedFile.required_document_id.expression),
    ),
    NoticeKind.DELIVERY_ANSWERED: _Sort(
        DeliveryAnswer,
        REFUSED,
        DeliveryAnswer.answer.in_(TOLD_TO_OWNER),
        DeliveryAnswer.party_id.expression,
    ),
    NoticeKind.CONCLUDED_LINK: _Sort(
        PartyLink, NEW_LINK, took_a_dead_ones_place(), PartyLink.party_id.expression
    ),
}
OF_A_CASE = tuple(_SORTS)


class CaseNoticeDesk:
    def __init__(self, database: Database, base_url: str) -> None:
        self._database = database
        self._base_url = base_url

    def letters(self, kind: NoticeKind, subject: str) -> list[Letter]:
        """Return what is to be sent, by each channel; nothing once it is said or nobody waits for it."""
        with self._database.reading() as session:
            letter = self._letter(session, kind, subject)
            if letter is None:
                return []
            party = session.scalars(_SORTS[kind].party(subject)).one()
            due = outgoing(session, party.organization_id, by_channel(session, [letter]))
            return [one for one in due if not is_mailed(session, one.message_id)]

    def link(self, letter: Letter, mint: Callable[[], Minted]) -> bytes | None:
        """Return the secret id of the party's standing link of this kind, made at the first asking.

        None: the place has another holder by now, and the link is not for whom the letter is to.
        """
        purpose = letter.purpose or LinkPurpose.AGREE
        with self._database.writing() as session:
            party = session.scalars(select(Party).where(Party.public_id == letter.party)).one()
            if not is_to_holder(letter, party):
                return None
            links = session.scalars(_links(party, purpose)).all()
            living = [link for link in links if link.revoked_at is None]
            if living:
                return living[-1].secret_id
            issue = links[-1].issue + 1 if links else 1
            return _new_link(session, party, purpose, issue, mint())

    def shorten(self, secret_id: bytes, short_digest: str) -> None:
        with self._database.writing() as session:
            shorten(session, secret_id, short_digest)

    def sent(self, kind: NoticeKind, subject: str, letter: Letter, outcome: Outcome) -> None:
        """Keep what became of the letter; a second telling of it changes nothing."""
        with self._database.writing() as session:
            if not is_mailed(session, letter.message_id):
                party = session.scalars(_SORTS[kind].party(subject)).one()
                keep_delivery(session, party.contract, letter, outcome, letter.party)

    def untold(self) -> list[NoticeRequest]:
        """Return what could not be said while the engine was away."""
        with self._database.reading() as session:
            return [
                NoticeRequest(kind, name)
                for kind, sort in _SORTS.items()
                for name in session.scalars(sort.untold())
            ]

    def _letter(self, session: Session, kind: NoticeKind, subject: str) -> Letter | None:
        if kind is NoticeKind.DOCUMENTS_REQUESTED:
            return request_letter(session, subject)
        if kind is NoticeKind.CONCLUDED_LINK:
            return link_letter(session, subject)
        to_owner = answer_letter if kind is NoticeKind.DOCUMENTS_SUBMITTED else refusal_notice
        return to_owner(session, subject, self._base_url)


def _links(party: Party, purpose: LinkPurpose) -> Select[PartyLink]:
    standing = PartyLink.party_id == party.id, PartyLink.round == party.contract.round
    return select(PartyLink).where(*standing, PartyLink.purpose == purpose).order_by(PartyLink.issue)


def _new_link(session: Session, party: Party, purpose: LinkPurpose, issue: int, minted: Minted) -> bytes:
    session.add(
        PartyLink(
            organization_id=party.organization_id,
            party_id=party.id,
            round=party.contract.round,
            purpose=purpose,
            issue=issue,
            secret_id=minted.secret_id,
            token_digest=minted.token_digest,
            created_at=now_of(session),
            expires_at=(party.due or party.contract.due) if purpose is LinkPurpose.AGREE else None,
        )
    )
    return minted.secret_id
