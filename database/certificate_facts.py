"""Gathering the facts of a certificate from the record, once, when it is issued (LW-43)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.certificate import (
    Anchor,
    CertificateFacts,
    ConclusionFacts,
    Detail,
    EventLine,
    FileFacts,
    PartyFacts,
    RoundFacts,
    SignedFile,
    Statement,
    TimestampFacts,
    in_jst,
)
from contracts.certificate_id import certificate_id
from contracts.certificate_statements import statements_of, told_of_own_certificates
from contracts.effects import EffectKind
from contracts.messages import EffectRequest
from contracts.signing import RevisionKind
from contracts.standing import Standing
from database.audit import AuditEvent
from database.certificate_anchor import log_timestamp
from database.certificate_files import file_facts
from database.certificate_lines import Lines, Recorded
from database.document_ways import ways_sent_to
from database.dossiers import contract_of, revisions_of, standing_revision
from database.engine import now_of
from database.evidence import Revision, RevisionDocument
from database.party import Party
from database.record import ContractRound, EffectRow

SENDER_ROLE = "送信者"
STAFF_ACCOUNT = "staff_account"


class NotConcluded(Exception):
    """A certificate was asked for a round that has no final signature."""


class Gathering:
    def __init__(self, session: Session, request: EffectRequest) -> None:
        self._session = session
        self._contract = contract_of(session, request.contract)
        self._round = request.effect.round
        self._lines = Lines(session, self._contract)
        self._naming = {party.public_id for party in self._contract.parties if party.names_only}

    def facts(self, signed: Sequence[SignedFile], base_url: str) -> CertificateFacts:
        contract, standing = self._contract, Standing(self._contract.standing)
        parties, conclusion = self._parties(standing), self._conclusion(signed[-1])
        return CertificateFacts(
            certificate_id=certificate_id(contract.public_id, self._round),
            issued_at=in_jst(now_of(self._session)),
            issuer=contract.organization.name,
            title=contract.title,
            number=contract.number or "",
            contract_type=contract.type.name if contract.type else "",
            standing=standing,
            sender=contract.owner.name,
            sender_mail=contract.owner.mail,
            round=self._round,
            files=self._files(signed),
            conclusion=conclusion,
            parties=parties,
            rounds=self._rounds(),
            history=self._lines.of_the_case(),
            statements=self._statements(standing, conclusion.timestamp),
            verify_url=f"{base_url}/verify",
            anchor=self._anchor(),
        )

    def _statements(self, standing: Standing, timestamp: TimestampFacts) -> tuple[Statement, ...]:
        contract = self._contract
        said = statements_of(
            standing,
            contract.organization.name,
            timestamp,
            imprints=any(party.imprint for party in contract.parties),
            owns=any(party.own for party in contract.parties),
        )
        used = any(one.facts.get("own_signature") for one in self._agreements())
        return (*said, *told_of_own_certificates(used=used))

    def final_revision(self) -> Revision:
        row = standing_revision(self._session, self._contract, self._round, RevisionKind.FINAL, "")
        if row is None:
            raise NotConcluded(self._contract.public_id, self._round)
        return row

    def _files(self, signed: Sequence[SignedFile]) -> tuple[FileFacts, ...]:
        sent, final = revisions_of(self._session, self._contract, self._round)[0], self.final_revision()
        documents = self._round_row(self._round).version.documents
        told = zip(documents, sent.files, final.files, signed, strict=True)
        return tuple(facts for at, one in enumerate(told, 1) for facts in file_facts(at, *one))

    def _conclusion(self, signed: SignedFile) -> ConclusionFacts:
        revision = self.final_revision()
        final: Revision | RevisionDocument = revision.further[-1] if revision.further else revision
        timestamp = TimestampFacts(
            authority=final.authority,
            accredited=bool(revision.accredited_by),
            at=in_jst(final.timestamped_at),
            serial=final.serial,
            policy=final.policy,
            provider=revision.accredited_by,
        )
        return ConclusionFacts(
            agreed_at=in_jst(max(one.at for one in self._agreements() if one.party not in self._naming)),
            signed_at=signed.signed_at,
            level=final.level,
            timestamp=timestamp,
            certificate=signed.certificate,
            printed_on=self._contract.agreed_on.isoformat() if self._contract.agreed_on else "",
        )

    def _parties(self, standing: Standing) -> tuple[PartyFacts, ...]:
        ordered = sorted(self._contract.parties, key=lambda party: (party.ordering, party.position))
        others = tuple(self._party(party) for party in ordered)
        return (self._sender(), *others) if standing.sending_is_agreement else others

    def _party(self, party: Party) -> PartyFacts:
        own = [one for one in self._agreements() if one.party == party.public_id]
        ways = ways_sent_to(self._session, party)
        return PartyFacts(
            order=party.ordering,
            role=party.called,
            company=party.company,
            name=party.name,
            mail=party.mail,
            kind=party.kind,
            own=party.own,
            signs=party.signs,
            capacity=str(own[-1].facts.get("capacity", "")) if own else "",
            authenticated=tuple(own[-1].facts["authenticated"]) if own else (),
            agreed_at=in_jst(own[-1].at) if own else "",
            events=self._lines.of_party(party),
            passed_at=_instants(own[-1].facts.get("passed_at", [])) if own else (),
            enrolled=tuple(own[-1].facts.get("enrolled", [])) if own else (),
            self_named=self._lines.was_claimed(party),
            names_only=party.names_only,
            registration=party.registration if party.names_only else "",
            read_documents=tuple(sorted(ways.read_only)),
            unsent_documents=tuple(sorted(ways.not_sent)),
            corporate_number=party.corporate_number,
            phone=party.phone,
        )

    def _sender(self) -> PartyFacts:
        """Sending is the sender's own agreement, stated by the creation signature (AD-01).

        Where an approval set it off, that is not the approver's act: nothing of the approver is told.
        """
        sending = self._sending()
        at, owner = in_jst(sending.at), self._contract.owner
        origin = sending.facts["origin"] if sending.facts["origin"]["actor"] == owner.public_id else {}
        return PartyFacts(
            order=0,
            role=SENDER_ROLE,
            company=self._contract.organization.name,
            name=owner.name,
            mail=owner.mail,
            kind="",
            own=True,
            signs=True,
            capacity="",
            authenticated=(STAFF_ACCOUNT,),
            agreed_at=at,
            events=(
                EventLine(
                    at=at,
                    kind="sender_agreed",
                    round=self._round,
                    sequence=sending.sequence,
                    actor=owner.name,
                    address=origin.get("address", ""),
                    user_agent=origin.get("user_agent", ""),
                    details=(Detail("factor", STAFF_ACCOUNT),),
                ),
            ),
        )

    def _sending(self) -> Recorded:
        """Return the event from which the round's creation signature followed."""
        sequence = self._session.scalars(
            select(EffectRow.sequence).where(
                EffectRow.contract_id == self._contract.id,
                EffectRow.kind == EffectKind.PREPARE_ROUND,
                EffectRow.round == self._round,
            )
        ).one()
        return next(one for one in self._lines.recorded if one.sequence == sequence)

    def _agreements(self) -> list[Recorded]:
        return [
            one
            for one in self._lines.recorded
            if one.kind == "agreement_recorded" and one.round == self._round
        ]

    def _rounds(self) -> tuple[RoundFacts, ...]:
        rows = self._session.scalars(
            select(ContractRound)
            .where(ContractRound.contract_id == self._contract.id, ContractRound.number <= self._round)
            .order_by(ContractRound.number)
        )
        return tuple(self._round_facts(row) for row in rows)

    def _round_facts(self, row: ContractRound) -> RoundFacts:
        voiding = [
            one for one in self._lines.recorded if one.kind == "round_opened" and one.round == row.number + 1
        ]
        voided = [self._lines.name(party, one.sequence) for one in voiding for party in one.facts["voided"]]
        return RoundFacts(
            number=row.number,
            opened_at=in_jst(row.opened_at),
            version=row.version.number,
            sent_sha256=row.sent_digest,
            outcome="concluded" if row.number == self._round else "void",
            voided=tuple(voided),
        )

    def _round_row(self, number: int) -> ContractRound:
        return self._session.scalars(
            select(ContractRound).where(
                ContractRound.contract_id == self._contract.id, ContractRound.number == number
            )
        ).one()

    def _anchor(self) -> Anchor:
        head = self._session.scalars(
            select(AuditEvent)
            .where(AuditEvent.organization_id == self._contract.organization_id)
            .order_by(AuditEvent.sequence.desc())
            .limit(1)
        ).one()
        last = self._lines.recorded[-1].sequence
        timestamped = log_timestamp(self._session, self._contract.organization_id)
        return Anchor(
            self._contract.public_id, last, self._contract.head, head.sequence, head.digest, timestamped
        )


def issued_at(facts: CertificateFacts) -> datetime:
    return datetime.fromisoformat(facts.issued_at)


def _instants(told: list[str]) -> tuple[str, ...]:
    return tuple(in_jst(datetime.fromisoformat(at)) for at in told)
