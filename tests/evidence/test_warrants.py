"""The signing process signs what the record asks for, and nothing that somebody merely sends it."""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import select, text

from activities.certifying import Certifying
from activities.signing import Signing
from adapters.certificates import render_all, signed_file
from adapters.filling import prepare
from adapters.sealing import Sealer, require_extends
from contracts import acts
from contracts.acts import Origin
from contracts.deadlines import ENGINE
from contracts.effects import EffectKind
from contracts.event_table import to_stored
from contracts.events import AgreementRecorded
from contracts.messages import EffectMessage, EffectRequest
from contracts.warrant import NotWarranted
from database.audit import AuditEvent
from database.certificate_desk import CertificateDesk
from database.evidence import Certificate, Revision
from database.record import ContractEvent
from database.signing_desk import SigningDesk
from tests import databases
from tests.lifecycle.concluding import FINAL, SENT, record_act
from tests.lifecycle.office import LONG_AGO, Draft, Office, open_office

Forgery = Callable[["Case"], EffectMessage]


class NoKey:
    """A sealer that must not be reached."""


class Case:
    """A contract of two parties whose acts are recorded, and the activities of the signing process."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.draft: Draft = office.draft([1, 1])
        opened, sealer = office.opened, cast("Sealer", NoKey())
        desk = SigningDesk(opened.database)
        self.signing = Signing(desk, opened.files, sealer, prepare, require_extends)
        certificates = CertificateDesk(opened.database, opened.settings.base_url)
        self.certifying = Certifying(certificates, opened.files, sealer, render_all, signed_file)

    @property
    def parties(self) -> list[str]:
        return [one.id for one in self.draft.parties]

    def record(self, *made: acts.Act) -> None:
        for act in made:
            record_act(self.office, self.draft.contract, act)

    def prepared(self) -> "Case":
        self.record(self.draft.submit, acts.RecordPreparation("prepared", ENGINE, 1, SENT, 1))
        return self

    def agreed(self, party: str) -> "Case":
        origin = Origin(party)
        terms = acts.AcceptTerms(f"terms-{party}", Origin(party), party, 1, "2026-11")
        self.record(terms, acts.Agree(f"yes-{party}", origin, party, 1, SENT, 1, "i", FINAL, ["mail_link"]))
        return self

    def sealed(self, party: str) -> "Case":
        revision = self.parties.index(party) + 2
        self.record(acts.RecordSealing(f"sealed-{party}", ENGINE, party, 1, FINAL, revision))
        return self

    def event(self, kind: str) -> int:
        with self.office.opened.database.reading() as session:
            query = select(ContractEvent.sequence).where(ContractEvent.kind == kind)
            return session.scalars(query.order_by(ContractEvent.sequence)).first() or 0

    def asks(self, effect: EffectMessage) -> None:
        request = EffectRequest(self.draft.contract, 1, effect)
        {
            EffectKind.PREPARE_ROUND: self.signing.prepare_round,
            EffectKind.SEAL_AGREEMENT: self.signing.seal_agreement,
            EffectKind.CONCLUDE: self.signing.conclude,
            EffectKind.CERTIFY: self.certifying.certify,
        }[EffectKind(effect.kind)](request)

    def refusals(self) -> list[AuditEvent]:
        with self.office.opened.database.reading() as session:
            return list(session.scalars(select(AuditEvent).where(AuditEvent.code == "signing_refused")))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(open_office(tmp_path / "home"))


def seal(sequence: int, party: str, number: int = 1) -> EffectMessage:
    return EffectMessage(sequence, EffectKind.SEAL_AGREEMENT, party, number)


def of_system(kind: EffectKind, sequence: int) -> EffectMessage:
    return EffectMessage(sequence, kind, "system", 1)


def without_an_agreement(case: Case) -> EffectMessage:
    case.prepared()
    return seal(case.event("round_prepared"), case.parties[0])


def for_another_party(case: Case) -> EffectMessage:
    case.prepared().agreed(case.parties[0])
    return seal(case.event("agreement_recorded"), case.parties[1])


def for_another_round(case: Case) -> EffectMessage:
    case.prepared().agreed(case.parties[0])
    return seal(case.event("agreement_recorded"), case.parties[0], 2)


def agreed_by_an_administrator(case: Case) -> EffectMessage:
    """The rules refuse such an act; who can write the database writes the event itself, digests and all."""
    party, owner = case.prepared().parties[0], case.office.owner.public_id
    row = case.office.contract(case.draft.contract)
    stored = to_stored(
        AgreementRecorded(Origin(owner), party, 1, SENT, 1, "i", FINAL, ["mail_link"], 1),
        contract=row.public_id,
        sequence=row.sequence + 1,
        at=LONG_AGO.isoformat(),
        key="forged",
        previous=row.head,
    )
    with case.office.opened.database.writing() as session:
        kept = {"contract_id": row.id, "organization_id": row.organization_id, "epoch": 1}
        session.add(ContractEvent(**kept, **asdict(stored)))
    return seal(stored.sequence, party)


def sealed_already(case: Case) -> EffectMessage:
    case.prepared().agreed(case.parties[0]).sealed(case.parties[0])
    return seal(case.event("agreement_recorded"), case.parties[0])


def prepared_already(case: Case) -> EffectMessage:
    case.prepared()
    return of_system(EffectKind.PREPARE_ROUND, case.event("contract_submitted"))


def preparing_a_draft(_case: Case) -> EffectMessage:
    return of_system(EffectKind.PREPARE_ROUND, 1)


def concluding_while_one_is_missing(case: Case) -> EffectMessage:
    case.prepared().agreed(case.parties[0]).sealed(case.parties[0])
    return of_system(EffectKind.CONCLUDE, case.event("agreement_sealed"))


def certifying_before_the_final_signature(case: Case) -> EffectMessage:
    for party in case.prepared().parties:
        case.agreed(party).sealed(party)
    return of_system(EffectKind.CERTIFY, case.event("agreement_sealed"))


def on_a_record_that_was_rewritten(case: Case) -> EffectMessage:
    case.prepared().agreed(case.parties[0])
    with case.office.opened.database.writing() as session:
        databases.unguard(session, "contract_event")
        session.execute(
            text("UPDATE contract_event SET facts = replace(facts, :one, :other)"),
            {"one": case.parties[0], "other": case.parties[1]},
        )
    return seal(case.event("agreement_recorded"), case.parties[1])


@pytest.mark.shows("LW-01", "LW-05")
@pytest.mark.parametrize(
    ("forgery", "code"),
    [
        (without_an_agreement, "not_asked_for"),
        (for_another_party, "not_asked_for"),
        (for_another_round, "not_asked_for"),
        (agreed_by_an_administrator, "subject_differs"),
        (sealed_already, "done_already"),
        (prepared_already, "done_already"),
        (preparing_a_draft, "not_asked_for"),
        (concluding_while_one_is_missing, "not_asked_for"),
        (certifying_before_the_final_signature, "not_asked_for"),
        (on_a_record_that_was_rewritten, "record_broken"),
    ],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_what_the_record_does_not_ask_for_is_not_signed_and_told_once(
    case: Case, forgery: Forgery, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    forged = forgery(case)
    for _ in range(2):
        with pytest.raises(NotWarranted) as refused:
            case.asks(forged)
        assert refused.value.code == code
    assert [one.subject for one in case.refusals()] == [case.draft.contract]
    assert f'"code":"{code}"' in case.refusals()[0].facts
    assert any(one.levelname == "ERROR" and "signing refused" in one.message for one in caplog.records)
    with case.office.opened.database.reading() as session:
        assert session.query(Revision).count() == session.query(Certificate).count() == 0


def test_a_contract_that_is_not_there_is_not_signed(case: Case) -> None:
    case.draft = replace(case.draft, contract="00000000-0000-0000-0000-000000000000")
    with pytest.raises(NotWarranted):
        SigningDesk(case.office.opened.database).preparation(
            EffectRequest(case.draft.contract, 1, of_system(EffectKind.PREPARE_ROUND, 1))
        )


@pytest.mark.shows("LW-01")
def test_what_the_record_asks_for_is_handed_to_the_signer(case: Case) -> None:
    case.record(case.draft.submit)
    effect = of_system(EffectKind.PREPARE_ROUND, case.event("contract_submitted"))
    desk = SigningDesk(case.office.opened.database)
    assert len(desk.preparation(EffectRequest(case.draft.contract, 1, effect)).documents) == 1
    assert case.refusals() == []
